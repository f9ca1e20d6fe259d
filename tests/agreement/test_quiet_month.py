"""The short form of a quiet month says the same as the whole rule whenever it speaks."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.inputs.scenario import load
from sim.study.proof.quiet import parts_from_the_rule, parts_in, parts_in_a_random_world
from sim.study.proof.thresholds import conditions
from sim.study.proof.worked import STATE, TRAITS


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_quiet_month_is_the_month(worlds, data):
    scenario, policy = data.draw(worlds)
    now = conditions(scenario, policy, data.draw(st.integers(1, int(scenario["market.months"]))))
    _, wrong = parts_in(scenario, now, Random(data.draw(st.integers(0, 2**32))))
    assert not wrong


def test_the_short_form_is_used_at_all():
    assert sum(parts_in_a_random_world(Random(n))[0] for n in range(20)) > 50


def test_mail_that_wears_out_patience_makes_no_quiet_month():
    """The person is content no longer, and contacts must hear of it."""
    world = load("magazine").changed({"data_market.pieces": 1.0, "people.blame_unaware": 1.0})
    now = conditions(world, world.policy("never-sell"), 6)
    person = STATE._replace(copies=2.0, first_sold=5, last_sold=5, mail_clock=0.5)
    patient = TRAITS._replace(patience=1.0)
    assert parts_from_the_rule(0, patient, person, 0, 0, now) == []
    weary = TRAITS._replace(patience=0.01)
    assert parts_from_the_rule(0, weary, person, 0, 0, now) is None
