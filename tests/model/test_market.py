"""Months lived in one go are the months lived one by one."""

import numpy as np
import pytest

import sim
from sim.inputs.scenario import Scenario
from sim.model.columns import State
from sim.model.market import Life, Market, live
from sim.model.people import born

SETTINGS = {
    "market.people": 400,
    "market.months": 40,
    "press.story_chance": 0.0005,
    "people.patience_median": 0.5,
    "events": [{"month": 7, "share": 0.3, "severity": 1.0}, {"month": 31, "share": 0.1, "severity": 1.0}],
    "policies.sell-quietly.changes": [
        {"month": 20, "sale": "never", "apology": True},
        {"month": 26, "sale": "opt_out", "apology": False},
    ],
}


@pytest.fixture(scope="module")
def eventful() -> Scenario:
    """Breaches, stories, and a policy that changes twice."""
    return sim.load("magazine").changed(SETTINGS)


def by_step(scenario: Scenario, key: str, replicate: int) -> Life:
    market = Market(scenario, scenario.policy(key), replicate)
    for _ in range(int(scenario["market.months"])):
        market.step()
    assert market.steps == market.month
    return market.life()


@pytest.mark.parametrize("replicate", range(4))
@pytest.mark.parametrize("key", ["sell-quietly", "ask-and-reward"])
def test_a_life_is_its_months(eventful, key, replicate):
    whole, monthly = live(eventful, eventful.policy(key), replicate), by_step(eventful, key, replicate)
    assert whole.ledger_discounted == monthly.ledger_discounted
    assert whole.stories == monthly.stories and whole.drawn_penalties == monthly.drawn_penalties
    for name, values in whole.series.items():
        assert np.array_equal(values, monthly.series[name]), name
    for name in State._fields:
        assert np.array_equal(whole.people.column(name), monthly.people.column(name)), name


def test_stories_break_in_these_lives(eventful):
    stories = [live(eventful, eventful.policy("sell-quietly"), replicate).stories for replicate in range(4)]
    assert any(len(months) > 1 for months in stories), "else the test above would not meet one"


def test_a_change_of_policy_ends_a_stretch_and_a_story_does(eventful):
    market = Market(eventful, eventful.policy("sell-quietly"), 0, born(eventful, 0))
    reached = []
    while market.month < 40:
        market.live_on(40)
        reached.append(market.month)
    assert {19, 25, 40} <= set(reached)
    assert {month - 1 for month in market.press.stories if month <= 40} <= set(reached)


def test_people_put_in_place_later_are_booked_once(eventful):
    market = Market(eventful, eventful.policy("never-sell"))
    for _ in range(3):
        market.step()
    _, state = market.people[5]
    market.people[5] = state
    assert market.people[5][1] == state
