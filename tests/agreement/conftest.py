"""Worlds drawn by Hypothesis over the whole table of parameters."""

from typing import Any

import pytest
from hypothesis import strategies as st

from sim.inputs.parameters import PARAMETERS, Parameter
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.proof.worlds import FREE, reach, world

Worlds = st.SearchStrategy[tuple[Scenario, Policy]]
# enough of each that few people and months see it happen
LIVELY = {"people.trace_chance_ordinary": 0.3, "word_of_mouth.talks": 0.5, "market.size": 10**8}


def value(entry: Parameter) -> st.SearchStrategy[Any]:
    if entry.choices:
        return st.sampled_from(entry.choices)
    if entry.kind is bool:
        return st.booleans()
    low, high = reach(entry)
    if entry.kind is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False)


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    sale = draw(st.sampled_from(["quiet", "opt_out", "opt_in", "never"]))
    source = draw(st.sampled_from(["none", "third_party", "declared"]))
    asked = sale == "opt_in" or source == "declared"
    said = {
        "sale": sale,
        "notice": draw(st.sampled_from(["buried", "plain"])),
        "data_source": source,
        "personalisation": 0.0 if source == "none" else draw(st.floats(0.01, 1.0)),
        "reward": draw(st.floats(0.0, 2.0)) if asked else 0.0,
        "apology": sale == "never" and draw(st.booleans()),
    }
    own = {"price": st.floats(0.0, 1.0), "buyers": st.integers(1, 5), "again_every": st.integers(0, 6)}
    return said | draw(st.fixed_dictionaries({}, optional=own))


@st.composite
def any_world(draw: st.DrawFn, people: int = 40, months: int = 14) -> tuple[Scenario, Policy]:
    """A scenario and its policy: any parameter anywhere, any fields, dated changes and breaches."""
    chosen = draw(st.lists(st.sampled_from(FREE), max_size=25, unique_by=lambda entry: entry.name))
    length = draw(st.integers(1, months))
    some_months = st.lists(st.integers(1, length), max_size=2, unique=True).map(sorted)
    settings = {
        **LIVELY,
        "market.people": draw(st.integers(10, people)),
        "market.months": length,
        "market.seed": draw(st.integers(0, 2**32 - 1)),
        **{entry.name: draw(value(entry)) for entry in chosen},
    }
    changes = [{"month": month, **draw(terms())} for month in draw(some_months)]
    severity = value(PARAMETERS["people.severity_breach"])
    breaches = [
        {"kind": "breach", "month": month, "share": draw(st.floats(0.0, 1.0)), "severity": draw(severity)}
        for month in draw(some_months)
    ]
    return world(settings, {**draw(terms()), "changes": changes}, breaches)


@pytest.fixture(scope="session")
def worlds() -> Worlds:
    """Draw from it with Hypothesis's `data`."""
    return any_world()
