"""What a sweep found: a heat map with its break-even line, and every policy in a table."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from sim.show.currency import in_force
from sim.show.sweep_report import headline
from sim.show.wording import dollars, percent
from sim.study import spreadsheet
from sim.study.sweeps.columns import OUTCOMES
from sim.study.sweeps.results import HEADLINE, Results
from sim.views import heat, keep, session, theme
from sim.views.text import escaped

DOLLARS = "dollars"


def draw(folder: Path) -> None:
    """The sweep in a line, what to look at, the chart, and the table of all policies."""
    found = Results(folder)
    told = found.manifest
    st.subheader(escaped(told.title), anchor=False)
    st.caption(escaped(str(headline(found)).partition("\n")[2].replace("\n", "  ")))
    if remark := found.remark:
        st.warning(escaped(remark), icon=":material/history:")
    policy, of, keys = looked_at(found)
    pivot = found.pivot(*keys, of=of, policy=policy)
    label = found.label(policy)
    st.markdown(escaped(in_a_sentence(pivot.table, label, of)))
    st.altair_chart(heat.chart(pivot), alt=heat.in_words(pivot, label), key="heat")
    classed = f" In classes, named by their middle: {', '.join(pivot.classed)}." if pivot.classed else ""
    st.caption(
        escaped(
            f"Mean over what else was varied. {heat.AHEAD} above zero and {heat.BEHIND} below it beyond chance, "
            f"{heat.OPEN} the 90 % interval spans zero; the line is break-even.{classed} "
            "How likely a place is, it does not say."
        )
    )
    st.subheader("All policies, over all points", anchor=False)
    table = summary(found, of)
    with theme.stacked("sweep-table", map(str, table.columns[1:])):
        st.table(table, border="horizontal", hide_index=True)
    with st.container(horizontal=True):
        money = ["mean", "low", "high"] if pivot.of.unit == DOLLARS else []
        keep.save("heat-map.csv", partial(_csv, in_force().table(pivot.table, money)), "sweep")


def looked_at(found: Results) -> tuple[str, str, tuple[str, ...]]:
    """Policy, outcome and keys, as the visitor chose them; what a link says and there is not counts for nothing."""
    told = found.manifest
    with st.container(horizontal=True, key="sweep-look"):
        policies = told.policies[1:] or told.policies
        policy = _pick("Policy", "sweep-policy", policies, {key: found.label(key) for key in policies})
        outcomes = {name: name.replace("_", " ") for name in OUTCOMES}
        of = _pick("Outcome", "sweep-of", OUTCOMES, outcomes, HEADLINE)
        if len(told.keys) == 1:
            return policy, of, told.keys
        keys = {key: heat.words_of(key) for key in told.keys}
        across = _pick("Across", "sweep-x", told.keys, keys)
        up = _pick("Up", "sweep-y", [key for key in told.keys if key != across], keys)
    return policy, of, (up, across)


def _pick(title: str, name: str, keys: Sequence[str], words: dict[str, str], usual: str | None = None) -> str:
    asked = session.study().view.get(name)
    now = asked if asked is not None and asked in keys else usual or keys[0]
    st.selectbox(
        title,
        keys,
        index=list(keys).index(now),
        format_func=lambda key: words.get(key, key),
        key=session.widget(name, now),
        on_change=lambda: session.look(session.study().looking_at(**{name: session.stands_at(name)})),
        width=260,
    )
    return now


def in_a_sentence(table: pd.DataFrame, label: str, of: str) -> str:
    """On how much of the grid the outcome is above zero."""
    sure, unsure = (table["low"] > 0).mean(), ((table["low"] <= 0) & (table["high"] >= 0)).mean()
    what = "ahead of the baseline" if of == HEADLINE else f"above zero in {of.replace('_', ' ')}"
    return f"“{label}” is {what} on {percent(sure)} of this map beyond chance; {percent(unsure)} is not settled."


def summary(found: Results, of: str) -> pd.DataFrame:
    """A row a policy beside the baseline: mean over all points with its interval, share of points above zero."""
    money = found.meaning(of).unit == DOLLARS

    def amount(value: float) -> str:
        return dollars(value) if money else f"{value:,.4g}"

    return pd.DataFrame(
        {
            "Policy": escaped(found.label(str(row["policy"]))),
            "Mean": escaped(amount(row["mean"])),
            "90 % interval": escaped(f"{amount(row['low'])} to {amount(row['high'])}"),
            "Above zero at": f"{percent(row['better'])} of points",
        }
        for row in found.summary(of).to_dict("records")
        if row["policy"] != found.manifest.policies[0]
    )


def _csv(table: pd.DataFrame) -> bytes:
    return spreadsheet.escaped(table).to_csv(index=False).encode()
