"""The form of a workshop's TOML file, and what to say where a file does not fit it."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sim.errors import InputError
from sim.inputs.filling_in import dotted, shown
from sim.inputs.forms import LONGEST_TEXT
from sim.inputs.parameters import nearest

ROLES = ("marketing", "finance", "privacy", "customer")
MOST_ROUNDS = 12

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
_Line = Annotated[str, Field(min_length=1, max_length=120)]
_Number = Annotated[float, BeforeValidator(lambda value: float(value) if type(value) is int else value)]
_Ends = Annotated[list[_Number], Field(min_length=2, max_length=2)]
_Positive = Annotated[_Number, Field(gt=0, le=1e12)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class RoundForm(_Form):
    """A round, as a file says it."""

    title: _Line
    until_month: Annotated[int, Field(ge=1, le=600)]
    minutes: Annotated[int, Field(ge=1, le=240)]
    situation: _Text
    sources: list[_Text] = []
    cards: Annotated[list[_Line], Field(min_length=2, max_length=8)]
    levers: dict[str, _Ends] = {}
    world: dict[str, Any] = {}
    rests_on: list[str] = []
    questions: list[_Text] = []
    roles: dict[str, _Line] = {}
    gain: _Positive
    leave: _Positive


class PlanForm(_Form):
    """A workshop, as a file says it."""

    title: _Line
    minutes: Annotated[int, Field(ge=1, le=480)]
    about: _Text
    scenario: _Line
    settings: dict[str, Any] = {}
    policies: dict[str, dict[str, Any]] = {}
    rounds: Annotated[list[RoundForm], Field(min_length=1, max_length=MOST_ROUNDS)]


# What would be right, by the last name of the place; a place in a list is called by its list.
_RIGHT = {
    "title": "a text of 1 to 120 characters",
    "scenario": "the name of a shipped scenario",
    "until_month": "a whole number from 1 to 600 (month)",
    "minutes": "a whole number from 1 to 240 (a whole session's: to 480)",
    "cards": "a list of 2 to 8 keys of policies",
    "levers": "two numbers, the lowest and the highest, as in [0.05, 0.40]",
    "gain": "a number above 0: where the dial of net value ends on either side (dollars)",
    "leave": "a number above 0: where the dial of people who leave ends (real people)",
    "rounds": f"a list of 1 to {MOST_ROUNDS} tables, each headed [[rounds]]",
    "sources": 'a list of texts, as in ["..."]',
    "questions": 'a list of texts, as in ["..."]',
    "rests_on": 'a list of names of parameters, as in ["people.leaving_rate"]',
}


def fill_in(content: Mapping[str, Any], label: str) -> PlanForm:
    """The form, filled in from a file's tables. InputError with everything in it that does not fit."""
    try:
        return PlanForm.model_validate(content)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        told = dict.fromkeys(_problem(one["loc"], one["type"], one["input"]) for one in found[:20])
        raise InputError(*(f"{label}: {problem}" for problem in told)) from None


def _problem(place: tuple[int | str, ...], kind: str, value: object) -> str:
    if kind == "extra_forbidden":
        form = RoundForm if place[0] == "rounds" else PlanForm
        near = nearest(str(place[-1]), form.model_fields)
        return f"{dotted(place)}: there is no such key" + (f"; did you mean {near}?" if near else "")
    right = next((_RIGHT[str(part)] for part in reversed(place) if str(part) in _RIGHT), "a text or a table")
    if kind == "missing":
        return f"{dotted(place)} is missing: must be {right}"
    return f"{dotted(place)} = {shown(value)}: must be {right}"
