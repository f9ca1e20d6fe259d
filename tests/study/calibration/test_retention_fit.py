"""The retention curve fitted: published answers, an independent library, known truths, and what cannot be fitted."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import betaln

from sim.errors import InputError
from sim.inputs.company_files.leaving import Leaving, read_table
from sim.model import retention
from sim.study.calibration.retention_fit import Fit, fit, hold_out

# Fader and Hardie 2007, table of "Regular" customers, years 0 to 12, per 1,000
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]


def cohort(survivors: list[int]) -> Leaving:
    there = np.array(survivors, float)
    return Leaving(there[:-1], there[:-1] - there[1:])


def lived(rng: np.random.Generator, alpha: float, beta: float, customers: int, seen: tuple[int, int]) -> Leaving:
    """Customers simulated from the model itself, each watched for a number of periods between the two ends."""
    left_in = rng.geometric(np.maximum(rng.beta(alpha, beta, customers), 1e-12))
    watched = rng.integers(seen[0], seen[1] + 1, customers)
    left = left_in <= watched
    last = np.where(left, left_in, watched)
    longest = int(last.max())
    at_risk = np.cumsum(np.bincount(last, minlength=longest + 1)[::-1])[::-1][1:]
    return Leaving(at_risk.astype(float), np.bincount(last[left], minlength=longest + 1)[1:].astype(float))


def test_the_published_estimates_on_the_first_seven_years() -> None:
    found = fit(cohort(REGULAR[:8]))
    assert (round(found.alpha, 3), round(found.beta, 3)) == (0.704, 1.182)
    assert found.survival(12)[-1] == pytest.approx(0.170, abs=5e-4)


def test_years_held_out_are_missed_by_little() -> None:
    held = hold_out(cohort(REGULAR), 7)
    assert held is not None
    assert len(held.errors) == 5
    assert held.largest_error <= 0.02
    assert held.largest_error == pytest.approx(0.0031, abs=1e-4)
    constant = (1 - 0.369) ** 12  # the first year's share leaving, for ever
    assert abs(constant - 0.173) > 20 * abs(held.errors[-1])


def test_the_table_as_it_is_published(shared_data: Path) -> None:
    (data,) = read_table(shared_data / "sbg_retention_regular.csv").values()
    assert fit(data.first(7)).alpha == pytest.approx(0.704, abs=5e-4)


def test_the_curve_is_the_models_own() -> None:
    found = Fit(1.3, 4.2, cohort(REGULAR))
    assert found.survival(30) == pytest.approx(retention.survival(1.3, 4.2, 30), rel=1e-12)


def test_the_likelihood_is_that_of_the_textbook() -> None:
    """Summed over customers: ln B(alpha + 1, beta + t - 1) for who left in t, ln B(alpha, beta + n) for the others."""
    data = lived(np.random.default_rng(5), 0.8, 2.0, 300, (3, 9))
    alpha, beta = 0.7, 1.9
    periods = np.arange(1, data.periods + 1)
    stayed = np.concatenate([-np.diff(data.at_risk), [data.at_risk[-1]]]) - data.left
    direct = data.left @ betaln(alpha + 1, beta + periods - 1) + stayed @ betaln(alpha, beta + periods)
    censored_at_once = 300 - data.at_risk[0]
    assert censored_at_once == 0
    assert Fit(alpha, beta, data).log_likelihood == pytest.approx(direct - 300 * betaln(alpha, beta), rel=1e-12)


def test_an_independent_library_finds_the_same() -> None:
    lifelines = pytest.importorskip("lifelines", reason="lifelines, a development oracle, is not installed")
    fitters = pytest.importorskip("lifelines.fitters")
    numbers = pytest.importorskip("autograd.numpy")
    special = pytest.importorskip("autograd.scipy.special")
    assert lifelines

    class ShiftedBetaGeometric(fitters.ParametricUnivariateFitter):  # type: ignore[name-defined]
        """Discrete time in a continuous frame: the hazard is such that an event at t has S(t - 1) - S(t)."""

        _fitted_parameter_names = ["alpha_", "beta_"]  # noqa: RUF012

        def _create_initial_point(self, *_: Any) -> Any:
            return np.array([1.0, 1.0])

        def _cumulative_hazard(self, shapes: Any, t: Any) -> Any:
            a, b = shapes
            return special.gammaln(a + b + t) - special.gammaln(b + t) + special.gammaln(b) - special.gammaln(a + b)

        def _log_hazard(self, shapes: Any, t: Any) -> Any:
            return numbers.log(shapes[0]) - numbers.log(shapes[1] + t - 1)

    rng = np.random.default_rng(11)
    for data in (cohort(REGULAR[:8]), lived(rng, 0.6, 3.0, 2000, (2, 20)), lived(rng, 2.5, 5.0, 2000, (4, 12))):
        periods = np.arange(1, data.periods + 1)
        stayed = np.concatenate([-np.diff(data.at_risk), [data.at_risk[-1]]]) - data.left
        times, gone = np.tile(periods, 2), np.repeat([1, 0], data.periods)
        weights = np.concatenate([data.left, stayed])
        theirs = ShiftedBetaGeometric().fit(times[weights > 0], gone[weights > 0], weights=weights[weights > 0])
        ours = fit(data)
        assert (ours.alpha, ours.beta) == pytest.approx(tuple(theirs.params_), rel=1e-3)
        assert ours.log_likelihood >= theirs.log_likelihood_ - 1e-6
        assert ours.standard_errors == pytest.approx(tuple(theirs.summary["se(coef)"]), rel=0.01)


def test_nothing_near_it_is_likelier() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        alpha, beta = rng.uniform(0.3, 4.0), rng.uniform(0.5, 20.0)
        found = fit(lived(rng, alpha, beta, 3000, (5, 30)))
        for way in ((1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999), (1.001, 1.001), (0.999, 0.999)):
            near = Fit(found.alpha * way[0], found.beta * way[1], found.data)
            assert near.log_likelihood <= found.log_likelihood + 1e-9


def test_standard_errors_shrink_with_the_root_of_the_customers() -> None:
    data = cohort(REGULAR)
    few, many = fit(data), fit(Leaving(data.at_risk * 100, data.left * 100))
    assert few.standard_errors is not None and many.standard_errors is not None
    assert many.alpha == pytest.approx(few.alpha, rel=1e-8)
    assert np.array(few.standard_errors) == pytest.approx(10 * np.array(many.standard_errors), rel=1e-6)
    few_at_12, many_at_12 = few.survival_errors(12), many.survival_errors(12)
    assert few_at_12 is not None and many_at_12 is not None
    assert few_at_12 == pytest.approx(10 * many_at_12, rel=1e-6)


def coverage(cases: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Share of simulated cases in which the true alpha, and beta, lies within two standard errors."""
    within = np.zeros(2)
    for seed in range(cases):
        rng = np.random.default_rng([2007, seed])
        alpha, beta = rng.uniform(0.4, 3.0), rng.uniform(0.8, 6.0)
        found = fit(lived(rng, alpha, beta, 5000, (4, 24)))
        if found.standard_errors is not None:
            off = np.array([found.alpha - alpha, found.beta - beta])
            within += np.abs(off) <= 2 * np.array(found.standard_errors)
    return within / cases


def test_a_few_known_truths_come_back() -> None:
    assert (coverage(20) >= 0.8).all()


@pytest.mark.slow
def test_known_truths_come_back_within_two_standard_errors() -> None:
    assert (coverage(400) >= 0.92).all()


def test_shares_have_a_curve_and_no_standard_errors() -> None:
    whole = cohort(REGULAR)
    shares = fit(Leaving(whole.at_risk / 1000, whole.left / 1000, counted=False))
    assert shares.alpha == pytest.approx(fit(whole).alpha, rel=1e-6)
    assert shares.standard_errors is None
    assert "how many customers" in shares.why_no_errors


def test_customers_who_do_not_differ_are_said_not_to() -> None:
    found = fit(cohort([round(100_000 * 0.9**n) for n in range(11)]))
    assert found.mean == pytest.approx(0.1, abs=0.002)
    assert found.standard_errors is None
    assert "no difference between customers" in found.why_no_errors
    rising = fit(Leaving(np.full(5, 100.0), np.array([1.0, 2, 3, 4, 5])))
    assert "does not get rarer" in rising.why_no_errors


def test_customers_who_differ_without_end_are_said_to() -> None:
    found = fit(Leaving(np.array([1000.0, 500, 500, 500]), np.array([500.0, 0, 0, 0])))
    assert found.survival(3) == pytest.approx([1, 0.5, 0.5, 0.5], abs=0.02)
    assert "differ without end" in found.why_no_errors


@pytest.mark.parametrize(
    ("at_risk", "left", "said"),
    [
        ([100.0], [10.0], "at least two periods"),
        ([100.0, 100.0], [0.0, 0.0], "nobody has left"),
    ],
)
def test_what_tells_nothing_is_refused(at_risk: list[float], left: list[float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        fit(Leaving(np.array(at_risk), np.array(left)))


def test_too_little_to_hold_out_is_none_and_an_impossible_wish_is_named() -> None:
    data = cohort(REGULAR[:3])
    assert hold_out(data) is None
    with pytest.raises(InputError, match="--fit-on 2: must be from 2 to 1"):
        hold_out(data, 2)
