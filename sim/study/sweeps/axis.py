"""An axis of a sweep: a parameter or a policy's field, and the values that it takes."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.filling_in import entry_at
from sim.inputs.parameter import Parameter, Value, plain
from sim.inputs.scenario import Scenario
from sim.inputs.settings import settings_layer
from sim.study.certainty.plausible import open_parameters, spread

Floats = npt.NDArray[np.float64]
UNCERTAIN = "uncertain"  # stands for every parameter with a range
STEPS = 5  # on a range of a grid where the user gives none


class Axis(Protocol):
    """What a design asks of an axis."""

    @property
    def key(self) -> str:
        """What is varied, by its dotted name."""

    def steps(self) -> Sequence[Value]:
        """The values on a grid."""

    def at(self, shares: Floats) -> list[Value]:
        """The values at places from 0 to 1."""

    def said(self) -> dict[str, Any]:
        """The axis as it stands in the manifest."""


@dataclass(frozen=True)
class Listed:
    """Values given one by one."""

    key: str
    values: tuple[Value, ...]

    def steps(self) -> Sequence[Value]:
        """All of them."""
        return self.values

    def at(self, shares: Floats) -> list[Value]:
        """Each for an equal part of the places."""
        numbers = np.minimum((shares * len(self.values)).astype(int), len(self.values) - 1)
        return [self.values[number] for number in numbers]

    def said(self) -> dict[str, Any]:
        """The values."""
        return {"key": self.key, "values": list(self.values)}


@dataclass(frozen=True)
class Range:
    """From low to high, both included, evenly; whole numbers where the parameter counts something."""

    key: str
    low: float
    high: float
    count: int
    whole: bool

    def steps(self) -> Sequence[Value]:
        """So many values, or all whole numbers where there are fewer."""
        values = np.linspace(self.low, self.high, self.count)
        return sorted({round(value) for value in values}) if self.whole else values.tolist()

    def at(self, shares: Floats) -> list[Value]:
        """The values at places from 0 to 1."""
        if self.whole:
            return [min(int(self.low + math.floor(u * (self.high - self.low + 1))), int(self.high)) for u in shares]
        return (self.low + (self.high - self.low) * shares).tolist()

    def said(self) -> dict[str, Any]:
        """Both ends, and the values on a grid."""
        return {"key": self.key, "low": self.low, "high": self.high, "steps": self.count}


@dataclass(frozen=True)
class Plausible:
    """A parameter's plausible range: half of the places below the scenario's own value, half above it."""

    key: str
    scenario: Scenario

    def steps(self) -> Sequence[Value]:
        """The low end, the scenario's own value and the high end."""
        around = spread(self.key, self.scenario)
        return list(dict.fromkeys(around.at(place) for place in (0.0, 0.5, 1.0)))

    def at(self, shares: Floats) -> list[Value]:
        """The values below which these shares of the plausible worlds lie."""
        around = spread(self.key, self.scenario)
        return [around.at(share) for share in shares.tolist()]

    def said(self) -> dict[str, Any]:
        """Both ends and the middle."""
        around = spread(self.key, self.scenario)
        return {"key": self.key, "plausible": [around.low, around.middle, around.high]}


def axes_of(vary: Iterable[str] | Mapping[str, Any] | str, scenario: Scenario) -> tuple[Axis, ...]:
    """The axes that `--vary` asks for, each checked. Raises InputError.

    vary: texts as on the command line (`KEY=LOW:HIGH:N`, `KEY=a,b,c`, `uncertain`); or for Python a mapping of keys
    to a text after the `=`, to (low, high) or (low, high, N), or to a list of values. What is named beside
    `uncertain` takes its place.
    """
    asked = [vary] if isinstance(vary, str) else vary
    found: dict[str, Axis] = {}
    problems: list[str] = []
    for key, values in asked.items() if isinstance(asked, Mapping) else map(_parted, asked):
        try:
            if key == UNCERTAIN:
                uncertain: dict[str, Axis] = {one.name: Plausible(one.name, scenario) for one in open_parameters()}
                found = uncertain | found
            else:
                found[key] = _axis(key, values, scenario)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    return tuple(found.values())


def _parted(text: str) -> tuple[str, str]:
    key, equals, values = text.partition("=")
    if key.strip() != UNCERTAIN and not (equals and key.strip() and values.strip()):
        raise InputError(
            f"--vary {text}: write it as KEY=LOW:HIGH:STEPS, as KEY=a,b,c, or as the word {UNCERTAIN}; for example "
            "--vary data_market.price=0.05:0.40:8"
        )
    return key.strip(), values.strip()


def entry_of(key: str, scenario: Scenario) -> Parameter:
    """The parameter or policy field that a key names. Raises InputError with the nearest name."""
    parts: list[int | str] = [*key.split(".")]
    if len(parts) == 5 and str(parts[3]).isdigit():
        parts[3] = int(parts[3]) - 1
    entry = entry_at(tuple(parts))
    if key == "market.replicates":
        raise InputError("market.replicates: every point is lived equally often; say how often with --replicates")
    if entry is None or (parts[0] == "policies" and parts[1] not in scenario.policies):
        scenario.changed({key: ""})  # tells what is wrong with the key
        raise InputError(f"{key}: cannot be varied; give a parameter or policies.KEY.FIELD")
    return entry


def _axis(key: str, values: Any, scenario: Scenario) -> Axis:
    entry = entry_of(key, scenario)
    if isinstance(values, str) and ":" in values:
        values = tuple(part.strip() for part in values.split(":"))
    elif isinstance(values, str):
        values = [part.strip() for part in values.split(",") if part.strip()]
    if isinstance(values, tuple) and entry.kind in (int, float):
        return _range(key, values, entry, scenario)
    if isinstance(values, tuple):
        raise InputError(f"{key}: has no range to vary; list its values, as in --vary {key}=a,b ({entry.allowed()})")
    if not len(values):
        raise InputError(f"{key}: name at least one value")
    return Listed(key, tuple(dict.fromkeys(allowed(key, value, entry, scenario) for value in values)))


def _range(key: str, values: tuple[Any, ...], entry: Parameter, scenario: Scenario) -> Range:
    shape = f"{key}={':'.join(str(value) for value in values)}"
    if len(values) not in (2, 3):
        raise InputError(f"--vary {shape}: a range is LOW:HIGH or LOW:HIGH:STEPS")
    low, high = (float(allowed(key, value, entry, scenario)) for value in values[:2])
    if not low < high:
        raise InputError(f"--vary {shape}: {plain(low)} must lie below {plain(high)}")
    steps = str(values[2]) if len(values) == 3 else str(STEPS)
    if not (steps.isascii() and steps.isdigit() and 2 <= int(steps[:9]) <= 1_000_000):
        raise InputError(f"--vary {shape}: the number of steps must be a whole number from 2 to 1,000,000")
    return Range(key, low, high, int(steps), entry.kind is int)


def allowed(key: str, value: Any, entry: Parameter, scenario: Scenario) -> Value:
    """One value as a scenario reads and checks it by itself; how it goes with others, each point tells. InputError."""
    settings_layer({key: value}, scenario.written.policies)
    found = entry.parse(value) if isinstance(value, str) else value
    return entry.kind(found) if entry.kind in (int, float) else found
