"""The engine's short cuts for months in which little or nothing happens say the same as the whole rule."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.inputs.scenario import load
from sim.model.brief import brief_month
from sim.model.quiet import FIRST, NOW, comes_due
from sim.study.proof.quiet import MONTHS, wrong_parts
from sim.study.proof.thresholds import conditions, people_at_thresholds
from sim.study.proof.worked import STATE, TRAITS

MAGAZINE = load("magazine").changed({"data_market.pieces": 1.0, "people.blame_unaware": 1.0})


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_months_of_the_engine_are_months_of_the_rule(worlds, data):
    scenario, policy = data.draw(worlds)
    month = data.draw(st.integers(1, max(1, int(scenario["market.months"]) - MONTHS)))
    people, _ = people_at_thresholds(Random(data.draw(st.integers(0, 2**32))), scenario, policy, month)
    assert not wrong_parts(scenario, policy, people, month)


def test_mail_that_wears_out_patience_is_left_to_the_rule():
    """The person is content no longer, and contacts must hear of it."""
    now = conditions(MAGAZINE, MAGAZINE.policy("never-sell"), 6)
    person = STATE._replace(copies=2.0, first_sold=5, last_sold=5, mail_clock=0.5)
    assert brief_month(TRAITS._replace(patience=1.0), person, 1.0, 0.5, now)[0]
    assert not brief_month(TRAITS._replace(patience=0.01), person, 1.0, 0.5, now)[0]


def test_nothing_comes_due_but_sales_and_email():
    policy = MAGAZINE.policy("sell-quietly")
    now = conditions(MAGAZINE, policy, 6)
    sold = STATE._replace(first_sold=2, last_sold=2, months=40)
    assert comes_due(TRAITS, sold, 6, now) == 2 + now.again_every
    digital = TRAITS._replace(digital=1)
    young = sold._replace(months=now.digital_after - 2)
    assert comes_due(digital, young, 6, now) == 9
    assert comes_due(TRAITS, STATE._replace(last_sold=0), 6, now) == FIRST
    assert comes_due(TRAITS, sold._replace(talking=1), 6, now) == NOW
