"""Points: nobody does better on average than by saying what he or she thinks; no idea brings nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.workshop.lives import Outcomes
from sim.workshop.plan import Plan
from sim.workshop.scoring import Prediction, chance_points, points, range_points

chances = st.floats(0.0, 1.0)
DIAL = (-100.0, 100.0)
marks = st.floats(*DIAL)


def test_known_points() -> None:
    assert chance_points(0.5, True) == chance_points(0.5, False) == 0.0
    assert chance_points(1.0, True) == 100.0 and chance_points(1.0, False) == -300.0
    assert chance_points(0.8, True) == pytest.approx(84.0) and chance_points(0.8, False) == pytest.approx(-156.0)
    assert range_points(-100.0, 100.0, 12.0, DIAL) == 0.0, "the whole dial says nothing"
    assert range_points(12.0, 12.0, 12.0, DIAL) == 100.0
    assert range_points(0.0, 50.0, 25.0, DIAL) == 75.0
    assert range_points(0.0, 50.0, 75.0, DIAL) == pytest.approx(25.0), "a quarter wide, an eighth missed: 1/4 + 4/8"
    assert range_points(-100.0, -100.0, 100.0, DIAL) == -300.0
    assert range_points(100.0, 100.0, 9e9, DIAL) == 100.0, "beyond the dial is its last mark"


@given(chances, chances)
def test_saying_the_true_chance_is_best(true: float, said: float) -> None:
    def expected(chance: float) -> float:
        return true * chance_points(chance, True) + (1.0 - true) * chance_points(chance, False)

    assert expected(true) >= expected(said) - 1e-9


@given(st.lists(marks, min_size=1, max_size=9), marks, marks)
def test_saying_the_middle_half_is_best(values: list[float], one: float, other: float) -> None:
    """The quarters of what may come are the best two ends."""

    def expected(low: float, high: float) -> float:
        return sum(range_points(low, high, value, DIAL) for value in values) / len(values)

    ordered = sorted(values)
    low, high = ordered[(len(values) - 1) // 4], ordered[-1 - (len(values) - 1) // 4]
    assert expected(low, high) >= expected(min(one, other), max(one, other)) - 1e-9


@given(marks, marks, marks)
def test_points_lie_where_they_are_said_to(one: float, other: float, value: float) -> None:
    assert -300.0 - 1e-9 <= range_points(min(one, other), max(one, other), value, DIAL) <= 100.0


def test_luck_counts_as_luck(plan: Plan) -> None:
    """It paid in one of two lives: 50 % is as good as it gets."""
    one = plan.rounds[0]
    came = Outcomes((10.0, -10.0), (0.0, 0.0), (0.0, 0.0), {})
    sure, fair = (Prediction(pays, (0.0, 0.0), (0.0, 0.0)) for pays in (0.9, 0.5))
    assert points(fair, came, one).pays == 0.0
    assert points(sure, came, one).pays == pytest.approx(-64.0)


@pytest.mark.parametrize(
    "said",
    [
        Prediction(1.5, (0.0, 0.0), (0.0, 0.0)),
        Prediction(float("nan"), (0.0, 0.0), (0.0, 0.0)),
        Prediction(0.5, (1.0, 0.0), (0.0, 0.0)),
        Prediction(0.5, (0.0, 1e12), (0.0, 0.0)),
        Prediction(0.5, (0.0, 0.0), (-1.0, 0.0)),
        Prediction(0.5, (0.0, float("nan")), (0.0, 0.0)),
    ],
)
def test_what_no_dial_can_say_is_refused(plan: Plan, said: Prediction) -> None:
    with pytest.raises(InputError, match=r"must be"):
        said.check(plan.rounds[0])
