"""Where a difference changes sides along a line of a map: break-even points, each with its interval."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.study.intervals import Unbounded, ratio_interval, series_interval

Floats = npt.NDArray[np.float64]


class BreakEven(NamedTuple):
    """A value at which the mean difference is zero, and the 90 % interval around it; None where that leaves the map.

    rising: beyond it the policy is ahead of the baseline.
    """

    mean: float
    low: float | None
    high: float | None
    rising: bool


def straight(places: Floats, differences: Floats) -> BreakEven | str:
    """The one break-even of a straight line [place, replicate], on the map or beyond it; a reason where none is."""
    slope = (differences[-1] - differences[0]) / (places[-1] - places[0])
    if not np.abs(slope).max() > 0:
        return "it does not matter here: the difference is the same all along"
    ratio = ratio_interval(slope * places[0] - differences[0], slope)
    if isinstance(ratio, Unbounded):
        return ratio.reason
    mean, low, high = map(float, ratio)
    return BreakEven(mean, low, high, rising=bool(slope.mean() > 0))


def between(places: Floats, differences: Floats) -> list[BreakEven]:
    """Every break-even between the values tried [place, replicate], drawn straight from each value to the next.

    The interval reaches to where the difference is beyond chance on either side.
    """
    tried = ~np.isnan(differences).any(axis=1)
    at = places[tried]
    if len(at) < 2:
        return []
    mean, low, high = series_interval(differences[tried].T)
    settles = [where for bound in (low, high) for where, _ in sign_changes(at, bound)]
    return [
        BreakEven(
            where,
            max((one for one in settles if one <= where), default=None),
            min((one for one in settles if one >= where), default=None),
            rising,
        )
        for where, rising in sign_changes(at, mean)
    ]


def sign_changes(places: Floats, values: Floats) -> list[tuple[float, bool]]:
    """Where values change their sign, and whether they rise there; runs of exact zeros count once, at their start."""
    found = []
    last = None  # the last place with a value other than zero
    for n, value in enumerate(values):
        if value == 0:
            continue
        if last is not None and values[last] * value < 0:
            share = values[last] / (values[last] - values[last + 1])
            where = places[last] + share * (places[last + 1] - places[last])
            found.append((float(where), bool(value > 0)))
        last = n
    return found
