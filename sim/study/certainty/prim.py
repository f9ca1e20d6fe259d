"""The patient rule induction method: a box in which a case of interest is frequent (Friedman and Fisher 1999).

Numbers lie between 0 and 1. From the whole space, a thin slice is peeled off one side of the box again and again: the
one whose loss raises the frequency most for each case lost. Each box on the way trades coverage (how many of all cases
of interest it holds) against density (how many of the cases in it are of interest), as in Bryant and Lempert (2010).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PEEL = 0.05  # share of the cases in the box that a peel takes
SMALLEST = 0.05  # share of all cases that a box holds at least
CHANCE = 0.05  # a limit that chance would explain so often is taken away again


class Limit(NamedTuple):
    """What a box asks of one number; 0 and 1 are no limits."""

    low: float = 0.0
    high: float = 1.0


Box = Mapping[int, Limit]  # by column; a column that is not named is free


def inside(places: Floats, box: Box) -> Flags:
    """Which cases lie in a box [case]."""
    held = np.ones(len(places), bool)
    for column, (low, high) in box.items():
        held &= (places[:, column] >= low) & (places[:, column] <= high)
    return held


def coverage(interest: Flags, held: Flags) -> float:
    """Share of the cases of interest that are held."""
    return float((interest & held).sum() / max(interest.sum(), 1))


def density(interest: Flags, held: Flags) -> float:
    """Share of the held cases that are of interest."""
    return float((interest & held).sum() / max(held.sum(), 1))


def peeled(places: Floats, interest: Flags) -> Iterator[Box]:
    """Ever smaller boxes, the whole space first. places: [case, number]; interest: [case]."""
    box: dict[int, Limit] = {}
    held = np.ones(len(places), bool)
    yield box
    while True:
        best = max(_peels(places, interest, held, box), default=None)
        if best is None or best[0] <= 0:
            return
        _, _, place, limit = best
        column = -place
        smaller = box | {column: limit}
        now = inside(places, smaller)
        if now.sum() < SMALLEST * len(places) or now.sum() == held.sum():
            return
        box, held = smaller, now
        yield dict(box)


def _peels(
    places: Floats, interest: Flags, held: Flags, box: Mapping[int, Limit]
) -> Iterator[tuple[float, int, int, Limit]]:
    """Every slice that could be peeled: its gain in density for each case lost, then the fewer limits the better."""
    here, wanted = places[held], interest[held]
    before = wanted.mean()
    taken = int((len(here) - 1) * PEEL) + 1
    for column in range(places.shape[1]):
        low, high = box.get(column, Limit())
        inner = np.sort(here[:, column])
        bottom, top = inner[taken - 1 : taken + 1].mean(), inner[-taken - 1 : len(inner) - taken + 1].mean()
        for limit in (Limit(low, float(top)), Limit(float(bottom), high)):
            stays = (here[:, column] >= limit.low) & (here[:, column] <= limit.high)
            lost = len(here) - int(stays.sum())
            if 0 < lost < len(here):
                gain = float((wanted[stays].mean() - before) / lost)
                yield gain, -len({*box, column}), -column, limit


def found_box(places: Floats, interest: Flags) -> Box:
    """Of all boxes on the way, freed of idle limits, the best balance of coverage and density (harmonic mean)."""
    boxes = [without_idle(places, interest, box) for box in peeled(places, interest)]
    return max(boxes, key=lambda one: _balance(interest, inside(places, one)))


def _balance(interest: Flags, held: Flags) -> float:
    both = coverage(interest, held) + density(interest, held)
    return 2 * coverage(interest, held) * density(interest, held) / both if both else 0.0


def without_idle(places: Floats, interest: Flags, box: Box) -> Box:
    """The box without limits that chance would explain: those in which it is hardly denser than without them.

    The least needed one is taken away first. Quasi-p-values as in Bryant and Lempert (2010): how often so many of its
    cases would be of interest at the density that the box has without the limit.
    """
    while box:
        likely = {column: _chance(places, interest, box, column) for column in box}
        idle = max(likely, key=lambda column: likely[column])
        if likely[idle] <= CHANCE:
            break
        box = {column: limit for column, limit in box.items() if column != idle}
    return box


def _chance(places: Floats, interest: Flags, box: Box, column: int) -> float:
    from scipy.special import bdtrc

    held = inside(places, box)
    freer = inside(places, {other: limit for other, limit in box.items() if other != column})
    hits = int((interest & held).sum())
    return 1.0 if hits == 0 else float(bdtrc(hits - 1, int(held.sum()), density(interest, freer)))
