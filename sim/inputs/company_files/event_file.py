"""A company's own event: a table of churn, month by month, around a disclosure of customers' records.

Columns (others are ignored, and named in a remark):

- `month`: whole number; 0 is the month of the disclosure, -1 the month before;
- `group`: `affected` (customers whose records were disclosed) or `other` (`not affected` will do);
- `customers`: at the start of the month; `left`: those of them who left in it;
- `complaints` (or `contacts`), optional: what customers said to the company about their data in the month;
- `asked` and `knew`, optional: customers asked in the month, and those of them who knew of the disclosure.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.company_files import csv_values
from sim.inputs.company_files.csv_file import CsvFile, Refusals, open_csv
from sim.inputs.company_files.csv_values import Unreadable, harmless

Floats = npt.NDArray[np.float64]

NEEDED = ("month", "group", "customers", "left")
OPTIONAL = ("complaints", "contacts", "asked", "knew")
AFFECTED, OTHER = "affected", "other"
_GROUPS = {"affected": AFFECTED, "other": OTHER, "others": OTHER, "not affected": OTHER, "unaffected": OTHER}
FEWEST = 3  # months from the disclosure on
MOST = 120  # months in all


@dataclass(frozen=True)
class Group:
    """One group's months. Zeros where a column was not told, or not in that month."""

    customers: Floats
    left: Floats
    complaints: Floats
    asked: Floats
    knew: Floats


@dataclass(frozen=True)
class Event:
    """Months from `first` (0 or below) on, without gaps, for customers affected and for others."""

    label: str
    first: int
    affected: Group
    others: Group
    complaints_told: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def before(self) -> int:
        """Months before the disclosure."""
        return -self.first

    @property
    def after(self) -> int:
        """Months from the disclosure on, its own among them."""
        return len(self.affected.customers) - self.before

    @property
    def surveyed(self) -> bool:
        """Whether anybody affected was asked whether he or she knew."""
        return bool(self.affected.asked.any())


def read_event(path: Path, separator: str | None = None, encoding: str = "utf-8") -> Event:
    """The event in a CSV file. InputError with all lines that are wrong: half a table would tilt the answer."""
    file = open_csv(path, separator, encoding)
    names = {name.lower(): name for name in file.columns}
    places = {name: file.place(names.get(name, name)) for name in NEEDED}
    places |= {name: file.place(names[name]) for name in OPTIONAL if name in names}
    if {"complaints", "contacts"} <= places.keys():
        raise InputError(f"{file.label}: has complaints and contacts; the two mean the same here, so leave one out")
    refusals = Refusals()
    rows: dict[tuple[str, int], dict[str, float]] = {}
    for line, cells in file.rows(refusals):
        _read_row(line, {name: cells[at] for name, at in places.items()}, rows, refusals)
    if refusals.count:
        raise InputError(*(f"{file.label}: {one}" for one in refusals.told[:20]))
    months = _months(file, rows)
    groups = [_group(rows, name, months) for name in (AFFECTED, OTHER)]
    told = bool({"complaints", "contacts"} & places.keys())
    unused = [harmless(name) for name in file.columns if name.lower() not in (*NEEDED, *OPTIONAL)]
    return Event(file.label, months[0], groups[0], groups[1], told, _remarks(unused, months[0], groups[1]))


def _read_row(
    line: int, cells: dict[str, str], rows: dict[tuple[str, int], dict[str, float]], refusals: Refusals
) -> None:
    """Take one row in, or say what is wrong with it."""
    group = _GROUPS.get(" ".join(cells["group"].lower().replace("_", " ").split()))
    if group is None:
        refusals.add(line, "group", cells["group"], "must be affected or other")
        return
    found: dict[str, float] = {}
    for name, text in cells.items():
        if name == "group" or (name in OPTIONAL and not text.strip()):
            continue
        try:
            found[name] = csv_values.number(text)
        except Unreadable as error:
            refusals.add(line, name, text, str(error))
            return
        if found[name] != round(found[name]) or (name != "month" and found[name] < 0):
            what = "a whole number; 0 is the month of the disclosure" if name == "month" else "a count from 0 on"
            refusals.add(line, name, text, f"must be {what}")
            return
    if wrong := _too_many(found):
        refusals.add(line, *wrong)
    elif (key := (group, round(found["month"]))) in rows:
        refusals.add(line, "month", cells["month"], f"is there twice for the group {group}")
    else:
        rows[key] = found


def _too_many(row: dict[str, float]) -> tuple[str, str, str] | None:
    """What cannot be: no customers, or more of them leaving, asked or knowing than there are."""
    if row["customers"] == 0:
        return "customers", "0", "must be at least 1; leave out months with nobody"
    for part, whole in (("left", "customers"), ("asked", "customers"), ("knew", "asked")):
        if row.get(part, 0) > row.get(whole, 0):
            return part, f"{row[part]:g}", f"must be at most {whole}, {row.get(whole, 0):g}"
    return None


def _months(file: CsvFile, rows: dict[tuple[str, int], dict[str, float]]) -> list[int]:
    """The months, the same without gaps in both groups. Raises InputError."""
    of = {name: sorted(month for group, month in rows if group == name) for name in (AFFECTED, OTHER)}
    for name, months in of.items():
        if not months:
            raise InputError(f"{file.label}: no row of the group {name}; without both the event and the season mix")
        if months != list(range(months[0], months[-1] + 1)):
            gap = next(month for month in range(months[0], months[-1]) if month not in months)
            raise InputError(f"{file.label}: the group {name} has no month {gap}; months must have no gaps")
    if of[AFFECTED] != of[OTHER]:
        raise InputError(
            f"{file.label}: the groups cover different months, {of[AFFECTED][0]} to {of[AFFECTED][-1]} and "
            f"{of[OTHER][0]} to {of[OTHER][-1]}; give both the same"
        )
    months = of[AFFECTED]
    if months[0] > 0 or months[-1] < FEWEST - 1 or len(months) > MOST:
        raise InputError(
            f"{file.label}: months {months[0]} to {months[-1]}; needed are 0 (the disclosure) to at least "
            f"{FEWEST - 1}, and at most {MOST} in all"
        )
    return months


def _group(rows: dict[tuple[str, int], dict[str, float]], name: str, months: list[int]) -> Group:
    def column(*fields: str) -> Floats:
        return np.array([sum(rows[name, month].get(field, 0.0) for field in fields) for month in months])

    return Group(column("customers"), column("left"), column("complaints", "contacts"), column("asked"), column("knew"))


def _remarks(unused: list[str], first: int, others: Group) -> tuple[str, ...]:
    said = []
    if unused:
        said.append(f"columns not used: {', '.join(unused)}")
    if first == 0:
        said.append(
            "no months before the disclosure: both groups are taken to leave alike but for it, within a quarter"
        )
    if others.asked.any():
        said.append("what people who were not affected know is not used")
    return tuple(said)
