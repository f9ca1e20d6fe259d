"""Comparisons that the pages show, each worked out once and kept.

What is kept is bounded, and found again by all that it depends on: sessions that ask the same share the answer, and
no session sees another's edits.
"""

import streamlit as st

from sim import __version__
from sim.inputs.scenario import Scenario
from sim.study.compare import compare
from sim.study.comparison import Comparison
from sim.study.turning import TurnsOn, turning_points

KEPT = 64  # answers of each kind; a comparison of five policies takes about 0.1 MB


def _depends_on(scenario: Scenario) -> tuple[object, ...]:
    """The digest leaves out what things are called, and an answer names them."""
    labels = tuple(policy.label for policy in scenario.policies.values())
    return scenario.digest, __version__, scenario.name, scenario.title, labels


@st.cache_data(max_entries=KEPT, show_spinner=False, hash_funcs={Scenario: _depends_on})
def compared(scenario: Scenario, policies: tuple[str, ...], baseline: str) -> Comparison:
    """The policies on the same people, drawing how far it is; what the verdict turns on is asked apart. InputError."""
    shown = st.empty()

    def draw(done: int, to_do: int) -> None:
        # drawing also lets Streamlit give up an answer that nobody waits for any more
        shown.progress(done / to_do, "The same people live under one policy after another …")

    shown.progress(0.0, "Getting ready; the very first time takes half a minute …")
    found = compare(scenario, policies, baseline, turns_on=False, why=False, progress=draw)
    shown.empty()
    return found


@st.cache_data(max_entries=KEPT, show_spinner=False, hash_funcs={Scenario: _depends_on})
def turning(scenario: Scenario, policy: str, baseline: str, reported: float) -> TurnsOn | None:
    """What the verdict on one policy, with the difference reported, turns on; None where it behaves as the baseline."""
    return turning_points(scenario, scenario.policy(policy), scenario.policy(baseline), reported=reported)
