"""Scenario discovery: in which part of the plausible worlds a policy pays, as a box of a few limits.

Only parameters that matter by themselves may limit it: among a hundred that do not, peeling finds many that seem to.
The box is found on one half of the worlds, and its coverage and density are measured on the other half, so that a box
that fits luck alone is seen for what it is.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import spread
from sim.study.certainty.prim import found_box, inside
from sim.study.intervals import Estimate, share_interval

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST = 24  # worlds of either kind in each half; with fewer, limits would fit luck and no box is sought
BY_CHANCE = 0.01  # so often a parameter that does not matter seems to


class Condition(NamedTuple):
    """A parameter between two places of its plausible range; 0 and 1 are no limits."""

    key: str
    low: float
    high: float

    def values(self, scenario: Scenario) -> tuple[float | None, float | None]:
        """The limits as the parameter's own values; None where there is none."""
        around = spread(self.key, scenario)
        return (
            around.at(self.low) if self.low > 0 else None,
            around.at(self.high) if self.high < 1 else None,
        )


@dataclass(frozen=True)
class Discovery:
    """Where a policy pays, or where it loses, whichever is rarer.

    pays: which of the two the box holds. conditions: all must hold, the one that narrows most first; none where no
    limit was found that holds in the other half of the worlds, too. share: of all worlds that are of that kind.
    coverage: share of those that lie in the box. density: share of the worlds in the box that are of that kind. mass:
    share of all worlds that lie in the box.
    """

    pays: bool
    conditions: tuple[Condition, ...]
    share: float
    coverage: Estimate
    density: Estimate
    mass: float


def discover(places: Floats, ahead: Flags, names: tuple[str, ...]) -> Discovery | None:
    """The box of one policy. places: [world, parameter], 0 to 1; ahead: where it beats the baseline [world].

    None where there are too few worlds of either kind.
    """
    pays = bool(ahead.mean() <= 0.5)
    interest = ahead if pays else ~ahead
    half = slice(0, None, 2), slice(1, None, 2)
    if any(min(interest[one].sum(), (~interest[one]).sum()) < FEWEST for one in half):
        return None
    matter = [column for column in range(len(names)) if _matters(places[half[0], column], interest[half[0]])]
    box = found_box(places[half[0]][:, matter], interest[half[0]])
    others, wanted = places[half[1]][:, matter], interest[half[1]]
    held = inside(others, box)
    hits = int((held & wanted).sum())
    if share_interval(hits / max(int(held.sum()), 1), max(int(held.sum()), 1)).low <= wanted.mean():
        box, held, hits = {}, np.ones_like(wanted), int(wanted.sum())  # in the other half it is nothing special
    narrow = sorted(box.items(), key=lambda one: one[1].high - one[1].low)
    return Discovery(
        pays=pays,
        conditions=tuple(Condition(names[matter[column]], *limit) for column, limit in narrow),
        share=float(interest.mean()),
        coverage=share_interval(hits / int(wanted.sum()), int(wanted.sum())),
        density=share_interval(hits / max(int(held.sum()), 1), max(int(held.sum()), 1)),
        mass=float(held.mean()),
    )


def _matters(places: Floats, interest: Flags) -> bool:
    """Whether thirds of a parameter's places differ in how frequent cases of interest are: Pearson's chi-squared."""
    frequency = interest.mean()
    thirds = np.minimum((3 * places).astype(int), 2)
    counts = np.bincount(thirds, minlength=3)
    hits = np.bincount(thirds, interest, minlength=3)
    squares = (hits - frequency * counts) ** 2 / np.maximum(frequency * (1 - frequency) * counts, 1e-12)
    return bool(np.exp(-squares.sum() / 2) < BY_CHANCE)  # two degrees of freedom
