"""Property 5: with nothing sold, new customers stay as the closed forms say."""

import numpy as np
import pytest
from scipy.special import beta as beta_function
from scipy.stats import chisquare

from sim.model.market import live
from sim.study.proof import chance
from sim.study.proof.checks import usual

PEOPLE = 200_000
LEVEL = 1e-4  # chance that a true model fails one of these tests


def recursion(alpha: float, beta: float, periods: int) -> np.ndarray:
    """Share of new customers who leave in each period, and who stay: Fader and Hardie (2007), equation 7."""
    leaves = [alpha / (alpha + beta)]
    for t in range(2, periods + 1):
        leaves.append(leaves[-1] * (beta + t - 2) / (alpha + beta + t - 1))
    return np.array([*leaves, 1.0 - sum(leaves)])


@pytest.mark.parametrize(("alpha", "beta"), [(2.4, 3.6), (0.7, 1.2), (30.0, 10.0)])
def test_the_closed_form_is_that_of_fader_and_hardie(alpha, beta):
    ours = chance.beta_ratio(alpha, beta, np.arange(1.0, 9.0))
    assert ours == pytest.approx(1.0 - np.cumsum(recursion(alpha, beta, 8)[:-1]), rel=1e-9)
    assert ours == pytest.approx(beta_function(alpha, beta + np.arange(1, 9)) / beta_function(alpha, beta), rel=1e-9)


@pytest.mark.parametrize(("alpha", "beta", "period"), [(2.4, 3.6, 12), (0.7, 1.2, 1), (2.4, 3.6, 7)])
def test_new_customers_stay_as_the_shifted_beta_geometric_curve_says(alpha, beta, period):
    shapes = {"company.retention_alpha": alpha, "company.retention_beta": beta, "company.retention_period": period}
    world = usual(**shapes, **{"market.people": PEOPLE})
    curve = chance.survival(world, world.policy("never-sell"))
    assert curve.held, f"{curve.apart} off, chance explains {curve.allowed}"


def test_those_who_leave_in_each_year_are_as_many_as_they_should():
    new = {"market.people": PEOPLE, "market.oldest_tenure": 0, "market.customers_at_start": 1.0}
    world = usual(**chance.ALONE, **new)
    left = live(world, world.policy("never-sell")).people.column("first_left")
    found = np.bincount(np.where(left == 0, 5, (left - 1) // 12), minlength=6)
    assert chisquare(found, PEOPLE * recursion(2.4, 3.6, 5)).pvalue > LEVEL


def test_alike_customers_stay_as_the_geometric_curve_says():
    world = usual(**{"market.people": PEOPLE})
    assert chance.survival(world, world.policy("never-sell"), homogeneous=True).held


def test_a_wrong_curve_would_be_noticed():
    world = usual(**{"market.people": PEOPLE})
    found = chance.survival(world, world.policy("never-sell"))
    other = chance.survival(world.changed({"company.retention_alpha": 2.3}), world.policy("never-sell"))
    assert not chance.Curve("", PEOPLE, found.found, other.due).held
