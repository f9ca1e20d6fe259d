"""Filling in the form of a scenario file, and what to say where a file does not fit it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from sim.inputs.forms import LABELS, TEXTS, longest, scenario_form
from sim.inputs.parameters import GROUPS, PARAMETERS, Parameter, nearest
from sim.inputs.table_policy import CHANGE_FIELDS, EVENT_FIELDS, POLICY_FIELDS
from sim.inputs.table_segment import SEGMENT_FIELDS

MOST_PROBLEMS = 20  # told of one file
_LISTS: Mapping[int | str, Mapping[str, Parameter]] = {"events": EVENT_FIELDS, "segments": SEGMENT_FIELDS}


def fill_in(content: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What a file says, checked one value at a time: (its tables, problems in words)."""
    try:
        form = scenario_form().model_validate(content)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        told = list(dict.fromkeys(_problem(one["loc"], one["type"], one["input"]) for one in found[:MOST_PROBLEMS]))
        if len(found) > MOST_PROBLEMS:
            told.append(f"and {len(found) - MOST_PROBLEMS} more problems")
        return {}, told
    return form.model_dump(exclude_unset=True), []


def _problem(place: tuple[int | str, ...], kind: str, value: object) -> str:
    """One thing that does not fit, as `key = value: what would be right`."""
    if place[-1] == "[key]":
        return f"{dotted(place[:-1])}: a policy's key has small letters, digits and hyphens, at most 40"
    if kind == "missing":
        return f"{dotted(place)} is missing: must be {_right(place)}"
    if kind == "extra_forbidden":
        return f"{dotted(place)}: there is no such key{_hint(place)}"
    return f"{dotted(place)} = {shown(value)}: must be {_right(place)}"


def _hint(place: tuple[int | str, ...]) -> str:
    known: Iterable[str] = [*TEXTS, "sources", "policies", "events", "segments", *GROUPS, *PARAMETERS]
    name = dotted(place)
    if len(place) > 2 and place[0] == "policies":
        known = [*LABELS, *POLICY_FIELDS, "changes"] if len(place) == 3 else CHANGE_FIELDS
        name = str(place[-1])
    elif place[0] in _LISTS:
        known, name = _LISTS[place[0]], str(place[-1])
    near = nearest(name, known)
    return f"; did you mean {near}?" if near else ""


def _right(place: tuple[int | str, ...]) -> str:
    entry = entry_at(place)
    if entry is not None:
        return entry.allowed()
    name = place[-1]
    if (len(place) == 1 and name in _LISTS) or name == "changes":
        return f"a list of tables, each headed [[{dotted(place)}]]"
    if isinstance(name, int) and place[0] != "sources":
        return "a table"
    if name == "sources" or place[0] == "sources":
        return 'a list of texts, as in ["..."]'
    if name in TEXTS or name in LABELS:
        return f"a text of at most {longest(str(name)):,} characters"
    return f"a table, headed [{dotted(place)}]"


def entry_at(place: tuple[int | str, ...]) -> Parameter | None:
    """The parameter or field that a place in a file holds."""
    name = str(place[-1])
    match place:
        case ("policies", _, "changes", _, _):
            return CHANGE_FIELDS.get(name)
        case ("policies", _, _):
            return POLICY_FIELDS.get(name)
        case ("events" | "segments" as rows, _, _):
            return _LISTS[rows].get(name)
        case _:
            return PARAMETERS.get(dotted(place))


def dotted(place: Iterable[int | str]) -> str:
    """A place in a file as a user names it: lists are counted from 1, odd names are quoted."""
    return ".".join(str(part + 1) if isinstance(part, int) else _bare(part) for part in place)


def _bare(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and len(name) <= 60 else shown(name)


def shown(value: object) -> str:
    """A value as it stands in a file, in at most a few words."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**30:
        return "a number of more than 30 digits"
    if isinstance(value, bool):
        return str(value).lower()
    text = json.dumps(value, ensure_ascii=True) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:50]}... ({len(text):,} characters)"
