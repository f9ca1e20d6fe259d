"""No change means exactly zero: a policy that does what the baseline does comes to the same, to the last bit."""

import numpy as np
import pytest

from sim.inputs.policy import TERMS, Change
from sim.inputs.scenario import Scenario, load, shipped
from sim.study.compare import compare
from sim.study.lives import kept
from sim.study.outcome import left_earlier
from sim.study.proof.sameness import differences
from sim.study.run import run

SMALL = {"market.people": 500, "market.months": 26, "market.replicates": 2}


def small(name: str) -> Scenario:
    return load(name).changed(SMALL)


@pytest.mark.parametrize("baseline", ["never-sell", "sell-quietly"])
@pytest.mark.parametrize("name", shipped())
def test_an_equal_policy_differs_by_exactly_zero_in_every_outcome(name: str, baseline: str) -> None:
    """As a user writes it: the same fields under another name, set against the first."""
    world = small(name)
    fields = {term: value for term in TERMS if (value := getattr(world.policy(baseline), term)) is not None}
    world = world.changed({"policies.twin": fields})
    found = compare(world, ["twin"], baseline, turns_on=False, why=False)
    twin, base = found.policies["twin"], found.policies[baseline]
    for difference in (twin.difference, twin.difference_without_terminal_value, twin.customers_lost_to_policy):
        assert (difference.mean, difference.low, difference.high) == (0.0, 0.0, 0.0)
    assert twin.figures() == base.figures()
    assert (twin.ledger, twin.ledger_undiscounted) == (base.ledger, base.ledger_undiscounted)
    for series, by_month in twin.by_month.items():
        assert np.array_equal(by_month, base.by_month[series]), series
    assert not twin.by_month["difference_to_date"].any()


@pytest.mark.parametrize("baseline", ["never-sell", "sell-quietly"])
@pytest.mark.parametrize("name", shipped())
def test_lived_again_with_changes_that_change_nothing_it_is_the_same_life(name: str, baseline: str) -> None:
    """A comparison lives equal policies once. Here the twin is born and lived apart, through changes to what it was."""
    world = small(name)
    policy = world.policy(baseline)
    held = policy.in_force(1)
    again = Change(13, **{term: held[term] for term in TERMS})
    twin = type(policy)("twin", "Twin", "", **held, changes=(again,))
    here, there = run(world, baseline), run(world, twin)
    assert differences(here, there) == []
    lost, months = left_earlier(kept(there), kept(here))
    assert (lost.sum(), months) == (0.0, 0.0)
    assert here.series["customers"].any()
