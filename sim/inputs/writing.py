"""Writing a scenario down in full: every value with its unit, meaning, range, source and grade beside it."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.inputs.filling_in import shown
from sim.inputs.parameter import Parameter, plain
from sim.inputs.parameters import GROUPS, PARAMETERS
from sim.inputs.policy import TERMS
from sim.inputs.table_policy import CHANGE_FIELDS, EVENT_FIELDS, POLICY_FIELDS
from sim.inputs.table_segment import SEGMENT_FIELDS

if TYPE_CHECKING:
    from tomlkit.items import Table

    from sim.inputs.scenario import Scenario

_WIDTH = 108
_TEXTS = ("title", "question", "about", "conclusion")


def in_words(stages: Iterable[Mapping[str, Any]]) -> str:
    """Dated changes or events in one line: `month 25: sale never, apology true`."""
    return "; ".join(
        f"month {stage['month']}: "
        + ", ".join(f"{name} {str(value).lower()}" for name, value in stage.items() if name != "month")
        for stage in stages
    )


def full_toml(scenario: "Scenario", named: bool = False) -> str:
    """The whole scenario as commented TOML. Read again, it is the same scenario, with the same digest.

    named: under its own name, too, in place of that of the file.
    """
    import tomlkit

    document = tomlkit.document()
    opening = f"Every value of the scenario {scenario.name}, with the defaults. A line left out keeps its default."
    for line in _wrapped(opening):
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    if named:
        document.add("name", scenario.name)
    for name in _TEXTS:
        if text := getattr(scenario, name):
            document.add(name, tomlkit.string(text, multiline="\n" in text))
    if scenario.sources:
        sources = tomlkit.array()
        sources.extend(scenario.sources)
        document.add("sources", sources.multiline(True))
    if segments := scenario.written.segments:
        document.add("segments", one_a_line(segments))
    for group, title in GROUPS.items():
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(f"---- {title} ----"))
        document.add(group, _group(scenario, group))
    document.add(tomlkit.comment("---- Policies ----"))
    for entry in POLICY_FIELDS.values():
        for line in _wrapped(f"{entry.name}: {entry.meaning} {_sentence(entry.allowed())}."):
            document.add(tomlkit.comment(line))
    document.add("policies", _policies(scenario))
    if events := _within(scenario, scenario.written.events or ()):
        document.add("events", _list_of_tables(events, EVENT_FIELDS))
    return tomlkit.dumps(document)


def _group(scenario: "Scenario", group: str) -> "Table":
    import tomlkit

    table = tomlkit.table()
    for name, entry in PARAMETERS.items():
        if entry.group != group:
            continue
        for line in _about(entry):
            table.add(tomlkit.comment(line))
        table.add(name.partition(".")[2], scenario.values[name])
        table.add(tomlkit.nl())
    return table


def _about(entry: Parameter) -> list[str]:
    """What a comment says of a parameter: meaning, unit and range, then grade, source and date."""
    default = plain(entry.default) if entry.low is not None else shown(entry.default)  # type: ignore[arg-type]
    told = [f"{entry.meaning} Default {default}, {entry.allowed()}."]
    if entry.is_uncertain:
        told.append(f"Plausible: {plain(entry.low)} to {plain(entry.high)}.")
    said = entry.source if entry.source.startswith(f"{entry.grade}:") else f"{entry.grade}: {entry.source}"
    dated = f" Date: {entry.date}." if entry.date else ""
    return [*_wrapped(" ".join(told)), *_wrapped(f"{_sentence(said)}.{dated}")]


def _policies(scenario: "Scenario") -> "Table":
    import tomlkit

    policies = tomlkit.table(is_super_table=True)
    for key, fields in scenario.written.policies.items():
        policy = scenario.policies[key]
        table = tomlkit.table()
        table.add("label", policy.label)
        table.add("description", policy.description)
        for name in TERMS:
            value = getattr(policy, name)
            if value is None:
                table.add(tomlkit.comment(f"{name}: as data_market.{name}"))
            else:
                table.add(name, value)
        if "changes" in fields:
            changes = _within(scenario, fields["changes"])
            table.add("changes", _list_of_tables(changes, CHANGE_FIELDS) if changes else [])
        policies.add(key, table)
    return policies


def _within(scenario: "Scenario", rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What comes before the end: the rest never happens, and a file may not say it."""
    return [row for row in rows if row["month"] <= int(scenario["market.months"])]


def _list_of_tables(rows: Sequence[Mapping[str, Any]], order: Mapping[str, Parameter]) -> Any:
    import tomlkit

    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for name in order:
            if name in row:
                table.add(name, row[name])
        tables.append(table)
    return tables


def one_a_line(segments: Sequence[Mapping[str, Any]]) -> Any:
    """Segments as a list of tables, each on a line of its own, so that they can be read as one table."""
    import tomlkit

    lines = tomlkit.array()
    for segment in segments:
        row = tomlkit.inline_table()
        row.update({name: segment[name] for name in SEGMENT_FIELDS if name in segment})
        lines.append(row)
    return lines.multiline(True)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
