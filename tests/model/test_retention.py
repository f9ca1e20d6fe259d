"""How readily each person leaves for other reasons: the tabulated quantile, worked out only where somebody is."""

import numpy as np
import pytest
from scipy.special import betaincinv

from sim.model.retention import leave_hazard, quantiles, survival, tenures

ALPHA, BETA, PERIOD = 2.4, 3.6, 12


@pytest.fixture
def people() -> tuple[np.ndarray, np.ndarray]:
    """Quantiles and tenures of five hundred people, the rarest quantiles among them."""
    random = np.random.default_rng(7)
    u = (random.integers(0, 2**32, 500) + 0.5) / 2**32
    u[:2] = 0.5 / 2**32, 1 - 0.5 / 2**32
    return u, random.integers(0, 21, 500)


def test_hazards_do_not_depend_on_who_came_before(people):
    """One by one, backwards, or all at once: the same to the last bit, though the table fills in another order."""
    u, tenure = people
    quantiles.cache_clear()
    at_once = leave_hazard(u, tenure, ALPHA, BETA, PERIOD, 20)
    quantiles.cache_clear()
    backwards = [leave_hazard(u[[i]], tenure[[i]], ALPHA, BETA, PERIOD, 20)[0] for i in reversed(range(len(u)))]
    assert (at_once == backwards[::-1]).all()


def test_hazards_are_those_of_the_beta_quantile(people):
    u, tenure = people
    found = leave_hazard(u, tenure, ALPHA, BETA, PERIOD)
    theta = betaincinv(ALPHA, BETA + tenure, u)
    stays = betaincinv(BETA + tenure, ALPHA, 1 - u)
    odds = np.expm1(found * PERIOD)  # theta / (1 - theta)
    assert odds == pytest.approx(theta / stays, rel=1e-3)


def test_survival_and_tenures_are_those_of_fader_and_hardie():
    """alpha = 1, beta = 1: of new customers 1 / (m + 1) stay m periods, and tenures lie in proportion to that."""
    assert survival(1.0, 1.0, 4) == pytest.approx([1.0, 1 / 2, 1 / 3, 1 / 4, 1 / 5])
    assert survival(2.0, 3.0, 2) == pytest.approx([1.0, 3 / 5, 3 / 5 * 4 / 6])
    whole = 1 + 1 / 2 + 1 / 3  # of at most two periods
    u = np.array([0.0, 0.999 / whole, 1.001 / whole, 1.499 / whole, 1.501 / whole, 1.0])
    assert tenures(u, 1.0, 1.0, 2).tolist() == [0, 0, 1, 1, 2, 2]
