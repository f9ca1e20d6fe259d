"""Parts of a page: the verdict, its figures, its chart, what turns it, and the assumptions behind it."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show import wording
from sim.study.comparison import Comparison, PolicyResult
from sim.study.turning import TurnsOn
from sim.views import charts, lists, tables
from sim.views.text import BADGES, changed, count_span, escaped, signed, signed_span


def verdict(comparison: Comparison) -> list[DeltaGenerator]:
    """The answer in sentences, each with its interval; returns a place under each verdict for what it turns on."""
    first, *others = wording.verdict(comparison)
    st.header(escaped(first), anchor=False)
    places = [st.empty()]
    for paragraph in others:
        st.markdown(escaped(paragraph))
    return [*places, st.empty()]


def turns_on(answer: TurnsOn | None) -> None:
    """What a verdict turns on, in one line of words; `what_turns_it` gives the numbers."""
    if answer is None:
        st.markdown("No assumption can turn it: the two do the same.")
    elif answer.turning:
        names = wording.listed([f"**{escaped(point.words)}**" for point in answer.turning])
        st.markdown(f"It turns on {names}.")
    else:
        names = wording.listed([escaped(point.words) for point in answer.points])
        st.markdown(f"Nothing that was tried turns it: not {names}.")


def figures(comparison: Comparison, result: PolicyResult) -> None:
    """Three figures of the policy that the verdict is about, each with its interval."""
    base, lost = comparison.policies[comparison.baseline].label, result.customers_lost_to_policy
    st.subheader(escaped(f"“{result.label}” in three figures"), anchor=False)
    first, second, third = st.columns(3)
    with first:
        found = result.difference
        _figure(f"Against “{base}”", signed(found.mean), signed_span(found))
    with second:
        cost, kept = result.cost_per_record, result.customers_at_end
        if not result.sells:
            _figure("Customers at the end", wording.count(kept.mean), count_span(kept))
        elif cost is None:
            _figure("What a sold record costs", "cannot be said", result.reasons["cost_per_record"], "")
        else:
            _figure("What a sold record costs", wording.dollars(cost.mean), wording.span(cost))
    with third:
        _figure("Customers lost to it", wording.count(lost.mean), count_span(lost))


def _figure(label: str, value: str, under: str, what: str = "90\u00a0% interval") -> None:
    look: dict[str, Any] = {"delta_color": "off", "delta_arrow": "off", "delta_description": what or None}
    st.metric(escaped(label), escaped(value), escaped(under), **look)


def who_knows(comparison: Comparison, result: PolicyResult) -> None:
    """What the chance of finding out comes to, in people."""
    if not result.sells:
        return
    people = result.people_who_know.mean
    share = f"{people / _people_in_market(comparison):.1%}".replace("%", " %")
    st.markdown(
        f"So under {escaped(f'“{result.label}”')}, **{wording.count(people)} people** ({escaped(share)} of the market) "
        f"know after {comparison.months} months that the company sells records."
    )


def charts_of(comparison: Comparison, order: Sequence[str]) -> None:
    """Net value against the baseline: over time, and in all."""
    base = comparison.policies[comparison.baseline].label
    st.subheader(escaped(f"Net value to date against “{base}”"), anchor=False)
    st.altair_chart(charts.over_time(comparison, order), alt=_in_words(comparison))
    st.caption("Shaded: 90 % intervals. Dollars of later years count for less.")
    st.subheader("And with what the customers will still bring", anchor=False)
    st.altair_chart(charts.in_all(comparison, order), alt=_in_words(comparison))
    st.caption(
        f"Full dots: the whole difference with its 90 % interval, as in the verdict. It counts what the customers "
        f"left after month {comparison.months} are still worth; the open dots do not."
    )


def _in_words(comparison: Comparison) -> str:
    said = [
        f"{result.label}: {wording.dollars(result.by_month['difference_to_date'][-1])} after "
        f"{comparison.months} months, {wording.dollars(result.difference.mean)} with later value"
        for key, result in comparison.policies.items()
        if key != comparison.baseline
    ]
    return f"Net value against the baseline over time. {'; '.join(said)}."


def policies(comparison: Comparison) -> None:
    """The policies side by side, and how they were compared."""
    st.subheader("The policies side by side", anchor=False)
    st.table(tables.policies_table(comparison), border="horizontal", hide_index=True)
    st.caption(escaped(wording.how_it_was_asked(comparison)))


def what_turns_it(comparison: Comparison, answer: TurnsOn | None) -> None:
    """Every assumption that was tried on a verdict, at both ends of its plausible range."""
    if answer is None:
        return
    st.markdown(lists.turning_points(answer, comparison.months))
    st.caption(
        f"One assumption at a time is taken to either end of its plausible range, with {answer.people:,} people "
        f"and {answer.replicates} replicates."
    )


def assumptions(scenario: Scenario, keys: Iterable[str]) -> None:
    """The assumptions named, those that were changed, and on request all of them."""
    different = changed(scenario)
    differ = "All are at their defaults"
    if different:
        differ = (
            f"{len(different)} of {len(PARAMETERS)} {'differs' if len(different) == 1 else 'differ'} from the default"
        )
    st.subheader("Assumptions used", anchor=False)
    st.markdown(f"An {BADGES['assumption']} is a number that nobody has measured. {differ}.")
    st.markdown(lists.assumptions(scenario, [*keys, *different]))
    with st.expander(f"All {len(PARAMETERS)} of them"):
        wide = {"What it is": st.column_config.TextColumn(width=360)}
        st.dataframe(tables.all_assumptions(scenario), hide_index=True, height=480, column_config=wide)


def _people_in_market(comparison: Comparison) -> float:
    if comparison.inputs is None:
        raise ValueError("a saved comparison does not say how large its market is")
    return float(comparison.inputs["market.size"])
