"""A company's own customers from a CSV: what could be read, as columns of numbers, and what could not, by line.

Nothing that tells who somebody is leaves this file: ids and addresses serve while reading and are dropped.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.company_files import csv_values
from sim.inputs.company_files.csv_file import CsvFile, Refusals, open_csv
from sim.inputs.company_files.csv_values import Unreadable, harmless, remembering
from sim.inputs.company_files.customer_fields import MONTHS, Reading, find_columns
from sim.inputs.company_files.customer_tenure import Flags, Floats, tenures, too_long

MOST_LABELS = 10_000  # different segments
_DEAREST = 1e7  # dollars a month

Read = Callable[[str], float]


@dataclass(frozen=True)
class Labels:
    """A column of names: the number of its name for each row, and the names."""

    of: npt.NDArray[np.int64]
    names: tuple[str, ...]


@dataclass(frozen=True)
class CustomerBase:
    """The customers of a file, a number a row in every column; None where the file does not tell.

    rows = customers + duplicates + refusals. as_of: the day up to which customers were seen, where dates tell it.
    """

    file: CsvFile
    understood: Mapping[str, str]  # field: column
    tenure: Floats  # months
    left: Flags | None
    money: Floats | None  # dollars a month: the margin, or else the price
    segment: Labels | None
    channel: Labels | None
    email: Flags | None
    consent: Flags | None
    rows: int
    duplicates: int
    refusals: Refusals
    as_of: date | None
    remarks: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.tenure)


def read_customers(path: Path, how: Reading | None = None) -> CustomerBase:
    """The customers of a CSV file. Raises InputError where it cannot be read, or most of its rows cannot."""
    how = how or Reading()
    file = open_csv(path, how.separator, how.encoding)
    understood = find_columns(file, how.columns)
    names: dict[str, dict[str, int]] = {name: {} for name in ("segment", "channel") if name in understood}
    refusals = Refusals()
    columns, lines, duplicates = _read(file, understood, _readers(how, understood, names), refusals)
    tenure, left, kept, as_of = tenures(columns, lines, understood, how.as_of, refusals)
    refusals.told.sort()
    rows = len(tenure) + duplicates + refusals.count
    _enough(file, rows, len(tenure), refusals)
    money = columns.get("margin", columns.get("price"))
    labels = {
        name: Labels(columns[name][kept].astype(np.int64), tuple(map(harmless, found))) for name, found in names.items()
    }
    flags = {name: columns[name][kept].astype(bool) for name in ("email", "consent") if name in columns}
    return CustomerBase(
        file,
        understood,
        tenure,
        left,
        None if money is None else money[kept] / (12.0 if how.money_per == "year" else 1.0),
        labels.get("segment"),
        labels.get("channel"),
        flags.get("email"),
        flags.get("consent"),
        rows,
        duplicates,
        refusals,
        as_of,
        tuple(_remarks(understood, how, names, as_of)),
    )


def _readers(
    how: Reading, understood: Mapping[str, str], names: Mapping[str, dict[str, int]]
) -> dict[str, tuple[str, Read]]:
    """How to read each field's cells, and as which type of array they are kept."""
    a_number = partial(csv_values.number, decimal=how.decimal)
    a_day = partial(csv_values.day, order=how.dates)
    unit = MONTHS[how.tenure_in]
    known: dict[str, tuple[str, Read]] = {
        "tenure": ("d", lambda text: too_long(_not_negative(a_number(text)) * unit)),
        "start": ("q", a_day),
        "end": ("q", lambda text: a_day(text) if text.strip() else 0),
        "churned": ("b", csv_values.yes),
        "status": ("b", csv_values.left),
        "margin": ("d", lambda text: _money(a_number(text))),
        "price": ("d", lambda text: _money(a_number(text))),
        "email": ("b", csv_values.has_email),
        "consent": ("b", csv_values.yes_or_blank),
        **{name: ("q", partial(_label, known=found, column=understood[name])) for name, found in names.items()},
    }
    return {name: (kind, remembering(read)) for name, (kind, read) in known.items() if name in understood}


def _read(
    file: CsvFile, understood: Mapping[str, str], readers: Mapping[str, tuple[str, Read]], refusals: Refusals
) -> tuple[dict[str, npt.NDArray[Any]], npt.NDArray[np.int64], int]:
    """The columns of the rows that can be read, their lines, and how many rows were there twice."""
    plan = [(name, file.place(understood[name]), read) for name, (_, read) in readers.items()]
    columns: list[array[Any]] = [array(kind) for kind, _ in readers.values()]
    lines, same = array("q"), array("q")
    who = file.place(understood["id"]) if "id" in understood else None
    seen: dict[str, int] = {}
    duplicates = 0
    for line, cells in file.rows(refusals):
        if who is not None and not cells[who].strip():
            refusals.add(line, understood["id"], "", "is empty; fill it in, or do without ids: --map id=")
            continue
        if who is not None and (before := seen.get(cells[who].strip())) is not None:
            if same[before] == hash(tuple(cells)):
                duplicates += 1
            else:
                told = f"as on line {lines[before]}"
                refusals.add(line, understood["id"], told, "the same id with other values; keep the right row only")
            continue
        values = []
        for name, at, read in plan:
            try:
                values.append(read(cells[at]))
            except Unreadable as error:
                refusals.add(line, understood[name], cells[at], str(error))
                break
        else:
            for column, value in zip(columns, values, strict=True):
                column.append(value)
            if who is not None:
                seen[cells[who].strip()] = len(lines)
                same.append(hash(tuple(cells)))
            lines.append(line)
    found = {name: np.array(column) for name, column in zip(readers, columns, strict=True)}
    return found, np.array(lines), duplicates


def _label(text: str, known: dict[str, int], column: str) -> int:
    """The number of a name. InputError where there are so many that they name no groups."""
    if len(known) >= MOST_LABELS and text.strip() not in known:
        raise InputError(
            f"The column {harmless(column)} has more than {MOST_LABELS:,} different values: it tells no groups. Name "
            "another one, or leave it out, as in --map segment="
        )
    return known.setdefault(text.strip(), len(known))


def _not_negative(number: float) -> float:
    if number < 0:
        raise Unreadable("must not be negative")
    return number


def _money(number: float) -> float:
    if _not_negative(number) > _DEAREST:
        raise Unreadable(f"is more than ${_DEAREST:,.0f}")
    return number


def _enough(file: CsvFile, rows: int, kept: int, refusals: Refusals) -> None:
    """InputError where a file has no rows, or more of them are refused than can be used."""
    if rows == 0:
        raise InputError(f"{file.label}: has a header and no rows")
    if kept and refusals.count <= rows // 2:
        return
    most = "None" if kept == 0 else "Less than half"
    raise InputError(
        f"{file.label}: {most} of the {rows:,} rows can be used; the first that cannot:",
        *(f"{file.label}: {one}" for one in refusals.told[:5]),
    )


def _remarks(
    understood: Mapping[str, str], how: Reading, names: Mapping[str, dict[str, int]], as_of: date | None
) -> Iterator[str]:
    """What a reader of the result has to know about how the file was read."""
    if "id" not in understood:
        yield "No column is an id: duplicates cannot be told, and equal rows all count."
    if as_of is not None and how.as_of is None:
        yield f"Customers count as seen until {as_of}, the latest date in the file; --as-of says otherwise."
    for field in ("margin", "price"):
        if field in understood:
            yield f"{understood[field]} is read as dollars a {how.money_per}."
    if "tenure" in understood:
        yield f"{understood['tenure']} is read as {how.tenure_in}."
    for name, found in names.items():
        if odd := sum(harmless(text) != " ".join(text.split()) for text in found):
            yield f"Names in {understood[name]} marked with ' (they begin like a formula) or shortened: {odd}."
