"""People are made once for worlds in which they are the same, and never shared where they are not."""

import numpy as np
import pytest

import sim
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario, load_text
from sim.model.people import Born, born
from sim.study.births import Births

SMALL = {"market.people": 200, "market.months": 3}


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed(SMALL)


def same(one: Born, other: Born) -> bool:
    columns = (one.traits == other.traits).all() and (one.start == other.start).all()
    ties = all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(one.network, other.network, strict=True))
    return bool(columns and ties and (one.leave_hazard == other.leave_hazard).all())


@pytest.mark.parametrize("key", [entry.name for entry in PARAMETERS.values() if entry.is_uncertain])
def test_whichever_parameter_moves_people_are_those_of_its_own_world(magazine: Scenario, key: str) -> None:
    births = Births()
    births.of(magazine, 0)
    for end in (PARAMETERS[key].low, PARAMETERS[key].high):
        world = magazine.changed({key: end})
        assert same(births.of(world, 0), born(world, 0))


def test_they_are_made_once_where_nothing_that_makes_them_moves(magazine: Scenario) -> None:
    births = Births()
    people = births.of(magazine, 0)
    assert births.of(magazine.changed({"data_market.price": 0.4, "people.trace_chance_ordinary": 0.001}), 0) is people
    assert births.of(magazine.changed({"people.patience_median": 3.0}), 0) is not people
    assert births.of(magazine, 0) is people, "other worlds in between do not lose them"
    assert births.of(magazine, 1) is not people
    assert births.of(magazine.changed({"market.seed": 99}), 0) is not people


def test_people_of_another_segment_are_others(magazine: Scenario) -> None:
    births = Births()
    people = births.of(magazine, 0)
    parts = load_text(
        'title = "Two kinds"\nextends = "magazine"\n[market]\npeople = 200\nmonths = 3\n'
        '[[segments]]\nname = "young"\nshare = 0.5\nmargin = 2.0\n[[segments]]\nname = "old"\nshare = 0.5\n'
    )
    assert births.of(parts, 0) is not people
    assert same(births.of(parts, 0), born(parts, 0))


def test_only_so_many_are_held(magazine: Scenario) -> None:
    births = Births()
    first = births.of(magazine, 0)
    for replicate in range(1, 20):
        births.of(magazine, replicate)
    assert births.of(magazine, 0) is not first
