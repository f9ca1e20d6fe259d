"""Break-even points of lines whose answers are known."""

import numpy as np
import pytest

from sim.study.intervals import mean_interval
from sim.study.maps.crossing import BreakEven, between, sign_changes, straight

PRICES = np.linspace(0.0, 1.0, 5)
LOSS, RECORDS = np.array([9.0, 10.0, 11.0, 12.0]), np.array([40.0, 38.0, 41.0, 39.0])


def line(places: np.ndarray) -> np.ndarray:
    return np.outer(places, RECORDS) - LOSS


def test_a_straight_line_breaks_even_at_loss_over_records() -> None:
    found = straight(PRICES, line(PRICES))
    assert isinstance(found, BreakEven)
    assert found.mean == pytest.approx(LOSS.mean() / RECORDS.mean())
    assert found.rising
    below = straight(PRICES, -line(PRICES))
    assert isinstance(below, BreakEven)
    assert not below.rising


def test_at_the_ends_of_its_interval_the_difference_is_just_settled() -> None:
    found = straight(PRICES, line(PRICES))
    assert isinstance(found, BreakEven)
    assert mean_interval(line(np.array([found.low]))[0]).high == pytest.approx(0.0, abs=1e-9)
    assert mean_interval(line(np.array([found.high]))[0]).low == pytest.approx(0.0, abs=1e-9)


def test_it_is_found_beyond_the_map_too() -> None:
    cheap = np.linspace(0.0, 0.1, 3)
    found, wide = straight(cheap, line(cheap)), straight(PRICES, line(PRICES))
    assert isinstance(found, BreakEven)
    assert isinstance(wide, BreakEven)
    assert found[:3] == pytest.approx(wide[:3])


def test_where_the_price_does_not_matter_there_is_none() -> None:
    assert "does not matter" in str(straight(PRICES, np.tile(LOSS, (5, 1))))
    noisy = np.outer(PRICES, np.array([1.0, -1.0, 2.0, -1.5]))
    assert "too few replicates" in str(straight(PRICES, noisy))


def test_between_values_tried_it_is_where_the_drawn_line_crosses() -> None:
    (found,) = between(PRICES, line(PRICES))
    exact = straight(PRICES, line(PRICES))
    assert isinstance(exact, BreakEven)
    assert found.mean == pytest.approx(exact.mean)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.mean < found.high


def test_an_interval_that_leaves_the_map_has_an_open_end() -> None:
    short = np.array([0.25, 0.32])
    (found,) = between(short, line(short))
    assert found.low is None
    assert found.high is not None


def test_a_line_that_never_crosses_and_one_that_crosses_often() -> None:
    assert between(PRICES, np.tile(LOSS, (5, 1))) == []
    assert sign_changes(PRICES, np.array([-1.0, 1.0, 1.0, -1.0, -1.0])) == [(0.125, True), (0.625, False)]


def test_zeros_alone_are_no_crossing_and_zeros_between_signs_are_one() -> None:
    assert sign_changes(PRICES, np.zeros(5)) == []
    assert sign_changes(PRICES, np.array([0.0, 0.0, 1.0, 1.0, 0.0])) == []
    assert sign_changes(PRICES, np.array([-1.0, 0.0, 0.0, 1.0, 1.0])) == [(0.25, True)]


def test_values_that_could_not_be_tried_are_passed_over() -> None:
    holes = line(PRICES)
    holes[2] = np.nan
    (found,) = between(PRICES, holes)
    assert found.mean == pytest.approx(LOSS.mean() / RECORDS.mean())
    assert between(PRICES, np.full((5, 4), np.nan)) == []
