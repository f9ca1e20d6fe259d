"""The first page, finished when it opens: a verdict, three levers, and the comparison behind it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.errors import TwentyCentsError
from sim.inputs.scenario import Scenario, load
from sim.study.comparison import Comparison, PolicyResult
from sim.study.turning import assumptions
from sim.views import answers, levers, parts
from sim.views.text import escaped

BASELINE = "never-sell"
MOVED = [lever.key for lever in levers.LEVERS]


def page() -> None:
    """The verdict above; levers beside figures and charts; the table, what turns it and the assumptions below."""
    start = load(st.session_state.get("scenario", "magazine"))
    with st.container(gap="xsmall"):
        st.caption(escaped(f"Twenty Cents · {start.title}"))
        st.title(escaped(start.question or start.title), anchor=False)
    above = st.container(gap="xsmall")
    left, right = st.columns([1, 2.2], gap="large")
    with left.container(border=True):
        chosen = levers.choose_policies(start, BASELINE)
        scenario = start.changed({lever.key: levers.move(start, lever) for lever in levers.LEVERS})
        beneath = st.container()
    if chosen:
        answer(scenario, chosen, above, beneath, right)
    else:
        above.info(
            "**No policy is chosen.** Choose one or more, and the comparison comes back.",
            icon=":material/touch_app:",
        )
        parts.assumptions(scenario, MOVED)


def answer(
    scenario: Scenario,
    chosen: Sequence[str],
    above: DeltaGenerator,
    beneath: DeltaGenerator,
    right: DeltaGenerator,
) -> None:
    """Compare, and fill the places kept for the answer."""
    with beneath:  # where progress moves no lever from under a finger
        found = answers.compared(scenario, tuple(chosen), BASELINE)
        headline = found.headline or found.best
        parts.who_knows(found, headline)
    with above:
        lines = parts.verdict(found)
    with right:
        parts.figures(found, headline)
        parts.charts_of(found, [key for key in scenario.policies if key != BASELINE])
    parts.policies(found)
    asked = worth_asking(found, headline)
    lists = [st.empty() for _ in asked]
    parts.assumptions(scenario, [*MOVED, *tried_assumptions(scenario, asked)])
    # what verdicts turn on comes last: it takes longer than the verdicts themselves
    lines[0].caption("Trying out what this turns on …")
    for result, line, place in zip(asked, lines, lists, strict=False):
        turning = answers.turning(scenario, result.key, BASELINE, result.difference.mean)
        with line.container():
            parts.turns_on(turning)
        with place.expander(escaped(f"What would turn it for “{result.label}”"), expanded=result is headline):
            parts.what_turns_it(found, turning)


def worth_asking(found: Comparison, headline: PolicyResult) -> list[PolicyResult]:
    """The policies whose verdicts stand on the page: the headline's, and the best one's where it is another."""
    policies = {result.key: result for result in (headline, found.best)}
    return [result for key, result in policies.items() if key != found.baseline]


def tried_assumptions(scenario: Scenario, asked: Sequence[PolicyResult]) -> list[str]:
    """The assumptions that are tried on those verdicts."""
    base = scenario.policy(BASELINE)
    return [key for result in asked for key in assumptions(scenario, scenario.policy(result.key), base)]


trouble = st.container()
try:
    page()
except TwentyCentsError as error:
    trouble.error(f"**This cannot be worked out.** {escaped(str(error))}", icon=":material/error:")
