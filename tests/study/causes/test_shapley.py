"""Shapley values: the axioms, and cases that can be worked out by hand."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.causes.shapley import Coalition, coalitions, shapley

GLOVES = ("left", "right", "another right")
NAMES = "abcd"


def pairs_of_gloves(who: Coalition) -> np.ndarray:
    """One left glove and two right ones: who holds a pair has 1."""
    return np.array([1.0 if "left" in who and len(who) > 1 else 0.0])


def test_gloves_are_shared_as_in_the_textbooks() -> None:
    parts = shapley(GLOVES, pairs_of_gloves)
    assert parts["left"] == pytest.approx(2 / 3)
    assert parts["right"] == parts["another right"] == pytest.approx(1 / 6)


def test_one_cause_has_all_of_it_and_none_has_nothing() -> None:
    assert shapley(["a"], lambda who: np.array([5.0 if who else 2.0])) == {"a": 3.0}
    assert shapley([], lambda _: np.array([2.0])) == {}


def test_every_set_comes_once() -> None:
    found = list(coalitions(NAMES))
    assert len(found) == len(set(found)) == 16
    assert found[0] == frozenset() and found[-1] == frozenset(NAMES)


GAMES = st.lists(st.floats(-1e6, 1e6), min_size=16, max_size=16).map(lambda row: dict(zip(coalitions(NAMES), row)))  # noqa: B905


@given(GAMES)
def test_a_part_is_the_mean_over_all_orders(game: dict[Coalition, float]) -> None:
    parts = shapley(NAMES, lambda who: np.array([game[who]]))
    added = {name: [] for name in NAMES}  # type: ignore[var-annotated]
    for order in permutations(NAMES):
        for n, name in enumerate(order):
            added[name].append(game[frozenset(order[: n + 1])] - game[frozenset(order[:n])])
    for name, values in added.items():
        assert parts[name][0] == pytest.approx(np.mean(values), rel=1e-9, abs=1e-6)


@given(GAMES, GAMES)
def test_the_axioms_hold(one: dict[Coalition, float], other: dict[Coalition, float]) -> None:
    def parts(game: dict[Coalition, float], names: str = NAMES) -> dict[str, float]:
        return {name: float(part[0]) for name, part in shapley(names, lambda who: np.array([game[who]])).items()}

    def near(expected: Any) -> Any:
        return pytest.approx(expected, rel=1e-9, abs=1e-5)

    # efficiency: they add up
    assert sum(parts(one).values()) == near(one[frozenset(NAMES)] - one[frozenset()])
    # additivity: of a sum of games, the sum of the parts
    both = {who: one[who] + other[who] for who in one}
    assert parts(both) == near({name: parts(one)[name] + parts(other)[name] for name in NAMES})
    # dummy: who never adds anything gets nothing, and the others what they would get without
    idle = {who: one[who - {"d"}] for who in one}
    assert parts(idle) == near({**parts(idle, "abc"), "d": 0.0})
    # symmetry: who add the same everywhere get the same
    swap = {"a": "b", "b": "a", "c": "c", "d": "d"}
    alike = {who: one[who] + one[frozenset(swap[name] for name in who)] for who in one}
    assert parts(alike)["a"] == near(parts(alike)["b"])
