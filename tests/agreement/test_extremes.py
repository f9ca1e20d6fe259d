"""The two engines at the ends of what a run accepts, where arithmetic is at its limits."""

import pytest

from sim.inputs.scenario import load
from sim.model.columns import KINDS
from sim.study.proof.agreement import side_by_side

FEW: dict[str, float] = {"market.people": 30, "market.months": 6}
ENDS: dict[str, dict[str, float]] = {
    "customers who never leave, hardly any discount": {
        "company.retention_alpha": 0.01,
        "company.retention_beta": 1000,
        "money.discount": 0.001,
    },
    "customers who leave at once": {"company.retention_alpha": 1000, "company.retention_beta": 0.01},
    "everybody new": {"market.oldest_tenure": 0},
    "the longest tenures": {"market.oldest_tenure": 100, "company.retention_period": 36},
    "nobody a customer yet": {"market.customers_at_start": 0},
    "everybody listens to everybody": {"market.people": 12, "word_of_mouth.contacts": 11},
    "ties at random": {"word_of_mouth.rewiring": 1},
    "everybody always finds out": {"people.trace_chance_ordinary": 1, "people.reads_policy": 10},
    "a story at every finding": {"press.story_chance": 1, "press.reach": 0.99, "press.damage": 1},
    "no mail at all": {"data_market.pieces": 0},
    "no kind of sender": {f"data_market.{kind}_weight": 0.0 for kind in KINDS},
}


@pytest.mark.parametrize("words", ENDS)
def test_both_agree_at_the_ends_of_the_table(words):
    scenario = load("magazine").changed(FEW | ENDS[words])
    found = side_by_side(scenario, scenario.policy("sell-quietly"))
    assert found.parted == []
