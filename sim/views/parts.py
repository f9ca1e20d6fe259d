"""Parts of a page: the verdict, its figures, its chart, what turns it, and the assumptions behind it."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show import wording
from sim.show.wording import count_span, signed, signed_span
from sim.study.certainty.turning import TurnsOn
from sim.study.comparison import Comparison, PolicyResult
from sim.views import charts, lists, policy_charts, tables, theme
from sim.views.text import BADGES, changed, escaped


def figures(comparison: Comparison, result: PolicyResult, side: str = "") -> None:
    """Three figures of the policy that the verdict is about, each with its interval. side: tells two sets apart."""
    what = "" if side else "90\u00a0% interval"  # where two sets stand side by side there is no room for it
    base, lost = comparison.policies[comparison.baseline].label, result.customers_lost_to_policy
    first, second, third = st.container(key=f"figures{side}").columns(3)
    with first:
        found = result.difference
        _figure(f"Against “{base}”", signed(found.mean), signed_span(found), what)
    with second:
        cost, kept = result.cost_per_record, result.customers_at_end
        if not result.sells:
            _figure("Customers at the end", wording.count(kept.mean), count_span(kept), what)
        elif cost is None:
            _figure("What a sold record costs", "cannot be said", result.reasons["cost_per_record"], "")
        else:
            _figure("What a sold record costs", wording.dollars(cost.mean), wording.span(cost), what)
    with third:
        _figure("Customers lost to it", wording.count(lost.mean), count_span(lost), what)


def _figure(label: str, value: str, under: str, what: str) -> None:
    look: dict[str, Any] = {"delta_color": "off", "delta_arrow": "off", "delta_description": what or None}
    st.metric(escaped(label), escaped(value), escaped(under), **look)


def chart_over_time(comparison: Comparison, order: Sequence[str], earlier: Comparison | None = None) -> None:
    """Net value against the baseline over time, and the months in which a policy pays back or turns to a loss."""
    base = comparison.policies[comparison.baseline].label
    st.subheader(escaped(f"Net value to date against “{base}”"), anchor=False)
    charts.over_time(comparison, order, earlier).show(in_words(comparison), "over-time")
    crossed = charts.crossings(comparison)
    said = [f"“{comparison.policies[key].label}” {found.in_words()}" for key, found in crossed.items()]
    before = " The thin grey line is where the first of them was before your last change." if earlier else ""
    st.caption(
        escaped(
            f"Shaded: 90 % intervals. Dots at the right add what the customers left after month {comparison.months} "
            f"will still bring, as the verdict does. {'; '.join(said) + '.' if said else ''}{before}"
        )
    )


def in_words(comparison: Comparison) -> str:
    """What the chart shows, for those who cannot see it."""
    crossed = charts.crossings(comparison)
    said = [
        f"{result.label}: {wording.dollars(result.by_month['difference_to_date'][-1])} after "
        f"{comparison.months} months, {wording.dollars(result.difference.mean)} with later value"
        + (f", {crossed[key].in_words()}" if key in crossed else "")
        for key, result in comparison.policies.items()
        if key != comparison.baseline
    ]
    return f"Net value against the baseline over time. {'; '.join(said)}."


def customers_over_time(comparison: Comparison, order: Sequence[str]) -> None:
    """How many customers there are, month by month."""
    st.subheader("Customers", anchor=False)
    policy_charts.customers(comparison, order).show(policy_charts.customers_in_words(comparison), "customers")
    base = comparison.policies[comparison.baseline].label
    st.caption(
        escaped(
            "Shaded: 90 % intervals of chance. The policies share their luck: what sets them apart is surer than "
            f"overlapping bands look. Grey: “{base}”. The axis does not begin at zero."
        )
    )


def who_left(comparison: Comparison) -> None:
    """Who leaves because of each policy, by how they think of privacy."""
    base = comparison.policies[comparison.baseline].label
    st.subheader("Who leaves because of it", anchor=False)
    chart = policy_charts.who_left(comparison)
    st.altair_chart(chart, alt=policy_charts.who_left_in_words(comparison), key="who-left")
    st.caption(escaped(f"Customers who leave earlier than under “{base}”, with 90 % intervals of chance."))


def policies(comparison: Comparison) -> None:
    """The policies side by side, and how they were compared."""
    st.subheader("The policies side by side", anchor=False)
    table = tables.policies_table(comparison)
    with theme.stacked("policies-table", map(str, table.columns[1:])):
        st.table(table, border="horizontal", hide_index=True)
    st.caption(escaped(wording.how_it_was_asked(comparison)))


def what_turns_it(comparison: Comparison, answer: TurnsOn | None) -> None:
    """Every assumption that was tried on a verdict, at both ends of its plausible range."""
    if answer is None:
        return
    st.markdown(lists.turning_points(answer, comparison.months))
    st.caption(
        f"One assumption at a time is taken to either end of its plausible range, with {answer.people:,} people "
        f"and {answer.replicates} replicates."
        + escaped(wording.moved_ranges(comparison.differs, {point.key for point in answer.points}))
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
