"""An outcome's mean by one or two of the keys that a sweep varied, with intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.study.sweeps.columns import Column
from sim.study.sweeps.where import quoted

if TYPE_CHECKING:
    import pandas as pd

MANY, CLASSES = 24, 12  # more values than this are put into so many classes of equal width


@dataclass(frozen=True)
class Pivot:
    """A row for each value (or class of values) of the keys.

    table: the keys, then mean, low and high (90 %, chance alone: Student's t over the replicates' means; none where
    there is one replicate) and rows. classed: keys whose values were put into classes, told by their middle.
    """

    keys: tuple[str, ...]
    of: Column
    policy: str
    table: "pd.DataFrame"
    classed: tuple[str, ...]

    def wide(self) -> "pd.DataFrame":
        """The means with the first key down and the second across."""
        if len(self.keys) == 1:
            return self.table.set_index(self.keys[0])[["mean", "low", "high"]]
        return self.table.pivot_table(index=self.keys[0], columns=self.keys[1], values="mean")


def pivoted(ask: "Callable[[str], pd.DataFrame]", filtered: str, keys: Sequence[str], of: Column, policy: str) -> Pivot:
    """The pivot of an outcome. ask: a query's frame; filtered: its WHERE."""
    classes = {key: _class(ask, filtered, key) for key in keys}
    terms = ", ".join(f"{classes[key] or quoted(key)} AS key_{n}" for n, key in enumerate(keys))
    names = ", ".join(f"key_{n}" for n in range(len(keys)))
    value = quoted(of.name)
    table = ask(
        f"""
        WITH luck AS (
            SELECT {terms}, replicate, avg({value}) AS value, sum({value}) AS total, count({value}) AS rows
            FROM rows {filtered} GROUP BY {names}, replicate
        )
        SELECT {names}, sum(total) / nullif(sum(rows), 0) AS mean, stddev_samp(value) AS spread,
            count(value) AS replicates, sum(rows)::BIGINT AS rows
        FROM luck GROUP BY {names} ORDER BY {names}
        """
    )
    table.columns = [*keys, "mean", "spread", "replicates", "rows"]
    half = half_width(table["spread"], table["replicates"])
    table.insert(len(keys) + 1, "low", table["mean"] - half)
    table.insert(len(keys) + 2, "high", table["mean"] + half)
    classed = tuple(key for key, term in classes.items() if term is not None)
    return Pivot(tuple(keys), of, policy, table.drop(columns=["spread", "replicates"]), classed)


def _class(ask: "Callable[[str], pd.DataFrame]", filtered: str, key: str) -> str | None:
    """The middle of a value's class, for DuckDB; None where the values are few or no numbers."""
    name = quoted(key)
    found = ask(f"SELECT count(DISTINCT {name}) AS many, min({name}) AS low, max({name}) AS high FROM rows {filtered}")
    many, low, high = found.iloc[0]
    if many <= MANY or isinstance(low, str):
        return None
    wide = (float(high) - float(low)) / CLASSES
    return f"({float(low)!r} + (least(floor(({name} - {float(low)!r}) / {wide!r}), {CLASSES - 1}) + 0.5) * {wide!r})"


def half_width(spread: "pd.Series[float]", replicates: "pd.Series[int]") -> "pd.Series[float]":
    """Half of a mean's 90 % interval, by Student's t over replicates."""
    from scipy.stats import t

    return spread * t.ppf(0.95, replicates.clip(lower=2) - 1) / replicates.clip(lower=1) ** 0.5
