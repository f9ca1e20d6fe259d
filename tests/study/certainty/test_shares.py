"""Shares of variance: functions whose shares are known, and intervals that hold them."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import qmc

from sim.study.certainty.shares import Shares, shares

Floats = npt.NDArray[np.float64]
Outcome = Callable[[Floats, Floats], Floats]


def asked(outcome: Outcome, points: Floats, noise: float = 0.0, seed: int = 1) -> Shares:
    """Shares of the first half of a point's coordinates against the second half."""
    a, b, other_a, other_b = np.split(points, 4, axis=1)
    pairs = [(a, b), (other_a, b), (a, other_b), (other_a, other_b), (a, b)]
    luck = np.random.default_rng(seed).normal(0, noise, (len(points), 5))
    found = np.column_stack([outcome(*pair) for pair in pairs]) + luck
    answer = shares(found[:, :4], found[:, 4])
    assert answer is not None
    return answer


def sobol(rows: int, coordinates: int) -> Floats:
    return np.asarray(qmc.Sobol(coordinates, scramble=True, rng=1).random(rows))


def product(a: Floats, b: Floats) -> Floats:
    """3 x + 2 y + 4 x y for x, y uniform on (-1/2, 1/2): variances 9/12, 4/12 and 16/144."""
    x, y = a[:, 0] - 0.5, b[:, 0] - 0.5
    return 3 * x + 2 * y + 4 * x * y


def ishigami(a: Floats, b: Floats) -> Floats:
    """Ishigami and Homma's function of x1, x2 against x3 (x4 does nothing)."""
    x1, x2, x3 = ((coordinate - 0.5) * 2 * math.pi for coordinate in (a[:, 0], a[:, 1], b[:, 0]))
    return np.asarray(np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))


def test_known_shares_are_found_and_luck_is_kept_apart() -> None:
    found = asked(product, sobol(4096, 4), noise=0.5)
    whole = 9 / 12 + 4 / 12 + 1 / 9 + 1 / 4
    assert found.first.mean == pytest.approx(9 / 12 / whole, abs=0.02)
    assert found.second.mean == pytest.approx(4 / 12 / whole, abs=0.02)
    assert found.both.mean == pytest.approx(1 / 9 / whole, abs=0.02)
    assert found.chance.mean == pytest.approx(1 / 4 / whole, abs=0.02)
    assert found.first_in_all.mean == pytest.approx((9 / 12 + 1 / 9) / whole, abs=0.02)


def test_the_groups_of_ishigamis_function() -> None:
    found = asked(ishigami, sobol(4096, 8))
    assert found.first.mean == pytest.approx(0.3139 + 0.4424, abs=0.02)
    assert found.second.mean == pytest.approx(0.0, abs=0.02)
    assert found.both.mean == pytest.approx(0.2437, abs=0.02)
    assert found.first_in_all.mean == pytest.approx(1.0, abs=0.02)
    assert found.chance.mean == 0.0


def test_shares_add_up_to_the_whole() -> None:
    found = asked(product, sobol(64, 4), noise=0.2)
    assert sum(part.mean for part in found[:4]) == pytest.approx(1.0)


def test_intervals_of_few_rows_hold_the_truth_about_as_often_as_they_say() -> None:
    truth = 9 / 12 / (9 / 12 + 4 / 12 + 1 / 9)
    found = [asked(product, np.random.default_rng(seed).random((64, 4))).first for seed in range(200)]
    held = np.mean([estimate.low <= truth <= estimate.high for estimate in found])
    assert 0.82 <= held <= 0.96


def test_where_nothing_varies_there_is_nothing_to_share() -> None:
    assert shares(np.zeros((8, 4)), np.zeros(8)) is None
