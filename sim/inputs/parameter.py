"""One parameter: what it is called, what it may be, what it means, and who says so."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sim.errors import InputError

Value = float | int | bool | str
Grade = Literal["measured", "survey", "assumption", "setting", "switch"]

MEASURED: Grade = "measured"
SURVEY: Grade = "survey"
ASSUMPTION: Grade = "assumption"
SETTING: Grade = "setting"
SWITCH: Grade = "switch"

# How good the evidence for a default is; the last two are no matter of evidence. What people do and what they
# say never share a grade.
GRADES: Mapping[Grade, str] = MappingProxyType(
    {
        MEASURED: "seen to happen: what people or firms did, paid or got right, as somebody recorded it",
        SURVEY: "what people say when they are asked; never taken for what they do",
        ASSUMPTION: "nobody has measured it, or what was measured is something else",
        SETTING: "a choice of the user, a unit, a law's text, or what a company knows about itself",
        SWITCH: "turns a mechanism on or off",
    }
)

_NUMBER = re.compile(r"[+-]?(\d+(_\d+)*\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_LONGEST_NAME = 80  # of a name that is worth comparing with others


@dataclass(frozen=True)
class Parameter:
    """One entry of the table.

    low, high: the plausible range by the evidence, for sweeps and sliders. minimum, maximum: what a run
    accepts. Text and switches have none of them. The type of the default is the type of the parameter.
    date: when that of which the source tells was seen or asked, or published where only that is known; empty
    where the source has no date.
    """

    name: str
    default: Value
    unit: str
    low: float | None
    high: float | None
    minimum: float | None
    maximum: float | None
    grade: Grade
    meaning: str
    source: str
    choices: tuple[str, ...] = ()
    date: str = ""

    @property
    def group(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def kind(self) -> type:
        """float, int, bool or str."""
        return type(self.default)

    @property
    def is_uncertain(self) -> bool:
        """Whether evidence leaves a range open, so that a sweep over what is uncertain moves it."""
        return self.grade not in (SETTING, SWITCH) and self.low is not None and self.low != self.high

    def is_plausible(self, value: Value) -> bool:
        """Whether a value lies in the plausible range; text and switches always do."""
        if self.low is None or self.high is None or isinstance(value, str):
            return True
        return self.low <= value <= self.high

    def allowed(self) -> str:
        """What would be right, in words: `a number from 0 to 1 (share of customers)`."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.kind is bool:
            return "true or false"
        if self.kind is str:
            return "a text"
        what = "a whole number" if self.kind is int else "a number"
        return f"{what} from {plain(self.minimum)} to {plain(self.maximum)} ({self.unit})"

    def parse(self, text: str) -> Value:
        """The value that a text from a command line stands for, limits unchecked. Raises InputError."""
        text = text.strip()
        if self.kind is str:
            return text
        if self.kind is bool:
            if text.lower() not in ("true", "false"):
                raise InputError("must be true or false")
            return text.lower() == "true"
        if not _NUMBER.fullmatch(text):
            hint = "; write a point for decimals and nothing between thousands" if "," in text else ""
            raise InputError(f"must be {self.allowed()}{hint}")
        number = float(text)
        return int(number) if self.kind is int and number.is_integer() else number


def plain(number: float | None) -> str:
    """A number as a person reads it: 10,000,000, 0.01, 1e-07."""
    if number is None:
        return "any"
    return f"{int(number):,}" if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that the user may have meant, or None. Of a dotted name the last part counts most."""
    known = list(names)
    name = name[:_LONGEST_NAME].lower()
    group, _, tail = name.rpartition(".")
    if elsewhere := [other for other in known if other.rpartition(".")[2] == tail]:
        return _closest(name, elsewhere, 0.0)
    beside = {other.rpartition(".")[2]: other for other in known if other.rpartition(".")[0] == group}
    if close := _closest(tail, beside, 0.6):
        return beside[close]
    return _closest(name, known, 0.6)


def _closest(name: str, names: Iterable[str], cutoff: float) -> str | None:
    return next(iter(difflib.get_close_matches(name, list(names), 1, cutoff)), None)
