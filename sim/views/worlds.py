"""How the policies hold up over plausible worlds: how often each is best, and what one would regret."""

from collections.abc import Hashable
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from sim.show import wording
from sim.show.wording import percent
from sim.study.intervals import Estimate
from sim.study.robustness import PolicyRobustness, Robustness, robustness
from sim.study.worker import Work
from sim.views.answers import depends_on, played
from sim.views.charts import COLOURS, ROW, Chart
from sim.views.state import Study
from sim.views.text import escaped

WORLDS = 128  # half as many as by the command: somebody waits
DOING = "The policies live in many plausible worlds"


def asked(study: Study) -> tuple[Hashable, Work[Robustness]]:
    """The work, and the key under which it is kept: once for all pages that show something of it."""
    keys = tuple(dict.fromkeys((study.baseline, *study.policies)))
    work = partial(robustness, played(study.scenario), keys, study.baseline, worlds=WORLDS)
    return ("worlds", depends_on(study.scenario), keys), work


def draw(found: Robustness) -> None:
    """The sentence, a bar a policy, and how it was made."""
    st.markdown(in_a_sentence(found))
    st.altair_chart(chart(found), alt=in_words(found), key="worlds")
    st.caption(
        escaped(
            f"{found.worlds} worlds: all {len(found.parameters)} assumptions that evidence leaves open take some value "
            f"in their plausible ranges, each by itself. {found.people:,} people, {found.replicates} lives a world; "
            f"other luck names the same best policy in {percent(found.agree)} of them. It says how policies hold up, "
            "not how likely a world is."
        )
    )


def in_a_sentence(found: Robustness) -> str:
    """Which policy is best most often, and which one would regret least."""
    winner, safest = found.winner, found.least_regret
    told = f"**“{escaped(winner.label)}” is best in {escaped(share(winner.wins))} of plausible worlds.**"
    regret = f"on average {wording.dollars(safest.regret.mean)} ({wording.span(safest.regret)}) behind the best"
    if safest.key == winner.key:
        return f"{told} It is also the one that leaves least to regret: {escaped(regret)}."
    return f"{told} Least to regret leaves “{escaped(safest.label)}”: {escaped(regret)}."


def in_words(found: Robustness) -> str:
    """What the chart shows, for those who cannot see it."""
    return "Share of plausible worlds in which each policy is best. " + "; ".join(map(_told, found.policies)) + "."


def _told(one: PolicyRobustness) -> str:
    ahead = f", ahead of the baseline in {share(one.ahead)}" if one.ahead else ""
    return f"{one.label}: best in {share(one.wins)}{ahead}, mean regret {wording.dollars(one.regret.mean)}"


def share(found: Estimate) -> str:
    """A share of worlds with its interval: 26 % (20 % to 33 %)."""
    return f"{percent(found.mean)} ({percent(found.low)} to {percent(found.high)})"


def chart(found: Robustness) -> Chart:
    """A bar a policy, the most often best at the top, with its interval and its share in figures."""
    rows = [
        {
            "policy": one.label,
            "wins": one.wins.mean,
            "low": one.wins.low,
            "high": one.wins.high,
            "said": percent(one.wins.mean),
            "share": share(one.wins),
            "ahead": share(one.ahead) if one.ahead else "it is the baseline",
            "regret": wording.dollars(one.regret.mean),
        }
        for one in sorted(found.policies, key=lambda one: -one.wins.mean)
    ]
    table = pd.DataFrame(rows)
    names = alt.Axis(labelLimit=190, ticks=False, domain=False, grid=False)
    y = alt.Y("policy:N", title=None, sort=list(table["policy"]), axis=names)
    most = min(1.0, float(table["high"].max()) * 1.15)
    x = alt.X(
        "wins:Q", title="share of worlds", axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, most])
    )
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOLD.items()]
    over = alt.Chart(table)
    return alt.layer(
        over.mark_bar(color=COLOURS[1], opacity=0.35, height=22).encode(x=x, y=y, tooltip=told),
        over.mark_rule(color=COLOURS[1], strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        over.mark_text(align="left", dx=6, fontWeight=600, color=COLOURS[1]).encode(
            x=alt.X("high:Q"), y=y, text="said:N"
        ),
    ).properties(height=ROW * len(rows) + 50)


_TOLD = {
    "policy": "Policy",
    "share": "Best in",
    "ahead": "Ahead of the baseline in",
    "regret": "Mean regret",
}
