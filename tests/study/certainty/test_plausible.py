"""Plausible worlds: in range, half of them on either side of the scenario, and always a scenario."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import ends, open_parameters, value_at, world

MAGAZINE = sim.load("magazine")
KEYS = [entry.name for entry in open_parameters()]


@pytest.mark.parametrize("key", KEYS)
def test_the_ends_and_the_middle_are_where_the_table_has_them(key: str) -> None:
    entry = PARAMETERS[key]
    assert [value_at(key, share, MAGAZINE) for share in (0.0, 0.5, 1.0)] == [entry.low, entry.default, entry.high]


@given(st.sampled_from(KEYS), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_a_smaller_value(key: str, one: float, other: float) -> None:
    few, many = (value_at(key, share, MAGAZINE) for share in sorted((one, other)))
    assert few <= many


def test_what_spans_magnitudes_is_spread_by_ratio() -> None:
    assert value_at("press.story_chance", 0.75, MAGAZINE) == pytest.approx(10**-5.5)
    assert value_at("money.discount", 0.75, MAGAZINE) == pytest.approx(0.125)


def test_the_scenario_is_the_middle_even_beyond_the_range() -> None:
    dear = MAGAZINE.changed({"data_market.price": 0.8, "money.profile": 0.0})
    assert value_at("data_market.price", 0.5, dear) == 0.8
    assert ends("data_market.price", dear) == pytest.approx((0.04, 1.28))
    assert [value_at("money.profile", share, dear) for share in (0.0, 0.5, 1.0)] == [0.0, 0.0, 8.0]


def test_settings_and_switches_stay() -> None:
    moved = world(MAGAZINE, dict.fromkeys(KEYS, 0.9))
    same = [key for key in PARAMETERS if key not in KEYS]
    assert [moved[key] for key in same] == [MAGAZINE[key] for key in same]


CROWDED = MAGAZINE.changed(
    {"people.fundamentalist": 0.3, "people.pragmatist": 0.7, "market.people": 10, "word_of_mouth.contacts": 4}
)


@given(st.sampled_from([MAGAZINE, CROWDED]), st.lists(st.floats(0, 1), min_size=len(KEYS), max_size=len(KEYS)))
def test_every_world_is_a_scenario(scenario: Scenario, shares: list[float]) -> None:
    found = world(scenario, dict(zip(KEYS, shares, strict=True)))
    assert found.policies == scenario.policies
