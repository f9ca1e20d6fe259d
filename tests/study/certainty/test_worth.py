"""The value of information where it is known exactly."""

import numpy as np
import pytest
from scipy.stats import norm, qmc

from sim.study.certainty.worth import Floats, of_everything, of_knowing

WORLDS = 2_048
MEAN, ONE, OTHER = -0.5, 1.0, 0.6  # of the difference between two actions: its mean, and what two inputs add to it


def _worth(mean: float, spread: float) -> float:
    """E max(0, D) - max(0, E D) for a normal D."""
    return float(spread * norm.pdf(mean / spread) + mean * norm.cdf(mean / spread) - max(0.0, mean))


def _worlds(luck: float = 0.0) -> tuple[Floats, Floats]:
    """Two inputs by world, and values of an action that is always worth nothing and of one that is worth D."""
    places = qmc.Sobol(2, scramble=True, rng=1).random(WORLDS)
    inputs = norm.ppf(places)
    difference = MEAN + ONE * inputs[:, 0] + OTHER * inputs[:, 1]
    shocks = luck * np.random.default_rng(2).standard_normal((WORLDS, 2))
    acts = difference[:, None] + shocks
    return places, np.stack([np.zeros_like(acts), acts], axis=2)


def test_perfect_information_about_a_normal_difference() -> None:
    """The unit-normal loss integral."""
    _, values = _worlds()
    exact = _worth(MEAN, float(np.hypot(ONE, OTHER)))
    found = of_everything(values[:, :1])
    assert found.value.mean == pytest.approx(exact, rel=0.03)
    assert found.value.low < exact < found.value.high


def test_one_of_two_inputs() -> None:
    """Knowing one input is worth the loss integral of its own spread, and removes its own share of the variance."""
    places, values = _worlds()
    for n, spread in enumerate((ONE, OTHER)):
        found = of_knowing(values, places[:, [n]])
        assert found.value.mean == pytest.approx(_worth(MEAN, spread), rel=0.06)
        assert found.removed.mean == pytest.approx(spread**2 / (ONE**2 + OTHER**2), abs=0.03)


def test_luck_is_not_taken_for_knowledge() -> None:
    """With luck as large as the difference, knowing all is worth no more, and knowing noise is worth nothing."""
    places, values = _worlds(luck=1.0)
    exact = _worth(MEAN, float(np.hypot(ONE, OTHER)))
    assert of_everything(values).value.mean < exact
    both = of_knowing(values, places)
    assert both.value.mean == pytest.approx(exact, rel=0.1)
    assert both.removed.mean == pytest.approx(1.0, abs=0.05)
    noise = of_knowing(values, np.random.default_rng(3).random((WORLDS, 2)))
    assert noise.value.mean < 0.02 * exact and noise.removed.mean < 0.02


def test_what_cannot_change_the_choice_is_worth_nothing() -> None:
    """Where one action is always ahead, knowing by how much narrows the answer and is worth nothing."""
    places, values = _worlds()
    values[:, :, 1] += 20.0
    found = of_knowing(values, places)
    assert found.value.mean == 0.0 and found.removed.mean > 0.95


def test_more_than_two_actions() -> None:
    """Three actions, each best in a third of the worlds: 1/2 less 1/3 on a scale where the best is worth a half."""
    places = qmc.Sobol(1, scramble=True, rng=4).random(WORLDS)
    third = np.minimum((3 * places[:, 0]).astype(int), 2)
    values = 0.5 * np.eye(3)[third][:, None, :]
    assert of_everything(values).value.mean == pytest.approx(1 / 3, abs=0.02)
    assert of_knowing(values, places).value.mean == pytest.approx(1 / 3, abs=0.03)
