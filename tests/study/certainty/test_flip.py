"""What would have to be true for the opposite verdict: found where the difference is zero, and the smallest first."""

from typing import Any

import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.certainty.flip import CLOSE, Flips, in_words, what_flips
from sim.study.certainty.plausible import ends
from sim.study.maps.where_it_pays import where_it_pays

FEW: dict[str, Any] = {"people": 500, "replicates": 2}


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed({"market.months": 36})


@pytest.fixture(scope="module")
def found(magazine: Scenario) -> Flips:
    flips = what_flips(magazine, "sell-quietly", **FEW)
    assert flips is not None
    return flips


def test_there_are_ways_to_turn_a_close_verdict_the_smallest_first(found: Flips) -> None:
    assert found.ways
    far = [way.far for way in found.ways]
    assert far == sorted(far)
    assert all(0 < one <= 1 for one in far)
    assert {len(way.changes) for way in found.ways} == {1, 2}


def test_there_the_sign_is_the_other_one(found: Flips, magazine: Scenario) -> None:
    for way in found.ways:
        assert way.difference.mean * found.difference.mean <= 0
        world = magazine.changed({change.key: change.then for change in way.changes})
        again = sim.compare(
            world.changed({"market.people": 500}), ["sell-quietly"], replicates=2, turns_on=False
        ).policies["sell-quietly"]
        assert way.difference.mean == pytest.approx(again.difference.mean, rel=1e-9)


def test_values_stay_within_what_is_plausible(found: Flips, magazine: Scenario) -> None:
    for way in found.ways:
        for change in way.changes:
            low, high = ends(change.key, magazine)
            assert low <= change.then <= high  # type: ignore[operator]
            assert change.now == magazine[change.key]
            assert change.key in in_words(way)


def test_two_together_need_not_move_as_far_as_one_alone(found: Flips) -> None:
    alone = {way.changes[0].key: way.far for way in found.ways if len(way.changes) == 1}
    for way in found.ways:
        if len(way.changes) == 2:
            assert way.far <= min(alone.get(change.key, 1.0) for change in way.changes) + CLOSE


def test_where_the_price_alone_turns_it_is_the_break_even_price(magazine: Scenario) -> None:
    close = magazine.changed({"people.trace_chance_ordinary": 0.003})
    flips = what_flips(close, "sell-quietly", **FEW)
    assert flips is not None
    (price,) = [way.changes[0].then for way in flips.ways if [c.key for c in way.changes] == ["data_market.price"]]
    row = where_it_pays(close, y="people.trace_chance_ordinary", cells=3, **FEW)
    assert row.here is not None
    told = row.break_even[row.here[0]]
    assert not isinstance(told, str)
    one_step = (0.2 / 0.01) ** CLOSE  # of the price's range below the scenario's own value, by ratios
    assert float(price) <= told[0].mean <= float(price) * one_step * (1 + 1e-9)


def test_two_policies_alike_have_no_verdict_to_turn(magazine: Scenario) -> None:
    assert what_flips(magazine, "never-sell") is None


def test_threads_change_nothing(magazine: Scenario, found: Flips) -> None:
    assert what_flips(magazine, "sell-quietly", threads=1, **FEW) == found


def test_an_unknown_policy_is_named(magazine: Scenario) -> None:
    with pytest.raises(InputError, match="did you mean sell-quietly"):
        what_flips(magazine, "sell-quitely")
