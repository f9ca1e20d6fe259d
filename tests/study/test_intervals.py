"""Intervals against published examples, algebra and simulated coverage."""

import math

import numpy as np
import pytest

from sim.study.intervals import (
    Estimate,
    Unbounded,
    doubled,
    mean_interval,
    ratio_interval,
    series_interval,
    settles,
    student,
    variance_ratio,
)


@pytest.mark.parametrize(
    ("level", "freedom", "quantile"),
    [(0.90, 9, 1.8331), (0.95, 9, 2.2622), (0.99, 4, 4.6041), (0.90, 1, 6.3138)],
)
def test_student_quantiles_are_those_of_the_printed_table(level, freedom, quantile):
    assert student(level, freedom) == pytest.approx(quantile, abs=5e-5)


def test_sleep_data_of_student_1908():
    # extra hours of sleep under two drugs on the same ten patients: mean 1.58, 95 % interval 0.70 to 2.46
    extra = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    found = mean_interval(extra, 0.95)
    assert found.mean == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.7001, 2.4599), abs=1e-4)


def test_a_figure_that_never_varies_has_an_interval_of_no_width():
    assert mean_interval([0.1] * 7) == Estimate(0.1, 0.1, 0.1)
    assert mean_interval([0.0] * 4).settled


def test_one_replicate_is_no_interval():
    with pytest.raises(ValueError, match="two replicates"):
        mean_interval([3.0])


def test_months_stand_alone():
    rows = np.array([[1.0, 5.0], [3.0, 5.0]])
    mean, low, high = series_interval(rows)
    assert mean.tolist() == [2.0, 5.0]
    assert high[1] == low[1] == 5.0
    assert high[0] - mean[0] == pytest.approx(student(0.9, 1) * math.sqrt(2) / math.sqrt(2))


def test_fieller_ends_are_the_ratios_that_student_just_rejects():
    rng = np.random.default_rng(5)
    below = rng.normal(10, 2, 12)
    above = 3 * below + rng.normal(0, 4, 12)
    found = ratio_interval(above, below, 0.9)
    assert isinstance(found, Estimate)
    for end in (found.low, found.high):
        rest = above - end * below
        t = abs(rest.mean()) / (rest.std(ddof=1) / math.sqrt(12))
        assert t == pytest.approx(student(0.9, 11), rel=1e-9)


def test_fieller_worked_by_hand():
    # three pairs: means 4 and 2, variances of the means 1/3 and 1/12, covariance 1/6; t(90 %, 2) = 2.92
    above, below = np.array([3.0, 4.0, 5.0]), np.array([1.5, 2.0, 2.5])
    exact = ratio_interval(above, below)
    assert isinstance(exact, Estimate)
    assert exact == pytest.approx((2, 2, 2))  # always exactly twice as much: no doubt about the ratio
    loose = ratio_interval(np.array([5.0, 3.0, 4.0]), below)
    # covariance -1/12: the quadratic (4 - t2/12) r2 - 2 (8 - t2 x -1/12) r + (16 - t2/3) = 0 with t2 = 8.5262
    t2 = 2.919986**2
    a, b, c = 4 - t2 / 12, 8 + t2 / 12, 16 - t2 / 3
    low, high = (b - math.sqrt(b * b - a * c)) / a, (b + math.sqrt(b * b - a * c)) / a
    assert loose == pytest.approx((2, low, high), rel=1e-5)


def test_ratio_without_an_interval_says_why():
    nothing = ratio_interval(np.array([1.0, 2.0]), np.zeros(2))
    assert isinstance(nothing, Unbounded) and "zero" in nothing.reason
    noisy = ratio_interval(np.array([1.0, 2.0, 3.0]), np.array([-5.0, 1.0, 5.0]))
    assert isinstance(noisy, Unbounded) and "g >= 1" in noisy.reason


def test_a_constant_divisor_gives_students_interval():
    above = np.array([1.0, 2.0, 4.0, 3.0])
    found = ratio_interval(above, np.full(4, 2.0))
    assert found == pytest.approx(mean_interval(above / 2))


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.90, 0.99])
def test_fieller_covers_the_true_ratio_as_often_as_it_says(level):
    rng = np.random.default_rng(11)
    times, hits = 4000, 0
    for _ in range(times):
        below = rng.normal(10, 3, 8)
        above = 2 * below + rng.normal(-4, 5, 8)  # true ratio 16 / 10
        found = ratio_interval(above, below, level)
        hits += isinstance(found, Estimate) and found.low <= 1.6 <= found.high
    assert hits / times == pytest.approx(level, abs=4 * math.sqrt(level * (1 - level) / times))


def test_pairing_is_measured():
    luck = np.array([3.0, -1.0, 4.0, 0.0, 2.0])
    one, other = luck + [0.1, 0.0, -0.1, 0.0, 0.0], luck + 1.0
    ratio = variance_ratio(one, other)
    assert isinstance(ratio, float) and ratio > 500
    assert isinstance(variance_ratio(luck, luck), Unbounded)
    assert isinstance(variance_ratio(luck[:2], other[:2]), Unbounded)


def test_independent_replicates_save_nothing():
    rng = np.random.default_rng(3)
    assert variance_ratio(rng.normal(size=4000), rng.normal(size=4000)) == pytest.approx(1, abs=0.1)


def test_settling_is_stricter_than_what_is_shown():
    differences = np.array([0.2, 1.0, 1.6, 0.4, 0.9])
    assert mean_interval(differences).settled
    assert not settles(differences / np.array([1, 1, 1, -2, 1]))
    assert settles(np.zeros(5))


def test_replicates_double_up_to_the_most_allowed():
    assert doubled(10, 200) == 20
    assert doubled(160, 200) == 200
