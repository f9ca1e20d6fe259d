"""A design from a CSV file or a pandas frame: a row a point, a column a parameter or policy field, named by its key.

All rows are checked before anything runs; what is wrong is told by line. A column `point` only numbers the rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import InputError
from sim.inputs.company_files.csv_file import CsvFile, Refusals, open_csv
from sim.inputs.filling_in import shown
from sim.inputs.parameter import Parameter, Value
from sim.inputs.scenario import Scenario
from sim.study.sweeps.axis import allowed, entry_of
from sim.study.sweeps.design import MOST, Given

if TYPE_CHECKING:
    import pandas as pd

NUMBERING = "point"
TOLD = 20  # bad rows told one by one
WHOLE = 10_000  # rows that are also checked as a whole, a millisecond each; of later ones, every cell by itself
Row = tuple[int, Sequence[Any]]  # its line, its cells


def design_from_file(path: Path, scenario: Scenario) -> Given:
    """The points of a CSV file (.csv.gz will do). Raises InputError with the bad rows by line."""
    file = _opened(path)
    refusals = Refusals()
    keys = [key for key in file.columns if key != NUMBERING]
    places = [file.place(key) for key in keys]
    rows = ((line, [cells[place] for place in places]) for line, cells in file.rows(refusals))
    columns, wrong = _checked(keys, rows, scenario, f"{file.label}: line {file.header_line}")
    wrong += [(bad.line, bad.reason) for bad in refusals.told]
    _refuse(file.label, "line", wrong)
    return _given(columns, scenario, file.label)


def _opened(path: Path) -> CsvFile:
    """The file; one that has a single column shows no separator, and is comma-separated."""
    try:
        return open_csv(path)
    except InputError as error:
        if "one column only" not in str(error):
            raise
        return open_csv(path, ",")


def design_from_frame(frame: "pd.DataFrame", scenario: Scenario) -> Given:
    """The points of a frame. Raises InputError with the bad rows by number, the first being 0."""
    keys = [str(key) for key in frame.columns if key != NUMBERING]
    rows = enumerate(frame[keys].itertuples(index=False, name=None))
    columns, wrong = _checked(keys, rows, scenario, "the frame")
    _refuse("the frame", "row", wrong)
    return _given(columns, scenario, "the frame")


def _checked(
    keys: Sequence[str], rows: Iterable[Row], scenario: Scenario, header: str
) -> tuple[dict[str, list[Value]], list[tuple[int, str]]]:
    """Columns by key, and what is wrong as (line, what)."""
    entries = _entries(keys, scenario, header)
    columns: dict[str, list[Value]] = {key: [] for key in keys}
    wrong: list[tuple[int, str]] = []
    known: dict[tuple[str, Any], Value] = {}
    for number, (line, cells) in enumerate(rows):
        if number >= MOST:
            raise InputError(f"{header}: a sweep visits at most {MOST:,} points")
        try:
            values = [
                _value(entry, key, cell, known, scenario) for (key, entry), cell in zip(entries, cells, strict=True)
            ]
            if number < WHOLE:
                scenario.changed(dict(zip(keys, values, strict=True)))
        except InputError as error:
            wrong += [(line, problem) for problem in error.problems]
            continue
        for key, value in zip(keys, values, strict=True):
            columns[key].append(value)
    return columns, wrong


def _entries(keys: Sequence[str], scenario: Scenario, header: str) -> list[tuple[str, Parameter]]:
    found, problems = [], []
    for key in keys:
        try:
            found.append((key, entry_of(key, scenario)))
        except InputError as error:
            problems += [f"{header}: {problem}" for problem in error.problems]
    if problems:
        raise InputError(*problems)
    if not found:
        raise InputError(f"{header}: names nothing to vary; head each column with a key, as in data_market.price")
    return found


def _value(entry: Parameter, key: str, cell: Any, known: dict[tuple[str, Any], Value], scenario: Scenario) -> Value:
    """A cell as the scenario reads it; what was read before is not checked again."""
    text = cell.strip() if isinstance(cell, str) else cell.item() if hasattr(cell, "item") else cell
    if text == "":
        raise InputError(f"{key} is empty: must be {entry.allowed()}")
    if (key, text) not in known:
        if isinstance(text, str) and text.startswith("="):
            raise InputError(f"{key} = {shown(text)}: is a formula, which is never computed; put its value there")
        known[key, text] = allowed(key, text, entry, scenario)
    return known[key, text]


def _refuse(label: str, unit: str, wrong: list[tuple[int, str]]) -> None:
    if wrong:
        told = list(_told(label, unit, sorted(wrong)))
        bad = len({line for line, _ in wrong})
        more = [f"{label}: {bad} bad rows in all; nothing was run"] if len(wrong) > TOLD else []
        raise InputError(*told, *more)


def _told(label: str, unit: str, wrong: list[tuple[int, str]]) -> Iterator[str]:
    for line, what in wrong[:TOLD]:
        yield f"{label}: {unit} {line}: {what}"


def _given(columns: dict[str, list[Value]], scenario: Scenario, source: str) -> Given:
    if not next(iter(columns.values())):
        raise InputError(f"{source}: has no rows below the names of the columns")
    return Given(columns, int(scenario["market.seed"]), source)
