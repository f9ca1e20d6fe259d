"""How a scenario differs from a shipped one, as flat pairs of dotted name and text, and the way back.

`data_market.price: 0.4`, `policies.mine.sale: quiet`, `policies.mine.changes.1.month: 25`. The way back goes through
the scenario's own validator, so that what is wrong is told by place and value.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.errors import InputError
from sim.inputs.filling_in import entry_at
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario

NONE = "none"  # a list that the scenario emptied
_LISTS = ("events", "segments")


def differences(scenario: Scenario, start: Scenario) -> dict[str, str]:
    """What `rebuilt` needs to make the scenario from the start again."""
    found = {key: _text(value) for key, value in scenario.values.items() if value != start.values[key]}
    for key, fields in scenario.written.policies.items():
        there = start.written.policies.get(key, {})
        for name, value in fields.items():
            if value != there.get(name):
                found |= _flat(f"policies.{key}.{name}", value)
    for name in _LISTS:
        rows = getattr(scenario.written, name) or ()
        if list(rows) != list(getattr(start.written, name) or ()):
            found |= _flat(name, rows)
    return found


def rebuilt(start: Scenario, flat: Mapping[str, str]) -> tuple[Scenario, list[str]]:
    """The scenario, and what could not be used of the pairs, each told by place and value."""
    settings, problems = _settings(flat)
    try:
        return start.changed(settings), problems
    except InputError:
        pass
    made = start
    for key, value in settings.items():  # one at a time, so that what is right is kept
        try:
            made = made.changed({key: value})
        except InputError as error:
            problems += error.problems
    return made, problems


def _flat(name: str, value: Any) -> dict[str, str]:
    """One field; a list of tables becomes a pair a cell."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return {name: _text(value)}
    if not value:
        return {name: NONE}
    return {f"{name}.{n}.{key}": _text(cell) for n, row in enumerate(value, start=1) for key, cell in row.items()}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _settings(flat: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Settings as `Scenario.changed` takes them: a table a policy, a list of tables for events and segments."""
    settings: dict[str, Any] = {key: value for key, value in flat.items() if key in PARAMETERS}
    problems: list[str] = []
    for key, value in flat.items():
        if key in PARAMETERS:
            continue
        try:
            _put(settings, key.split("."), value)
        except InputError as error:
            problems.append(f"{key} = {value[:60]}: {error}")
    for key in [key for key in settings if isinstance(settings[key], dict)]:
        settings[key] = _with_lists(settings[key]) if key not in _LISTS else _rows(settings[key])
    return settings, problems


def _put(settings: dict[str, Any], parts: Sequence[str], text: str) -> None:
    match parts:
        case ["events" | "segments" as name] if text == NONE:
            settings[name] = {}
        case ["events" | "segments" as name, number, field]:
            _row(settings.setdefault(name, {}), number)[field] = _typed((name, 0, field), text)
        case ["policies", policy, "changes"] if text == NONE:
            settings.setdefault(f"policies.{policy}", {})["changes"] = {}
        case ["policies", policy, "changes", number, field]:
            changes = settings.setdefault(f"policies.{policy}", {}).setdefault("changes", {})
            _row(changes, number)[field] = _typed(("policies", policy, "changes", 0, field), text)
        case ["policies", policy, field]:
            value = _typed(("policies", policy, field), text)
            settings.setdefault(f"policies.{policy}", {})[field] = value
        case _:
            settings[".".join(parts)] = text  # the validator names what may have been meant


def _row(rows: dict[int, dict[str, Any]], number: str) -> dict[str, Any]:
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= 100_000):
        raise InputError("the entries of a list are counted 1, 2, 3, ...")
    return rows.setdefault(int(number), {})


def _typed(place: tuple[int | str, ...], text: str) -> Any:
    entry = entry_at(place)
    return text if entry is None else entry.parse(text)


def _with_lists(table: dict[str, Any]) -> dict[str, Any]:
    return {key: _rows(value) if isinstance(value, dict) else value for key, value in table.items()}


def _rows(numbered: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for _, row in sorted(numbered.items())]


def pairs(flat: Mapping[str, str]) -> Iterator[str]:
    """`key=value`, one after another."""
    yield from (f"{key}={value}" for key, value in flat.items())
