"""Traits that a person takes together from his or her segment: tenure, hazard of leaving, margin, channel, consent.

Without segments everybody is in one, which is as the whole market is. Everything here is a function of a person's own
uniform numbers, so person i stays the same however many come after.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs import segment
from sim.inputs.parameters import Value
from sim.inputs.scenario import Scenario
from sim.model import retention

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Who = npt.NDArray[np.intp] | slice


class Tenure(NamedTuple):
    """How long people have been customers at the start; zero for those who are not."""

    periods: Whole  # contract periods completed
    months: Whole


class Retention(NamedTuple):
    """Who leaves, sales aside: shapes of the Beta distribution, and the contract period [months]."""

    alpha: float
    beta: float
    period: int


@dataclass(frozen=True)
class Segment:
    """A segment with nothing left open but what may be: tenure (from, to) in months, and consent."""

    share: float
    retention: Retention
    margin: float  # times the mean
    margin_spread: float
    digital: float
    tenure: tuple[int, int] | None
    consents: float | None


class Segments:
    """The segments of a scenario, and who belongs to each."""

    def __init__(self, scenario: Scenario, uniforms: Floats) -> None:
        """uniforms: one a person, from which the segment is drawn."""
        self._all = [_segment(scenario, one) for one in scenario.segments or (segment.Segment(),)]
        self._oldest = int(scenario["market.oldest_tenure"])
        self._people = len(uniforms)
        self._who: list[Who] = [slice(None)]
        if len(self._all) > 1:
            cumulated = np.cumsum([one.share for one in self._all])
            number = np.searchsorted(cumulated[:-1], uniforms * cumulated[-1], side="right")
            self._who = [np.flatnonzero(number == n) for n in range(len(self._all))]

    def __iter__(self) -> Iterator[tuple[Who, Segment]]:
        return zip(self._who, self._all, strict=True)

    def tenure(self, u: Floats, within: Floats, at_start: Flags) -> Tenure:
        """Tenure at the start: evenly between the ends that a segment gives, else in proportion to survival."""
        periods, months = np.zeros(self._people, np.int64), np.zeros(self._people, np.int64)
        if self._oldest == 0:  # everybody is new
            return Tenure(periods, months)
        for who, one in self:
            alpha, beta, length = one.retention
            if one.tenure is None:
                periods[who] = retention.tenures(u[who], alpha, beta, self._oldest)
                months[who] = periods[who] * length + (within[who] * length).astype(np.int64)
            else:
                shortest, longest = one.tenure
                months[who] = shortest + (u[who] * (longest - shortest + 1)).astype(np.int64)
                periods[who] = months[who] // length
        return Tenure(np.where(at_start, periods, 0), np.where(at_start, months, 0))

    def leave_hazard(self, u: Floats, tenure: Tenure) -> Floats:
        """Hazard of leaving for reasons that have nothing to do with data [per month]."""
        longest = {one.retention: self._oldest for one in self._all}  # the longest tenure: one table of quantiles each
        for one in self._all:
            if one.tenure is not None:
                longest[one.retention] = max(longest[one.retention], one.tenure[1] // one.retention.period)
        hazard = np.empty(self._people)
        for who, one in self:
            hazard[who] = retention.leave_hazard(u[who], tenure.periods[who], *one.retention, longest[one.retention])
        return hazard

    def margin(self, mean: float, normal: Floats) -> Floats:
        """Margin [dollars per month], log-normal around each segment's multiple of the mean [dollars per year]."""
        margin = np.empty(self._people)
        for who, one in self:
            spread = one.margin_spread
            margin[who] = mean * one.margin / 12.0 * np.exp(spread * normal[who] - 0.5 * spread * spread)
        return margin

    def digital(self, u: Floats) -> Flags:
        """Who takes the digital edition."""
        digital = np.empty(self._people, np.bool_)
        for who, one in self:
            digital[who] = u[who] < one.digital
        return digital

    def consents_below(self, u: Floats) -> Floats:
        """The threshold of consent: lower where a segment says yes more often, uniform over all people together.

        With c the share of yes over the segments that tell it and k that of one of them, the first k of its people
        have thresholds in [0, c), evenly, and the rest in [c, 1).
        """
        told = [(one.share, one.consents) for one in self._all if one.consents is not None]
        people = sum(share for share, _ in told)
        c = sum(share * consents for share, consents in told) / people if people > 0 else 0.0
        threshold = u.copy()
        for who, one in self:
            if one.consents is not None and 0.0 < c < 1.0:
                threshold[who] = np.interp(u[who], [0.0, one.consents, 1.0], [0.0, c, 1.0])
        return threshold


def _segment(scenario: Scenario, given: segment.Segment) -> Segment:
    """A segment with what it leaves open as in the whole market."""

    def value(own: Value | None, name: str) -> float:
        return float(scenario[name] if own is None else own)

    return Segment(
        given.share,
        Retention(
            value(given.retention_alpha, "company.retention_alpha"),
            value(given.retention_beta, "company.retention_beta"),
            int(value(given.retention_period, "company.retention_period")),
        ),
        given.margin,
        value(given.margin_spread, "money.margin_spread"),
        value(given.digital, "company.digital_share"),
        None if given.tenure_from is None or given.tenure_to is None else (given.tenure_from, given.tenure_to),
        given.consents,
    )
