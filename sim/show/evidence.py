"""What every number rests on: value, unit, range, grade, source and date, for a terminal, as JSON and as a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.errors import InputError
from sim.inputs.parameter import GRADES, Parameter, Value, plain
from sim.inputs.parameters import GROUPS, PARAMETERS, nearest

FIELDS = ("name", "group", "unit", "low", "high", "minimum", "maximum", "choices", "grade", "date", "meaning", "source")
UNDATED = "no date"


def find(asked: str | None) -> list[Parameter]:
    """The parameters of a key or a group; all for None. InputError for another name."""
    if asked is None:
        return list(PARAMETERS.values())
    found = [entry for name, entry in PARAMETERS.items() if asked in (name, entry.group)]
    if not found:
        short = {name.partition(".")[2]: name for name in PARAMETERS} | {group: group for group in GROUPS}
        near = nearest(asked, PARAMETERS) or short.get(nearest(asked, short) or "")
        meant = f"did you mean {near}?" if near else f"there are the groups {', '.join(GROUPS)}"
        raise InputError(f"{asked}: there is no such parameter or group; {meant}")
    return found


def as_json(entries: Iterable[Parameter]) -> list[dict[str, Any]]:
    """A parameter a dictionary; what does not apply is null or empty."""
    return [{"value": entry.default} | {name: getattr(entry, name) for name in FIELDS} for entry in entries]


def show_evidence(entries: Sequence[Parameter], out: Console) -> None:
    """One parameter in full, or a table a group and what the grades mean."""
    if len(entries) == 1:
        _show_one(entries[0], out)
        return
    for group, members in groupby(entries, lambda entry: entry.group):
        out.print(Text(f"{GROUPS[group]} ({group}.*)", style="bold"))
        out.print(_table(members))
    out.print(Text(in_numbers(entries), style="dim"))
    met = {entry.grade for entry in entries}
    out.print(Text("\n".join(f"{grade}: {GRADES[grade]}" for grade in GRADES if grade in met), style="dim"))


def _show_one(entry: Parameter, out: Console) -> None:
    out.print(Text(entry.name, style="bold"))
    out.print(Text(f"{entry.meaning}\n"))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, said in {
        "Value": f"{written(entry.default)} {_unit(entry)}",
        "Range": limits(entry),
        "Allowed": entry.allowed(),
        "Grade": f"{entry.grade} ({GRADES[entry.grade]})",
        "Source": source(entry),
        "Date": entry.date or UNDATED,
    }.items():
        if said:
            table.add_row(name, Text(said.strip()))
    out.print(table)


def _table(entries: Iterable[Parameter]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Parameter,\ngrade, date", no_wrap=True)
    table.add_column("Value,\nrange, unit", max_width=16)
    table.add_column("Source", overflow="fold", ratio=1)
    for entry in entries:
        table.add_row(
            Text(f"{entry.name.partition('.')[2]}\n{', '.join(filter(None, (entry.grade, entry.date)))}"),
            Text("\n".join(filter(None, (written(entry.default), limits(entry), _unit(entry))))),
            Text(source(entry)),
        )
    return table


def in_numbers(entries: Iterable[Parameter]) -> str:
    """How many parameters there are of each grade: "128 parameters: 75 assumption, ..."."""
    grades = Counter(entry.grade for entry in entries)
    return f"{grades.total()} parameters: " + ", ".join(f"{grades[grade]} {grade}" for grade in GRADES if grades[grade])


def written(value: Value) -> str:
    """A value as a scenario file or a person would write it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else plain(value)


def limits(entry: Parameter) -> str:
    """The plausible range, or of a text the choices; nothing for a switch."""
    if entry.choices:
        return ", ".join(entry.choices)
    return "" if entry.low is None else f"{plain(entry.low)} to {plain(entry.high)}"


def source(entry: Parameter) -> str:
    """Who says so, without the grade before it."""
    said = entry.source.removeprefix(f"{entry.grade}: ")
    return said[:1].upper() + said[1:]


def _unit(entry: Parameter) -> str:
    return "" if entry.low is None else entry.unit
