"""Draws: known answers, distributions, and our own logarithm and exponential."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model import draws

# Random123's known answers for philox4x32-10: counter, key, result.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_philox_gives_random123s_known_answers(counter, key, expected):
    result = draws.philox(*(np.uint64(word) for word in (*counter, *key)))
    assert tuple(int(word) for word in result) == expected


def test_compiled_draws_equal_interpreted_ones():
    from sim.model.compiled import kernel

    @kernel
    def many(out):
        for i in range(len(out)):
            out[i] = draws.step(3, 5, i, draws.LEARN, i % 4)

    compiled = np.empty(500)
    many(compiled)
    assert compiled.tolist() == [draws.step(3, 5, i, draws.LEARN, i % 4) for i in range(500)]


def test_steps_are_unit_exponential_and_differ_between_people_clocks_and_rings():
    steps = np.array([draws.step(1, 0, i, clock, n) for i in range(700) for clock in range(6) for n in range(2)])
    assert len(set(steps)) == len(steps)
    # mean 1 and variance 1, within four standard errors of each
    assert abs(steps.mean() - 1.0) < 4.0 / math.sqrt(len(steps))
    assert abs(steps.var() - 1.0) < 4.0 * math.sqrt(8.0 / len(steps))


@given(st.floats(1e-300, 1e300))
def test_logarithm_is_that_of_mathematics(x):
    assert draws.logarithm(x) == pytest.approx(math.log(x), rel=1e-15, abs=1e-16)


@given(st.floats(-690.0, 690.0))
def test_exponential_is_that_of_mathematics(x):
    assert draws.exponential(x) == pytest.approx(math.exp(x), rel=1e-15)


@given(st.integers(0, 2**32 - 1))
def test_every_word_makes_a_finite_positive_step(word):
    assert 0.0 < draws.uniform(np.uint64(word)) < 1.0
    assert 0.0 < draws.unit_exponential(np.uint64(word)) < 24.0
