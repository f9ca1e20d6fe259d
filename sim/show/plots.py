"""The figures of a comparison by the names that `Comparison.plot` takes."""

from collections.abc import Callable

from matplotlib.figure import Figure

from sim.errors import InputError
from sim.show.figures import by_policy, over_time
from sim.show.waterfall import waterfall
from sim.study.comparison import Comparison


def plot(comparison: Comparison, kind: str = "time") -> Figure:
    """A figure of a comparison. InputError for a kind that does not exist, or "why" where that was not asked."""
    kinds: dict[str, Callable[[Comparison], Figure]] = {"time": over_time, "difference": by_policy, "why": waterfall}
    if kind not in kinds:
        raise InputError(f"There is no figure '{kind}'; choose one of: {', '.join(kinds)}.")
    return kinds[kind](comparison)
