"""What must hold between the values of a scenario, and what is worth a remark though it is allowed."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.errors import InputError
from sim.inputs import segment
from sim.inputs.filling_in import shown
from sim.inputs.layers import Layer
from sim.inputs.parameter import plain
from sim.inputs.parameters import PARAMETERS, Value, defaults
from sim.inputs.policy import TERMS, Change, Policy, contradictions
from sim.inputs.table_policy import POLICY_FIELDS

LONGEST = int(PARAMETERS["market.months"].maximum or 0)


def policy_of(key: str, fields: Mapping[str, Any], months: int = LONGEST) -> Policy:
    """A policy from its fields. Changes that come after the last month never happen and are left out."""
    said = {name: fields[name] for name in TERMS if name in fields}
    changes = tuple(Change(**change) for change in fields.get("changes", ()) if change["month"] <= months)
    return Policy(key, fields.get("label") or key, fields.get("description", ""), **said, changes=changes)


def cross_check(whole: Layer, top: Layer) -> None:
    """Check what a layer makes of a scenario. Raises InputError with all that is wrong.

    whole: the layer over all below it.
    """
    values = {**defaults(), **whole.values}
    months = int(values["market.months"])
    problems = [
        *_values(values),
        *_policies(whole, top, months),
        *_events(top, values),
        *segment.contradictions(top.segments or ()),
    ]
    if problems:
        raise InputError(*(f"{top.label}: {problem}" if top.label else problem for problem in problems))


def _values(values: Mapping[str, Value]) -> Iterator[str]:
    attitudes = float(values["people.fundamentalist"]) + float(values["people.pragmatist"])
    if attitudes > 1.0 + 1e-9:
        yield (
            f"people.fundamentalist + people.pragmatist = {attitudes:g}: must be at most 1; "
            "the rest are the unconcerned"
        )
    people, contacts = int(values["market.people"]), int(values["word_of_mouth.contacts"])
    if contacts >= people:
        yield f"word_of_mouth.contacts = {contacts}: must be less than market.people = {people}"


def _policies(whole: Layer, top: Layer, months: int) -> Iterator[str]:
    for key, said in top.policies.items():
        fields = whole.policies[key]
        if "sale" not in fields:
            yield f"policies.{key}.sale is missing: must be {POLICY_FIELDS['sale'].allowed()}"
            continue
        for number, change in enumerate(said.get("changes", ()), start=1):
            month = change["month"]
            if month > months:
                yield f"policies.{key}.changes.{number}.month = {month}: the run ends with month {months}"
        for name, value, right in contradictions(policy_of(key, fields)):
            yield f"policies.{key}.{name} = {shown(value)}: {right}"


def _events(top: Layer, values: Mapping[str, Value]) -> Iterator[str]:
    seen = set()
    for number, event in enumerate(top.events or (), start=1):
        month = event["month"]
        if month > int(values["market.months"]):
            yield f"events.{number}.month = {month}: the run ends with month {values['market.months']}"
        if month in seen:
            yield f"events.{number}.month = {month}: another event happens in that month; one a month"
        seen.add(month)


def remarks(whole: Layer) -> Iterator[str]:
    """What is allowed but worth knowing: values beyond the plausible range, changes that never happen.

    A shipped scenario says itself where a value beyond the range comes from.
    """
    months = int(whole.values.get("market.months", PARAMETERS["market.months"].default))
    for name, value in whole.values.items():
        entry = PARAMETERS[name]
        if name not in whole.vouched and not entry.is_plausible(value):
            yield (
                f"{name} = {shown(value)} lies outside the plausible range "
                f"{plain(entry.low)} to {plain(entry.high)} ({entry.unit})"
            )
    for key, fields in whole.policies.items():
        for change in fields.get("changes", ()):
            if change["month"] > months:
                yield f"{key}: its change in month {change['month']} comes after the last month, {months}"
    for event in whole.events or ():
        if event["month"] > months:
            yield f"the event in month {event['month']} comes after the last month, {months}"
