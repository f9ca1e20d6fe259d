"""The shifted-beta-geometric curve fitted to who left when, by maximum likelihood (Fader and Hardie 2007).

Each customer leaves with probability theta a period, theta ~ Beta(alpha, beta) over customers. Of those who stayed
t - 1 periods the share h(t) = alpha / (alpha + beta + t - 1) leaves in period t, so with R(t) watched and D(t) leaving

    log L = sum D(t) ln h(t) + (R(t) - D(t)) ln(1 - h(t)),

whatever the data looked like: a table of survivors, or customers one by one with those still here censored.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.company_files.leaving import Leaving
from sim.inputs.parameters import PARAMETERS

Floats = npt.NDArray[np.float64]

_ALPHA, _BETA = PARAMETERS["company.retention_alpha"], PARAMETERS["company.retention_beta"]
_BOUNDS = [(float(entry.minimum or 0.0), float(entry.maximum or 0.0)) for entry in (_ALPHA, _BETA)]
_SEEN = 30  # customers watched, for a period's survival to be held against the curve
_SHARE_SEEN = 0.6  # of the periods that the fit sees when the rest is held out


@dataclass(frozen=True)
class Fit:
    """A fitted curve. Standard errors are from the observed information, None with a reason where there are none."""

    alpha: float
    beta: float
    data: Leaving
    edge: str = ""  # why a shape is as small or as large as a run accepts, which the data do not tell

    @property
    def mean(self) -> float:
        """Share of new customers who leave in the first period."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def log_likelihood(self) -> float:
        """Natural logarithm of the likelihood."""
        return _log_likelihood(self.alpha, self.beta, self.data)

    @cached_property
    def covariance(self) -> Floats | None:
        """Covariance of (alpha, beta), the inverse of the observed information."""
        if self.edge or not self.data.counted:
            return None
        information = -_second(self.alpha, self.beta, self.data)
        if np.linalg.eigvalsh(information)[0] <= 0.0:
            return None
        return np.asarray(np.linalg.inv(information), float)

    @property
    def standard_errors(self) -> tuple[float, float] | None:
        """Of alpha and of beta."""
        if self.covariance is None:
            return None
        alpha, beta = np.sqrt(np.diag(self.covariance))
        return float(alpha), float(beta)

    @property
    def why_no_errors(self) -> str:
        """Why there are no standard errors; "" where there are."""
        if self.standard_errors is not None:
            return ""
        if not self.data.counted:
            return "the table holds shares: nobody knows how many customers they stand for"
        return self.edge or "the likelihood is flat: the data cannot tell the two shapes apart"

    def shapes(self) -> dict[str, Any]:
        """Plain numbers: the shapes and their standard errors, or why there are none."""
        errors = self.standard_errors
        return {
            "alpha": self.alpha,
            "beta": self.beta,
            "standard_errors": None if errors is None else {"alpha": errors[0], "beta": errors[1]},
            "why_no_standard_errors": self.why_no_errors or None,
        }

    def survival(self, periods: int) -> Floats:
        """Share of new customers still there after 0, 1, ..., periods."""
        before = np.arange(periods)
        stays = (self.beta + before) / (self.alpha + self.beta + before)
        return np.concatenate([[1.0], np.cumprod(stays)])

    def survival_errors(self, periods: int) -> Floats | None:
        """Standard errors of the survival (delta method): of the curve, not of what a few customers may do."""
        if self.covariance is None:
            return None
        before = np.arange(periods)
        both = 1.0 / (self.alpha + self.beta + before)
        slope = np.cumsum([-both, 1.0 / (self.beta + before) - both], axis=1)
        of_log = np.sqrt(np.einsum("it,ij,jt->t", slope, self.covariance, slope))
        return np.concatenate([[0.0], self.survival(periods)[1:] * of_log])

    def errors(self, data: Leaving, since: int = 0) -> Floats:
        """Fitted less observed survival after each period from the one after `since`, while enough were watched."""
        enough = data.at_risk >= _SEEN if data.counted else np.ones(data.periods, np.bool_)
        known = int(np.argmin(enough)) if not enough.all() else data.periods
        return (self.survival(data.periods) - data.survival)[since + 1 : known + 1]


@dataclass(frozen=True)
class HeldOut:
    """How a fit to the first periods does on the rest, which it has not seen."""

    fit: Fit
    data: Leaving

    @property
    def fitted_periods(self) -> int:
        """Periods that the fit has seen."""
        return self.fit.data.periods

    @property
    def errors(self) -> Floats:
        """Fitted less observed survival after each period held out."""
        return self.fit.errors(self.data, self.fitted_periods)

    @property
    def largest_error(self) -> float:
        """The largest of them, either way [share of customers]."""
        return float(np.abs(self.errors).max())


def fit(data: Leaving) -> Fit:
    """The curve of greatest likelihood. InputError where the data cannot tell one."""
    from scipy.optimize import minimize

    if data.periods < 2:
        raise InputError("retention needs customers watched for at least two periods; take a shorter --period?")
    if data.left.sum() <= 0:
        raise InputError("nobody has left: a retention curve cannot be fitted")
    if data.left[1:].sum() <= 0 and data.left[0] == data.at_risk[0]:
        raise InputError("everybody left in the first period: a retention curve cannot be fitted")
    scale = data.at_risk.sum()

    def height(logs: Floats) -> float:
        return -_log_likelihood(*_shapes(logs), data) / scale

    def slope(logs: Floats) -> Floats:
        shapes = _shapes(logs)
        return -_first(*shapes, data) * shapes / scale

    found = []
    for start in (_moderate(data), _alike(data)):
        logs = np.log(np.clip(start, *np.transpose(_BOUNDS)))
        ends = np.log(_BOUNDS).tolist()
        best = minimize(height, logs, jac=slope, method="L-BFGS-B", bounds=ends, options={"ftol": 1e-14, "gtol": 1e-8})
        found.append(_polished(*_shapes(best.x), data))
    alpha, beta = max(found, key=lambda shapes: _log_likelihood(shapes[0], shapes[1], data))
    return Fit(float(alpha), float(beta), data, _edge(alpha, beta))


def _edge(alpha: float, beta: float) -> str:
    if any(value >= high / 1.001 for value, (_, high) in zip((alpha, beta), _BOUNDS, strict=True)):
        return "leaving does not get rarer with tenure: no difference between customers can be seen"
    if any(value <= low * 1.001 for value, (low, _) in zip((alpha, beta), _BOUNDS, strict=True)):
        return "customers seem to differ without end: some leave at once, the others never"
    return ""


def hold_out(data: Leaving, periods: int | None = None) -> HeldOut | None:
    """The same data fitted on their first periods (three fifths if left out); None where that leaves too little.

    InputError where the number of periods asked for cannot be.
    """
    if periods is not None and not 2 <= periods < data.periods:
        raise InputError(f"--fit-on {periods}: must be from 2 to {data.periods - 1}; the data cover {data.periods}")
    seen = data.first(periods or round(_SHARE_SEEN * data.periods))
    try:
        held = HeldOut(fit(seen), data)
    except InputError:
        if periods is not None:
            raise
        return None
    return held if len(held.errors) else None


def _shapes(logs: Floats) -> tuple[float, float]:
    return float(np.exp(logs[0])), float(np.exp(logs[1]))


def _log_likelihood(alpha: float, beta: float, data: Leaving) -> float:
    before = np.arange(data.periods)
    stayed = data.at_risk - data.left
    all_left = data.left.sum() * np.log(alpha)
    return float(all_left + stayed @ np.log(beta + before) - data.at_risk @ np.log(alpha + beta + before))


def _first(alpha: float, beta: float, data: Leaving) -> Floats:
    """First derivatives of the log-likelihood by alpha and beta."""
    before = np.arange(data.periods)
    both = data.at_risk @ (1.0 / (alpha + beta + before))
    stayed = data.at_risk - data.left
    return np.array([data.left.sum() / alpha - both, stayed @ (1.0 / (beta + before)) - both])


def _second(alpha: float, beta: float, data: Leaving) -> Floats:
    """Second derivatives of the log-likelihood by alpha and beta."""
    before = np.arange(data.periods)
    both = data.at_risk @ (1.0 / (alpha + beta + before) ** 2)
    stayed = data.at_risk - data.left
    own = np.array([data.left.sum() / alpha**2, stayed @ (1.0 / (beta + before) ** 2)])
    return both - np.diag(own)


def _moderate(data: Leaving) -> tuple[float, float]:
    """A first guess: the share who leave in all, and customers who differ moderately."""
    share = float(np.clip(data.left.sum() / data.at_risk.sum(), 1e-4, 1 - 1e-4))
    return max(1.0, share), max(1.0, share) * (1.0 - share) / share


def _alike(data: Leaving) -> tuple[float, float]:
    """Another one: customers as alike as a run accepts, the end of a ridge on which the way from afar may stop."""
    share = float(data.left.sum() / data.at_risk.sum())
    largest = min(high for _, high in _BOUNDS) / max(share, 1.0 - share)
    return share * largest, (1.0 - share) * largest


def _polished(alpha: float, beta: float, data: Leaving) -> tuple[float, float]:
    """A few steps of Newton's method, as long as they climb within the bounds."""
    for _ in range(20):
        second = _second(alpha, beta, data)
        if np.linalg.eigvalsh(second)[-1] >= 0.0:
            break
        step = np.linalg.solve(second, _first(alpha, beta, data))
        there = alpha - float(step[0]), beta - float(step[1])
        inside = all(low < value < high for value, (low, high) in zip(there, _BOUNDS, strict=True))
        if not inside or _log_likelihood(*there, data) < _log_likelihood(alpha, beta, data):
            break
        alpha, beta = there
        if max(abs(step) / (alpha, beta)) < 1e-12:
            break
    return alpha, beta
