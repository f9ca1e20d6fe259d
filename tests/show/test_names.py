"""Every name in the results is explained, and nothing is explained that is not there."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import sim
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show.names import COMPARE, MAP, STORY
from sim.show.story_report import story_as_json
from sim.study.maps.saved_map import cells, map_as_json
from sim.study.maps.where_it_pays import where_it_pays
from sim.study.stories.story import story


@pytest.fixture(scope="module")
def small() -> Scenario:
    return sim.load("magazine").changed({"market.people": 200, "market.months": 6, "market.replicates": 2})


def names(found: Any) -> Iterator[str]:
    """Every key, at any depth."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield key
            yield from names(value)
    elif isinstance(found, list):
        for one in found:
            yield from names(one)


def test_of_a_comparison(small: Scenario) -> None:
    turning = small.changed({"market.people": 300, "market.months": 12})  # something turns the verdict there
    found = sim.compare(turning, ["sell-quietly"], doubt=True)
    columns = {name.removeprefix("ledger_") for name in (*found.table().columns, *found.by_month().columns)}
    parts = {f"why_{name}" for name in found.why["sell-quietly"].parts}
    told = columns | set(names(json.loads(found.to_json()))) - PARAMETERS.keys() - small.policies.keys()
    ends = {f"{name}{end}" for name in (*COMPARE, *parts) for end in ("_low", "_high")}
    assert told - parts - ends - COMPARE.keys() == set()
    assert COMPARE.keys() - told == set()


def test_of_a_map(small: Scenario) -> None:
    found = where_it_pays(small, cells=2, people=100, replicates=2)
    choices = where_it_pays(small, "data_market.price", "mechanisms.press", cells=2, people=100, replicates=2)
    told = {*names(map_as_json(found)), *names(map_as_json(choices)), *cells(found).columns} - PARAMETERS.keys()
    assert told - MAP.keys() == set()
    assert MAP.keys() - told <= {"reason", "rising"}  # of these a map has one or the other


def test_of_a_story(small: Scenario) -> None:
    told = set(names(json.loads(json.dumps(story_as_json(story(small.changed({"data_market.pieces": 5.0}), "left"))))))
    assert told ^ STORY.keys() == set()
