"""The form of a scenario file, made from the table of parameters: which keys, which types, which limits."""

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from sim.inputs.parameters import GROUPS, PARAMETERS, Parameter
from sim.inputs.table_policy import CHANGE_FIELDS, EVENT_FIELDS, POLICY_FIELDS
from sim.inputs.table_segment import SEGMENT_FIELDS

LONGEST_TEXT = 10_000  # characters
LONGEST_NAME = 200  # characters of what is printed as a name: more has no place on a page or a screen
NAMES = ("name", "title", "label")

# The texts of a scenario and of a policy, by key.
TEXTS: Mapping[str, str] = {
    "name": "What results call it; the name of the file if left out.",
    "title": "What the scenario is called.",
    "question": "What it is to answer.",
    "about": "The story behind it, for readers.",
    "conclusion": "What was found, with intervals; a scenario that is changed or extended has none of its own.",
    "extends": "The scenario that this one differs from: a shipped name, or a file beside this one.",
}
LABELS: Mapping[str, str] = {
    "label": "What the policy is called on screen.",
    "description": "The policy in one sentence.",
}

_KEY = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_create: Any = create_model  # the models are made from a table, which a type checker cannot follow


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


@lru_cache(maxsize=1)
def scenario_form() -> type[BaseModel]:
    """The form of a whole scenario file."""
    change = _model("Change", CHANGE_FIELDS, {"month"})
    dated: Any = (list[change], Field([], description="What changes later, and when."))  # type: ignore[valid-type]
    policy = _model("Policy", POLICY_FIELDS, changes=dated, **_texts(LABELS))
    event = _model("Event", EVENT_FIELDS, {"month"})
    segment = _model("Segment", SEGMENT_FIELDS, {"share"})
    form: type[BaseModel] = _create(
        "Scenario",
        __base__=_Form,
        **_texts(TEXTS),
        sources=(list[str], Field([], description="Where its numbers come from.")),
        **{group: (_group(group), Field({}, description=title)) for group, title in GROUPS.items()},
        policies=(dict[_KEY, policy], Field({}, description="Policies by key.")),  # type: ignore[valid-type]
        events=(list[event], Field([], description="What happens to the company.")),  # type: ignore[valid-type]
        segments=(list[segment], Field([], description="Joint parts of the people.")),  # type: ignore[valid-type]
    )
    return form


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, for editors that check and complete as one types."""
    schema = scenario_form().model_json_schema()
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": "Twenty Cents scenario"}


def _group(group: str) -> type[BaseModel]:
    own = {name.partition(".")[2]: entry for name, entry in PARAMETERS.items() if entry.group == group}
    return _model(group, own)


def _model(name: str, entries: Mapping[str, Parameter], must: Container[str] = (), **others: Any) -> type[BaseModel]:
    """The form of one table. must: what the file has to say."""
    fields = {key: (_type(entry), _field(entry, key in must)) for key, entry in entries.items()}
    made: type[BaseModel] = _create(name, __base__=_Form, **fields, **others)
    return made


def _texts(texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: (Annotated[str, Field(max_length=longest(name))], Field("", description=meaning))
        for name, meaning in texts.items()
    }


def longest(text: str) -> int:
    """How many characters a text of a scenario or of a policy may have."""
    return LONGEST_NAME if text in NAMES else LONGEST_TEXT


def _field(entry: Parameter, must: bool) -> FieldInfo:
    """Default, limits, description and evidence. must: the file has to say it."""
    about: dict[str, Any] = {"unit": entry.unit, "grade": entry.grade, "source": entry.source}
    if entry.date:
        about["date"] = entry.date
    limits: dict[str, Any] = {}
    if entry.low is not None:
        about["plausible"] = [entry.low, entry.high]
        limits = {"ge": entry.minimum, "le": entry.maximum}
    if not must:
        limits["default"] = entry.default
    meaning = f"{entry.meaning} [{entry.unit}]"
    field: FieldInfo = Field(**limits, description=meaning, json_schema_extra=about)
    return field


def _type(entry: Parameter) -> Any:
    if entry.choices:
        return Literal[entry.choices]
    if entry.kind is int:
        return Annotated[int, BeforeValidator(_whole)]
    if entry.kind is float:
        return Annotated[float, AfterValidator(_unsigned_zero)]
    return entry.kind


def _whole(value: object) -> object:
    """2e6 is as good a whole number as 2000000."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unsigned_zero(value: float) -> float:
    """-0.0 is 0.0, for a digest too."""
    return value + 0.0
