"""Sensitivity indices against closed forms, with and without luck."""

import numpy as np
import numpy.typing as npt
import pytest

from sim.study.certainty.indices import Morris, Points, Sobol

Floats = npt.NDArray[np.float64]
A, B = 7.0, 0.1


def ishigami(places: Floats) -> Floats:
    """Ishigami and Homma (1990), of three numbers from -pi to pi."""
    one, two, three = (2 * np.pi * places - np.pi).T
    return np.asarray(np.sin(one) + A * np.sin(two) ** 2 + B * three**4 * np.sin(one))


# its closed forms
ALONE_1 = (1 + B * np.pi**4 / 5) ** 2 / 2
ALONE_2 = A**2 / 8
WITH_3 = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
VARIANCE = ALONE_1 + ALONE_2 + WITH_3


def luck_of(points: Points, spread: float) -> Floats:
    """A number of its own for each kind of luck, the same wherever that luck is met."""
    return np.asarray(np.random.default_rng(1).normal(0.0, spread, points.luck.max() + 1)[points.luck])


def test_ishigami_has_the_indices_of_its_closed_form() -> None:
    design = Sobol(3, 1_024)
    one, two, three, luck = design.effects(ishigami(design.points().places))
    for effect, first, total in (
        (one, ALONE_1, ALONE_1 + WITH_3),
        (two, ALONE_2, ALONE_2),
        (three, 0.0, WITH_3),
    ):
        assert effect.first is not None
        assert effect.first.mean == pytest.approx(first / VARIANCE, abs=0.03)
        assert effect.total.mean == pytest.approx(total / VARIANCE, abs=0.03)
        assert effect.first.low <= first / VARIANCE <= effect.first.high
    assert luck.total == (0.0, 0.0, 0.0)


def test_luck_has_its_own_share_and_inflates_nobody_elses() -> None:
    """Noise with as much variance as the function: every index is halved, and half is luck's."""
    design = Sobol(3, 1_024)
    points = design.points()
    outcomes = ishigami(points.places) + luck_of(points, VARIANCE**0.5)
    one, two, three, luck = design.effects(outcomes)
    assert luck.total.mean == pytest.approx(0.5, abs=0.05)
    assert luck.first is not None and luck.first.mean == pytest.approx(0.5, abs=0.05)
    for effect, total in ((one, ALONE_1 + WITH_3), (two, ALONE_2), (three, WITH_3)):
        assert effect.total.mean == pytest.approx(total / VARIANCE / 2, abs=0.03)


def test_each_row_has_two_kinds_of_luck_and_changes_it_alone_once() -> None:
    points = Sobol(3, 8).points()
    rows = points.luck.reshape(8, 6)
    assert len(np.unique(points.luck)) == 16
    assert (rows[:, :4] == rows[:, :1]).all()  # an input is changed, luck is not
    assert (rows[:, 4] == rows[:, 5]).all() and (rows[:, 4] != rows[:, 0]).all()  # luck alone, then everything
    places = points.places.reshape(8, 6, 3)
    np.testing.assert_array_equal(places[:, 4], places[:, 0])


def test_morris_finds_effects_over_the_whole_range() -> None:
    """A straight effect of 3, none, and one that depends on the first; luck apart."""
    design = Morris(3, 40)
    points = design.points()
    assert len(points.places) == design.count == 40 * 5
    one, _, three = points.places.T
    effects = design.effects(3 * one + 4 * three * (one > 0.5) + luck_of(points, 0.1))
    assert effects[1].total == (0.0, 0.0, 0.0)
    assert effects[2].spread is not None and effects[2].spread > 1.0
    assert 0.05 < effects[3].total.mean < 0.5
    straight = design.effects(3 * one)[0]
    assert straight.total == pytest.approx((3.0, 3.0, 3.0)) and straight.spread == pytest.approx(0.0, abs=1e-9)
