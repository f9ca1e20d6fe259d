"""The compiled engine and the plain Mesa model live through the same in every scenario that comes with the program."""

from pathlib import Path

import pytest

from sim.inputs.scenario import Scenario, load, shipped
from sim.study.proof.agreement import Agreement, few, side_by_side

PERSON_MONTHS = 100_000  # in all
RUNS = [(name, key) for name in shipped() for key in load(name).policies]
FOLDER = Path(__file__).resolve().parents[2] / "scenarios"
VALIDATION = sorted(f"validation/{file.stem}" for file in FOLDER.glob("validation/*.toml"))


def agree(scenario: Scenario, key: str, person_months: int) -> Agreement:
    scenario = few(scenario, person_months)
    return side_by_side(scenario, scenario.policy(key))


@pytest.mark.parametrize(("name", "key"), RUNS)
def test_both_live_the_same_lives(name, key):
    found = agree(load(name), key, PERSON_MONTHS // len(RUNS))
    assert found.parted == []
    assert found.events > 0


@pytest.mark.parametrize("name", VALIDATION)
def test_both_live_the_same_lives_where_the_model_is_held_against_the_world(name):
    scenario = load(name)
    own = [key for key in scenario.policies if key not in load("magazine").policies]
    for key in ("sell-quietly", *own):
        assert agree(scenario, key, 1_000).parted == []
