"""How long customers have been with a company, and who has left: from a tenure or from dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.inputs.company_files.csv_file import Refusals
from sim.inputs.company_files.csv_values import Unreadable
from sim.inputs.table_segment import LONGEST_TENURE

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Columns = Mapping[str, npt.NDArray[Any]]

A_MONTH = 365.25 / 12.0  # days
_TOO_LONG = f"is more than {LONGEST_TENURE // 12} years"


def too_long(months: float) -> float:
    """The tenure [months], if it can be one. Raises Unreadable."""
    if months > LONGEST_TENURE:
        raise Unreadable(_TOO_LONG)
    return months


def tenures(
    columns: Columns,
    lines: npt.NDArray[np.int64],
    understood: Mapping[str, str],
    as_of: date | None,
    refusals: Refusals,
) -> tuple[Floats, Flags | None, Flags, date | None]:
    """Tenure [months] and who has left (None where nothing tells), which rows are kept, and the day of the last look.

    Rows that contradict themselves are refused. Days count up to as_of, or else up to the latest date in the columns.
    """
    dates = [columns[name] for name in ("start", "end") if name in columns]
    look = None
    if "tenure" not in columns:
        latest = max((int(column.max(initial=0)) for column in dates), default=0)
        look = as_of.toordinal() if as_of is not None else latest
    ended = _ended(columns, look)
    left = next((found for found in (_told(columns), ended) if found is not None), None)
    kept = np.ones(len(lines), np.bool_)
    for bad, field, reason in _contradictions(columns, left, ended, look):
        for row in np.flatnonzero(bad & kept):
            refusals.add(int(lines[row]), understood[field], _shown(field, columns[field][row]), reason)
        kept &= ~bad
    if look is None:
        return columns["tenure"][kept], None if left is None else left[kept], kept, None
    until = np.where(ended, columns["end"], look) if ended is not None else np.full(len(lines), look)
    months = (until - columns["start"]) / A_MONTH
    return months[kept], None if left is None else left[kept], kept, date.fromordinal(max(look, 1))


def _ended(columns: Columns, look: int | None) -> Flags | None:
    """Whose end has come by the day of the last look."""
    if "end" not in columns:
        return None
    return (columns["end"] > 0) & (columns["end"] <= (look if look is not None else date.max.toordinal()))


def _told(columns: Columns) -> Flags | None:
    """Who has left by what the file says outright."""
    for name in ("churned", "status"):
        if name in columns:
            return columns[name].astype(bool)
    return None


def _contradictions(
    columns: Columns, left: Flags | None, ended: Flags | None, look: int | None
) -> Iterator[tuple[Flags, str, str]]:
    """Rows that cannot be, the field to look at, and why."""
    if "churned" in columns and "status" in columns:
        yield columns["churned"] != columns["status"], "status", "says something else than the column for churned"
    if left is not None and ended is not None and ("churned" in columns or "status" in columns):
        yield ended & ~left, "end", "the customer has ended, but counts as still here"
        if look is not None:
            yield left & ~ended, "end", "the customer has left, but no date up to now tells when"
    if look is None:
        return
    start = columns["start"]
    yield start > look, "start", f"lies after {date.fromordinal(max(look, 1))}, the day up to which customers were seen"
    if "end" in columns:
        yield (columns["end"] > 0) & (columns["end"] < start), "end", "lies before the start"
    elif left is not None:
        yield left, "churned" if "churned" in columns else "status", "the customer has left, but no date tells when"
    yield (look - start) / A_MONTH > LONGEST_TENURE, "start", _TOO_LONG + " ago"


def _shown(field: str, value: Any) -> str:
    if field in ("start", "end"):
        return date.fromordinal(int(value)).isoformat() if value > 0 else ""
    return "yes" if value else "no"
