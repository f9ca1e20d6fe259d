"""What moves a difference most: the same as comparing at either end, the most first, nothing forgotten."""

from typing import Any

import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import ends, open_parameters
from sim.study.certainty.tornado import Tornado, tornado

FEW: dict[str, Any] = {"people": 300, "replicates": 2}


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed({"market.months": 24})


@pytest.fixture(scope="module")
def found(magazine: Scenario) -> Tornado:
    told = tornado(magazine, "sell-quietly", shown=6, **FEW)
    assert told is not None
    return told


def test_those_that_move_it_most_come_first(found: Tornado) -> None:
    assert len(found.bars) == 6
    swings = [bar.swing for bar in found.bars]
    assert swings == sorted(swings, reverse=True)
    assert found.tried == len(open_parameters())


def test_each_end_is_what_a_comparison_there_says(found: Tornado, magazine: Scenario) -> None:
    for bar in found.bars[:3]:
        assert (bar.low, bar.high) == pytest.approx(ends(bar.key, magazine))
        for value, told in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            world = magazine.changed({bar.key: value, "market.people": 300})
            same = sim.compare(world, ["sell-quietly"], replicates=2, turns_on=False, why=False)
            assert told.mean == pytest.approx(same.policies["sell-quietly"].difference.mean, rel=1e-9)


def test_it_turns_the_verdict_where_an_end_is_settled_on_the_other_side(found: Tornado) -> None:
    for bar in found.bars:
        for verdict in (-1.0, 1.0):
            there = [end for end in (bar.at_low, bar.at_high) if end.settled and end.mean * verdict < 0]
            assert bar.turns(verdict) == bool(there)


def test_what_cannot_matter_is_left_out_and_progress_ends_where_it_says(magazine: Scenario) -> None:
    said: list[tuple[int, int]] = []
    told = tornado(magazine, "sell-quietly", shown=20, progress=lambda *now: said.append(now), **FEW)
    assert told is not None and all(bar.swing > 0 for bar in told.bars)
    assert not {"company.profile_cost", "company.declared_accuracy"} & {bar.key for bar in told.bars}
    assert said[-1][1] == 2 * (len(open_parameters()) + 20)
    assert [done for done, _ in said] == sorted(done for done, _ in said)


def test_two_policies_alike_have_nothing_to_move(magazine: Scenario) -> None:
    assert tornado(magazine, "never-sell") is None
    with pytest.raises(InputError, match="did you mean sell-quietly"):
        tornado(magazine, "sell-quitely")
