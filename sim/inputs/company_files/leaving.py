"""Who was there and who left, contract period by contract period: all that retention is fitted to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.company_files import csv_values
from sim.inputs.company_files.csv_file import CsvFile, Refusals, open_csv
from sim.inputs.company_files.csv_values import Unreadable, harmless
from sim.inputs.company_files.customer_base import CustomerBase
from sim.inputs.company_files.customer_fields import Reading

Floats = npt.NDArray[np.float64]

_GRACE = 0.1  # of a period: who leaves so soon after a renewal has left at the renewal
_WITHIN = 0.25  # of those who left, for leaving to count as possible at any time
_LONGEST = 1200  # periods


@dataclass(frozen=True)
class Leaving:
    """at_risk: customers who began period 1, 2, ... and were watched to its end; left: those of them who then left.

    counted: False where the numbers are shares, so that nobody knows how many customers they stand for.
    """

    at_risk: Floats
    left: Floats
    counted: bool = True

    @property
    def periods(self) -> int:
        """Periods in which anybody was watched."""
        return len(self.at_risk)

    @property
    def survival(self) -> Floats:
        """Share still there after 0, 1, ... periods (Kaplan and Meier; for a whole cohort, the plain share)."""
        return np.concatenate([[1.0], np.cumprod(1.0 - self.left / self.at_risk)])

    def first(self, periods: int) -> "Leaving":
        """What was known when only so many periods had been watched."""
        return Leaving(self.at_risk[:periods], self.left[:periods], self.counted)


def leaving_of(base: CustomerBase, period: int = 1, only: npt.NDArray[np.bool_] | None = None) -> Leaving:
    """From customers one by one, with those who are still here censored. period: months.

    Who leaves within period t, or in the first tenth of the next, leaves in period t. Who is still here is watched for
    the periods completed, and for a part of the present one where customers also leave between renewals. InputError
    where the file does not tell who has left.
    """
    if base.left is None:
        raise InputError(
            f"{base.file.label}: no column tells who has left; name it, as in --map churned=COLUMN, --map "
            f"status=COLUMN or --map end=COLUMN; columns are {base.file.named()}"
        )
    tenure, left = (base.tenure, base.left) if only is None else (base.tenure[only], base.left[only])
    gone = np.maximum(np.ceil(tenure[left] / period - _GRACE), 1.0).astype(np.int64)
    here = tenure[~left] / period
    completed = np.floor(here + _GRACE).astype(np.int64)
    longest = int(max(gone.max(initial=0), completed.max(initial=0)))
    watched = np.bincount(gone, minlength=longest + 2) + np.bincount(completed, minlength=longest + 2)
    at_risk = np.cumsum(watched[::-1])[::-1][1:].astype(float)
    if leaves_within(base, period):
        at_risk += np.bincount(completed, np.maximum(here - completed, 0.0), minlength=longest + 2)[: longest + 1]
    last = int(np.flatnonzero(at_risk)[-1]) + 1 if at_risk.any() else 0
    return Leaving(at_risk[:last], np.bincount(gone, minlength=longest + 2)[1 : last + 1].astype(float))


def leaves_within(base: CustomerBase, period: int) -> bool:
    """Whether customers leave at any time, and not only when a period is over: more than a quarter of them do."""
    if base.left is None or not base.left.any():
        return False
    into = np.mod(base.tenure[base.left] / period, 1.0)
    return bool(np.mean((into > _GRACE) & (into < 1.0 - _GRACE)) > _WITHIN)


def is_table(file: CsvFile) -> bool:
    """Whether a file counts survivors by period, rather than listing customers."""
    return {"period", "survivors"} <= {name.lower() for name in file.columns}


def read_table(path: Path, how: Reading | None = None, by: str | None = None) -> dict[str, Leaving]:
    """A table `period,survivors`, as counts or as shares, by group where a column `by` tells it; else the group is "".

    Every row has to be right: raises InputError with all lines that are not.
    """
    how = how or Reading()
    file = open_csv(path, how.separator, how.encoding)
    named = {name.lower(): name for name in file.columns}
    places = [file.place(named[name]) for name in ("period", "survivors")]
    group = None if by is None else file.place(by)
    refusals = Refusals()
    rows: dict[str, list[tuple[int, float, float]]] = {}
    for line, cells in file.rows(refusals):
        told = []
        for name, at in zip(("period", "survivors"), places, strict=True):
            try:
                told.append(csv_values.number(cells[at], how.decimal))
            except Unreadable as error:
                refusals.add(line, name, cells[at], str(error))
        if len(told) == 2:
            key = "" if group is None else harmless(cells[group])
            rows.setdefault(key, []).append((line, told[0], told[1]))
    problems = [str(one) for one in refusals.told]
    found: dict[str, Leaving] = {}
    if not problems:  # where a row is missing, those after it would look wrong, too
        for key, cohort in rows.items():
            if (data := _cohort(cohort, problems)) is not None:
                found[key] = data
        if not rows:
            problems.append("has a header and no rows")
    if problems:
        raise InputError(*(f"{file.label}: {problem}" for problem in problems[:20]))
    return found


def _cohort(rows: list[tuple[int, float, float]], problems: list[str]) -> Leaving | None:
    """One cohort, every period's row checked against the one before; None where it has problems, which are added."""
    before = len(problems)
    for number, (line, period, survivors) in enumerate(rows):
        if period != number:
            problems.append(
                f"line {line}: period = {period:g}: must be {number}; periods are counted 0, 1, 2, ... without gaps, "
                "each once"
            )
            return None
        if number == 0 and survivors <= 0:
            problems.append(f"line {line}: survivors = {survivors:g}: somebody has to be there in period 0")
        elif number and not 0 <= survivors <= rows[number - 1][2]:
            problems.append(
                f"line {line}: survivors = {survivors:g}: must lie between 0 and the {rows[number - 1][2]:g} before"
            )
    if not 3 <= len(rows) <= _LONGEST:
        problems.append(f"line {rows[-1][0]}: periods end with {len(rows) - 1}: must be from 2 to {_LONGEST - 1}")
    there = np.array([row[2] for row in rows])
    whole = bool((there == np.rint(there)).all()) and there[0] > 1
    if not whole and there[0] not in (1.0, 100.0):
        line, _, count = next((row for row in rows if row[2] != round(row[2])), rows[0])
        problems.append(
            f"line {line}: survivors = {count:g}: counts must be whole numbers; shares must begin with 1 (or "
            "100) in period 0"
        )
    if len(problems) > before:
        return None
    any_left = there[:-1] > 0
    return Leaving(there[:-1][any_left], (there[:-1] - there[1:])[any_left], counted=whole)


def together(groups: Mapping[str, Leaving]) -> Leaving:
    """All groups as one."""
    longest = max(one.periods for one in groups.values())

    def added(columns: list[Floats]) -> Floats:
        return np.sum([np.pad(column, (0, longest - len(column))) for column in columns], axis=0)

    parts = list(groups.values())
    counted = all(one.counted for one in parts)
    return Leaving(added([one.at_risk for one in parts]), added([one.left for one in parts]), counted)
