"""Designs: which points a sweep visits, and in which order.

Whatever the design, the order is mixed: a sweep that was broken off has visited points all over its range.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.parameter import Value
from sim.study.sweeps.axis import Axis

if TYPE_CHECKING:
    import pyarrow as pa

Floats = npt.NDArray[np.float64]
SAMPLES = ("grid", "latin", "sobol", "random")
MOST = 10_000_000  # points


class Design(Protocol):
    """What a sweep asks of a design."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What is varied, by dotted name."""

    @property
    def points(self) -> int:
        """How many points."""

    def table(self) -> "pa.Table":
        """The points in the order of visiting: the number of each, and a column a key."""

    def said(self) -> dict[str, Any]:
        """The design for the manifest: designs that say the same are the same."""


@dataclass(frozen=True)
class Sampled:
    """Points drawn from axes: every combination (grid), or `count` of them spread over the whole space."""

    axes: tuple[Axis, ...]
    sample: str
    count: int
    seed: int

    @property
    def keys(self) -> tuple[str, ...]:
        """What is varied."""
        return tuple(axis.key for axis in self.axes)

    @property
    def points(self) -> int:
        """How many points."""
        return prod(len(axis.steps()) for axis in self.axes) if self.sample == "grid" else self.count

    def table(self) -> "pa.Table":
        """The points in the order of visiting."""
        if self.sample == "grid":
            return self._grid()
        places = self._places()
        columns = {axis.key: axis.at(places[:, n]) for n, axis in enumerate(self.axes)}
        return _table(np.arange(self.count), columns)

    def said(self) -> dict[str, Any]:
        """Sample, size, seed and axes."""
        return {
            "sample": self.sample,
            "points": self.points,
            "seed": self.seed,
            "axes": [axis.said() for axis in self.axes],
        }

    def _grid(self) -> "pa.Table":
        order = mixed(self.points, self.seed)
        steps = [axis.steps() for axis in self.axes]
        places = np.unravel_index(order, [len(values) for values in steps])
        columns = {
            axis.key: [values[place] for place in where]
            for axis, values, where in zip(self.axes, steps, places, strict=True)
        }
        return _table(order, columns)

    def _places(self) -> Floats:
        """Places from 0 to 1 [point, axis]."""
        from scipy.stats import qmc

        if self.sample == "random":
            return np.random.default_rng(self.seed).random((self.count, len(self.axes)))
        if self.sample == "latin":
            return np.asarray(qmc.LatinHypercube(len(self.axes), rng=self.seed).random(self.count))
        sequence = qmc.Sobol(len(self.axes), scramble=True, rng=self.seed)
        # a first stretch of the whole sequence's next power of two: drawn so, SciPy has nothing to warn of
        return np.asarray(sequence.random_base2(max(self.count - 1, 1).bit_length()))[: self.count]


@dataclass(frozen=True)
class Given:
    """Points given one by one, as a file or another study makes them: columns by key, all equally long."""

    columns: Mapping[str, Sequence[Value]]
    seed: int
    source: str = "points given"

    @property
    def keys(self) -> tuple[str, ...]:
        """What is varied."""
        return tuple(self.columns)

    @property
    def points(self) -> int:
        """How many points."""
        return len(next(iter(self.columns.values()), ()))

    def table(self) -> "pa.Table":
        """The points in the order of visiting."""
        order = mixed(self.points, self.seed)
        return _table(order, {key: [values[n] for n in order] for key, values in self.columns.items()})

    def said(self) -> dict[str, Any]:
        """Size and a digest of the points."""
        digest = hashlib.sha256()
        for key, values in self.columns.items():
            digest.update("\n".join([key, *map(repr, values), ""]).encode())
        said = {"sample": "given", "points": self.points, "seed": self.seed}
        return said | {"keys": list(self.keys), "digest": digest.hexdigest()[:16]}


def sampled(axes: tuple[Axis, ...], sample: str | None, count: int | None, seed: int) -> Sampled:
    """The design that was asked for: a grid unless a number of points is given. Raises InputError."""
    how = sample or ("grid" if count is None else "sobol")
    if how not in SAMPLES:
        raise InputError(f"--sample {how}: choose one of {', '.join(SAMPLES)}")
    if not axes:
        raise InputError("Nothing is varied; say what, as in --vary data_market.price=0.05:0.40:8")
    if how == "grid" and count is not None:
        raise InputError("--n is for latin, sobol and random; a grid's points follow from the steps of each --vary")
    if how != "grid" and not 1 <= (count or 0) <= MOST:
        raise InputError(f"--sample {how}: say how many points with --n, from 1 to {MOST:,}; it is {count}")
    found = Sampled(axes, how, count or 0, seed)
    if found.points > MOST:
        raise InputError(
            f"A grid of all combinations has {found.points:,} points, and a sweep visits at most {MOST:,}; take fewer "
            "steps, or spread points over the space with --sample sobol --n 1024"
        )
    return found


def mixed(points: int, seed: int) -> npt.NDArray[np.int64]:
    """The numbers from 0 to points - 1 in an order without any order."""
    return np.random.default_rng(seed).permutation(points)


def _table(numbers: npt.NDArray[np.int64], columns: Mapping[str, Sequence[Value]]) -> "pa.Table":
    import pyarrow as pa

    return pa.table({"point": numbers, **{key: pa.array(values) for key, values in columns.items()}})
