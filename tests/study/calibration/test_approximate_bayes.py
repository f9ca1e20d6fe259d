"""Approximate Bayesian computation against posteriors that are known exactly."""

import numpy as np
import pytest
from scipy.stats import beta, norm, truncnorm

from sim.study.calibration.approximate_bayes import Floats, Posterior, sample


def _binomial(trials: int, successes: int, seed: int) -> Posterior:
    def simulate(points: Floats, first: int) -> Floats:
        random = np.random.default_rng([seed, first])
        return random.binomial(trials, points[:, 0])[:, None].astype(float)

    return sample(simulate, np.array([float(successes)]), 1, particles=2000, seed=seed)


@pytest.mark.parametrize("successes", [2, 12, 35])
def test_share_of_a_binomial_has_the_beta_posterior(successes: int) -> None:
    """A uniform prior and k of n make Beta(k + 1, n - k + 1)."""
    found = _binomial(40, successes, seed=successes)
    exact = beta(successes + 1, 40 - successes + 1)
    for level in (0.05, 0.5, 0.95):
        assert found.quantile(level)[0] == pytest.approx(exact.ppf(level), abs=0.35 * exact.std())
    assert np.sqrt(found.variance[0]) == pytest.approx(exact.std(), rel=0.2)


def test_two_means_and_a_summary_that_tells_nothing() -> None:
    """Two normal means with known errors, far apart in size, beside pure noise: truncated normal posteriors."""
    errors, seen = np.array([0.02, 0.15]), np.array([0.3, 0.6])

    def simulate(points: Floats, first: int) -> Floats:
        random = np.random.default_rng([7, first])
        noise = random.standard_normal((len(points), 3))
        return np.column_stack([points + errors * noise[:, :2], noise[:, 2]])

    found = sample(simulate, np.array([*seen, 0.4]), 2, particles=2000, seed=3)
    for n in range(2):
        exact = truncnorm(-seen[n] / errors[n], (1 - seen[n]) / errors[n], seen[n], errors[n])
        assert found.mean[n] == pytest.approx(exact.mean(), abs=0.3 * exact.std())
        assert np.sqrt(found.variance[n]) == pytest.approx(exact.std(), rel=0.3)
    assert abs(found.correlation[0, 1]) < 0.25


def test_what_only_the_sum_of_two_tells_is_seen_as_a_ridge() -> None:
    """Data that depend on the sum alone leave each of two parameters wide and both strongly correlated."""

    def simulate(points: Floats, first: int) -> Floats:
        return points.sum(axis=1, keepdims=True) + 0.02 * np.random.default_rng(first).standard_normal((len(points), 1))

    found = sample(simulate, np.array([1.0]), 2, particles=1000, seed=5)
    assert found.correlation[0, 1] < -0.8
    assert (np.sqrt(found.variance) > 0.2).all()


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Coverage of 90 % intervals over 200 data sets drawn from the prior: binomial error is 2.1 points."""
    random = np.random.default_rng(11)
    held = 0
    for case in range(200):
        truth = random.random()
        seen = norm(truth, 0.1).rvs(random_state=random)

        def simulate(points: Floats, first: int, case: int = case) -> Floats:
            return points + 0.1 * np.random.default_rng([case, first]).standard_normal(points.shape)

        found = sample(simulate, np.array([seen]), 1, particles=400, generations=3, seed=case)
        held += found.quantile(0.05)[0] <= truth <= found.quantile(0.95)[0]
    assert 0.84 <= held / 200 <= 0.95


def test_same_seed_same_posterior() -> None:
    """Nothing but the seed decides."""
    one, other = _binomial(40, 9, seed=1), _binomial(40, 9, seed=1)
    assert np.array_equal(one.points, other.points) and np.array_equal(one.weights, other.weights)
