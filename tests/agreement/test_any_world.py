"""The compiled engine and the plain Mesa model live through the same, wherever in the table of parameters."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.study.proof.agreement import side_by_side
from sim.study.proof.thresholds import people_at_thresholds


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_live_the_same_lives(worlds, data):
    scenario, policy = data.draw(worlds)
    assert side_by_side(scenario, policy, replicate=data.draw(st.integers(0, 3))).parted == []


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_both_agree_about_people_at_thresholds(worlds, data):
    scenario, policy = data.draw(worlds)
    month = data.draw(st.integers(1, int(scenario["market.months"])))
    people, _ = people_at_thresholds(Random(data.draw(st.integers(0, 2**32))), scenario, policy, month)
    assert side_by_side(scenario, policy, people=people, lived=month - 1).parted == []
