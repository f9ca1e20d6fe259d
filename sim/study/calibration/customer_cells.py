"""Customers binned together by tenure, margin, channel and consent: what goes together stays, nobody can be told.

No cell holds fewer than five people, and what is kept of a cell are bounds, a mean and a spread.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.table_segment import LONGEST_TENURE

SMALLEST = 5  # people in a cell
_FINEST = 100  # cells of about equal size that a whole base is split into
_STEP = 3  # months to which the bounds of tenure are widened, so that they are nobody's own

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Cell(NamedTuple):
    """People alike: of one segment, with tenures and margins near each other."""

    segment: int
    people: int
    tenure_from: int  # months
    tenure_to: int  # months
    margin: float | None  # mean, in the unit given
    margin_spread: float | None  # log standard deviation of a log-normal with the same mean and variance
    email: bool | None
    consent: bool | None


def cells(
    segment: Whole, tenure: Floats, margin: Floats | None, email: Flags | None, consent: Flags | None
) -> list[Cell]:
    """The cells of customers given by column; each segment has to have five people at least.

    E-mail and consent make groups of their own within a segment; where one has fewer than five people, they count as
    the segment's largest group. Groups are halved by tenure or margin, whichever is wider, until they are small.
    """
    least = max(SMALLEST, math.ceil(len(segment) / _FINEST))
    months = np.floor(tenure).astype(np.int64)
    flags = (0 if email is None else email * 2) + (0 if consent is None else consent * 1) + np.zeros_like(segment)
    found = []
    for number in np.unique(segment):
        for flag, group in _groups(flags, np.flatnonzero(segment == number)):
            for people in _split(group, months, margin, least):
                mean, spread = (None, None) if margin is None else _mean_and_spread(margin[people])
                shortest, longest = (int(end) // _STEP * _STEP for end in (months[people].min(), months[people].max()))
                found.append(
                    Cell(
                        int(number),
                        len(people),
                        shortest,
                        min(longest + _STEP - 1, LONGEST_TENURE),
                        mean,
                        spread,
                        None if email is None else bool(flag & 2),
                        None if consent is None else bool(flag & 1),
                    )
                )
    return found


def _groups(flags: Whole, people: Whole) -> Iterator[tuple[int, Whole]]:
    """People by their flags, groups that are too small joined to the largest."""
    own = flags[people]
    kinds, sizes = np.unique(own, return_counts=True)
    largest = kinds[np.argmax(sizes)]
    for kind, size in zip(kinds, sizes, strict=True):
        if size < SMALLEST:
            own = np.where(own == kind, largest, own)
    for kind in np.unique(own):
        yield int(kind), people[own == kind]


def _split(people: Whole, months: Whole, margin: Floats | None, least: int) -> Iterator[Whole]:
    """People halved again and again."""
    ways = [months[people].astype(float), *([] if margin is None else [margin[people]])]
    for values in sorted(ways, key=_width, reverse=True):
        cut = _cut(values, least)
        if cut is not None:
            yield from _split(people[values < cut], months, margin, least)
            yield from _split(people[values >= cut], months, margin, least)
            return
    yield people


def _width(values: Floats) -> float:
    """How far apart values are, relative to their mean."""
    mean = float(values.mean())
    return float(values.std()) / mean if mean > 0 else 0.0


def _cut(values: Floats, least: int) -> float | None:
    """The value at which to halve, those below it on one side; None where a side would be too small."""
    distinct, counts = np.unique(values, return_counts=True)
    below = np.cumsum(counts)[:-1]
    fair = (below >= least) & (len(values) - below >= least)
    if not fair.any():
        return None
    nearest = np.argmin(np.where(fair, np.abs(below - len(values) / 2), np.inf))
    return float(distinct[nearest + 1])


def _mean_and_spread(margin: Floats) -> tuple[float, float]:
    # By the width, not by variance over squared mean: the square of a tiny mean is zero.
    return float(margin.mean()), math.sqrt(math.log1p(_width(margin) ** 2))
