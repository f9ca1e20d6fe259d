"""The short form of a quiet month says the same as the whole rule whenever it speaks."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.study.proof.quiet import parts_in, parts_in_a_random_world
from sim.study.proof.thresholds import conditions


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_quiet_month_is_the_month(worlds, data):
    scenario, policy = data.draw(worlds)
    now = conditions(scenario, policy, data.draw(st.integers(1, int(scenario["market.months"]))))
    _, wrong = parts_in(scenario, now, Random(data.draw(st.integers(0, 2**32))))
    assert not wrong


def test_the_short_form_is_used_at_all():
    assert sum(parts_in_a_random_world(Random(n))[0] for n in range(20)) > 50
