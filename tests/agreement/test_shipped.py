"""The compiled engine and the plain Mesa model live through the same under every shipped policy of every scenario."""

import pytest

from sim.inputs.scenario import load, shipped
from sim.study.proof.agreement import side_by_side

PERSON_MONTHS = 100_000  # in all
RUNS = [(name, key) for name in shipped() for key in load(name).policies]


@pytest.mark.parametrize(("name", "key"), RUNS)
def test_both_live_the_same_lives(name, key):
    scenario = load(name)
    people = max(20, PERSON_MONTHS // len(RUNS) // int(scenario["market.months"]))
    scenario = scenario.changed({"market.people": people})
    found = side_by_side(scenario, scenario.policy(key))
    assert found.parted == []
    assert found.events > 0
