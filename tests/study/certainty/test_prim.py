"""Boxes found by peeling: a known box, against an outside implementation, and none where there is none."""

import warnings

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import qmc

from sim.study.certainty.discovery import discover
from sim.study.certainty.prim import Limit, coverage, density, found_box, inside, peeled

Floats = npt.NDArray[np.float64]
KEYS = tuple(f"key-{n}" for n in range(8))


def points(several: int = 8, count: int = 512) -> Floats:
    return np.asarray(qmc.Sobol(several, scramble=True, rng=4).random(count))


def in_the_box(places: Floats) -> npt.NDArray[np.bool_]:
    """The known box: number 2 above 0.6, number 5 from 0.2 to 0.7, the others free."""
    return inside(places, {2: Limit(0.6, 1.0), 5: Limit(0.2, 0.7)})


def test_a_known_box_is_found() -> None:
    places = points()
    box = found_box(places, in_the_box(places))
    assert set(box) == {2, 5}
    assert box[2] == pytest.approx((0.6, 1.0), abs=0.03)
    assert box[5] == pytest.approx((0.2, 0.7), abs=0.03)
    held = inside(places, box)
    assert coverage(in_the_box(places), held) > 0.9 and density(in_the_box(places), held) > 0.9


def test_a_known_box_is_found_where_one_case_in_ten_is_wrong() -> None:
    places = points()
    wrong = np.random.default_rng(5).random(len(places)) < 0.1
    box = found_box(places, in_the_box(places) ^ wrong)
    assert {2, 5} <= set(box) and len(box) <= 4
    assert box[2].low == pytest.approx(0.6, abs=0.1) and box[5].high == pytest.approx(0.7, abs=0.1)


def test_where_nothing_matters_hardly_any_box_is_found() -> None:
    """A limit that says nothing is told about once in twenty limits tried, not always."""
    free = [len(found_box(points(3, 256), np.random.default_rng(n).random(256) < 0.3)) for n in range(20)]
    assert free.count(0) >= 12


@pytest.mark.slow  # its oracle takes long to be imported
@pytest.mark.parametrize("wrong", [0.0, 0.1])
def test_each_peel_is_that_of_the_ema_workbench(wrong: float) -> None:
    """Coverage and density along the whole way, box by box."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prim = pytest.importorskip("ema_workbench.analysis.prim", reason="the EMA workbench is not installed")
    import pandas as pd

    places = points(5, 256)
    interest = (places[:, 2] > 0.6) & (places[:, 1] < 0.7) ^ (np.random.default_rng(6).random(256) < wrong)
    frame = pd.DataFrame(places, columns=[f"n{n}" for n in range(5)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = prim.Prim(frame, interest.astype(int), threshold=0.5, peel_alpha=0.05, mass_min=0.05)
        way = oracle.find_box().peeling_trajectory
    ours = [inside(places, box) for box in peeled(places, interest)]
    # the workbench may paste a slice on again at the end of its way
    assert len(ours) in (len(way), len(way) - 1)
    for held, (_, theirs) in zip(ours, way.iterrows(), strict=False):
        assert held.mean() == pytest.approx(theirs["mass"], abs=1e-9)
        assert coverage(interest, held) == pytest.approx(theirs["coverage"], abs=1e-9)
        assert density(interest, held) == pytest.approx(theirs["density"], abs=1e-9)


def test_coverage_and_density_are_measured_on_worlds_that_the_box_was_not_found_on() -> None:
    places = points()
    ahead = in_the_box(places)
    found = discover(places, ahead, KEYS)
    assert found is not None and found.pays
    assert {one.key for one in found.conditions} == {"key-2", "key-5"}
    assert found.share == pytest.approx(0.2, abs=0.01)
    assert found.coverage.low < found.coverage.mean <= found.coverage.high
    assert found.density.mean > 0.85
    luck = np.random.default_rng(7).random(len(places)) < 0.3
    nothing = discover(places, luck, KEYS)
    assert nothing is not None and nothing.density.low <= 0.3 <= nothing.density.high


def test_the_rarer_of_paying_and_losing_is_described() -> None:
    places = points()
    lost = discover(places, ~in_the_box(places), KEYS)
    assert lost is not None and not lost.pays
    assert discover(places, np.ones(len(places), bool), KEYS) is None
