"""Settings by dotted name, from a command line or from Python, as in `policies.sell-quietly.price`."""

from collections.abc import Mapping
from typing import Any

from sim.errors import InputError
from sim.inputs.filling_in import dotted, entry_at, shown
from sim.inputs.layers import Layer, layer
from sim.inputs.parameters import PARAMETERS, nearest
from sim.inputs.table_policy import POLICY_FIELDS

Policies = Mapping[str, Mapping[str, Any]]


def settings_layer(settings: Mapping[str, Any], policies: Policies) -> Layer:
    """The layer that settings make over a scenario with these policies. Raises InputError.

    Texts are read as the command line gives them ("0.4", "true", "1e6"). `policies.KEY` with a table of
    fields adds a policy or changes several fields; `policies.KEY.changes.1.month` reaches into a dated change
    that is there already; `events` and `segments` take a list of tables.
    """
    content: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in settings.items():
        try:
            _put(content, str(key), value, policies)
        except InputError as error:
            problems += error.problems
    try:
        top = layer(content, "")
    except InputError as error:
        raise InputError(*problems, *error.problems) from None
    if problems:
        raise InputError(*problems)
    return top


def _put(content: dict[str, Any], key: str, value: Any, policies: Policies) -> None:
    """Write one setting to its place among the tables."""
    match key.split("."):
        case ["events" | "segments"]:
            content[key] = value
        case [group, name] if key in PARAMETERS:
            content.setdefault(group, {})[name] = _read((group, name), value)
        case ["policies", policy] if isinstance(value, Mapping):
            content.setdefault("policies", {}).setdefault(policy, {}).update(value)
        case ["policies", policy, *_] if policy not in policies:
            raise InputError(f"{key}: there is no policy {dotted([policy])}{_meant(policy, policies)}")
        case ["policies", policy, field] if field in (*POLICY_FIELDS, "label", "description", "changes"):
            _fields(content, policy)[field] = _read(("policies", policy, field), value)
        case ["policies", policy, "changes", number, field]:
            _change(content, policy, number, field, value, policies)
        case ["policies", policy, *_]:
            raise InputError(f"{key}: there is no such field{_meant(key.split('.')[-1], POLICY_FIELDS)}")
        case _:
            raise InputError(f"{dotted(key.split('.'))}: there is no such key{_meant(key, PARAMETERS)}")


def _fields(content: dict[str, Any], policy: str) -> dict[str, Any]:
    fields: dict[str, Any] = content.setdefault("policies", {}).setdefault(policy, {})
    return fields


def _change(content: dict[str, Any], policy: str, number: str, field: str, value: Any, policies: Policies) -> None:
    """Write one field of a policy's dated change; the other changes stay as they are."""
    there = _fields(content, policy).setdefault(
        "changes", [dict(change) for change in policies[policy].get("changes", ())]
    )
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= len(there)):
        raise InputError(f"policies.{policy}.changes.{number}.{field}: the policy's dated changes number {len(there)}")
    there[int(number) - 1][field] = _read(("policies", policy, "changes", int(number) - 1, field), value)


def _read(place: tuple[int | str, ...], value: Any) -> Any:
    """A text by the type of what it sets; a number of numpy's as Python's own; anything else as it is."""
    entry = entry_at(place)
    if isinstance(value, str) and entry is not None:
        try:
            return entry.parse(value)
        except InputError as error:
            raise InputError(f"{dotted(place)} = {value if len(value) <= 60 else shown(value)}: {error}") from None
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value


def _meant(name: str, names: Mapping[str, Any]) -> str:
    near = nearest(name, names)
    return f"; did you mean {near}?" if near else f"; there are {', '.join(names)}" if len(names) < 20 else ""
