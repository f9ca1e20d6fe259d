"""One axis of a map: a parameter or a policy's field, and the values at which it is tried."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.parameter import Parameter, Value, plain
from sim.inputs.parameters import PARAMETERS, nearest
from sim.inputs.scenario import Scenario
from sim.inputs.table_policy import POLICY_FIELDS
from sim.study.certainty.plausible import TENFOLD, ends

Floats = npt.NDArray[np.float64]
Scale = Literal["even", "ratio", "choice"]

FEWEST, MOST = 2, 200  # values of an axis
HOW = "write it as KEY, KEY=LOW:HIGH or KEY=LOW:HIGH:N, for example data_market.price=0.05:0.50:20"
OF_THE_SIMULATION = ("market.people", "market.replicates", "market.seed")  # how much is lived, not what the world is


@dataclass(frozen=True)
class Axis:
    """Rising values of one key, or its choices in the order of the table. here: the scenario's own value.

    scale: even steps, even ratios (where the ends differ tenfold or more, but for money), or choices.
    """

    key: str
    entry: Parameter
    values: tuple[Value, ...]
    here: Value
    scale: Scale

    @property
    def is_numeric(self) -> bool:
        """Whether values lie on a line, so that something may happen between two of them."""
        return self.scale != "choice"

    @property
    def places(self) -> Floats:
        """Where the values stand: the values themselves, or 0, 1, 2, ... for choices."""
        return np.array(self.values if self.is_numeric else range(len(self.values)), np.float64)

    @property
    def edges(self) -> Floats:
        """Where cells begin and end: half-way between values, and at the first and the last value."""
        at = self.places
        if not self.is_numeric:
            return np.asarray(np.arange(len(at) + 1) - 0.5, np.float64)
        between = np.sqrt(at[1:] * at[:-1]) if self.scale == "ratio" else (at[1:] + at[:-1]) / 2
        return np.array([at[0], *between, at[-1]], np.float64)

    @property
    def at_here(self) -> int | None:
        """Which of the values is the scenario's own; None where that lies outside."""
        return self.values.index(self.here) if self.here in self.values else None


def axis(said: str, scenario: Scenario, cells: int, option: str = "--x") -> Axis:
    """The axis that KEY, KEY=LOW:HIGH or KEY=LOW:HIGH:N stands for; without a range, the plausible one of the table.

    One of the values is moved to the scenario's own where that lies between the ends. InputError for what cannot be.
    """
    key, equals, bounds = (part.strip() for part in said.partition("="))
    try:
        entry = _entry(key, scenario)
        here = scenario[key]
        if entry.choices or entry.kind is bool:
            if equals:
                raise InputError(f"{key} has no range: every choice is tried ({entry.allowed()})")
            return Axis(key, entry, entry.choices or (False, True), here, "choice")
        if equals:
            low, high, number = _bounds(bounds, entry, cells)
        else:
            low, high, number = *_usual(key, entry, scenario), cells
        if not FEWEST <= number <= MOST:
            raise InputError(f"{number} values: must be from {FEWEST} to {MOST}")
    except InputError as error:
        raise InputError(*(f"{option} {said}: {problem}" for problem in error.problems)) from None
    return _between(key, entry, (low, high), number, here)


def _entry(key: str, scenario: Scenario) -> Parameter:
    match key.split("."):
        case _ if key in OF_THE_SIMULATION:
            raise InputError("this says how much is simulated, not what the world is like; it cannot be an axis")
        case _ if key in PARAMETERS:
            return PARAMETERS[key]
        case ["policies", policy, field] if scenario.policy(policy):
            if field in POLICY_FIELDS:
                return POLICY_FIELDS[field]
            near = nearest(field, POLICY_FIELDS)
            raise InputError("there is no such field" + (f"; did you mean {near}?" if near else ""))
        case _:
            near = nearest(key, PARAMETERS)
            raise InputError("there is no such key" + (f"; did you mean {near}?" if near else ""))


def _bounds(bounds: str, entry: Parameter, cells: int) -> tuple[float, float, int]:
    parts = bounds.split(":")
    if len(parts) not in (2, 3):
        raise InputError(HOW)
    low, high = (_within(entry.parse(text), entry) for text in parts[:2])
    if not low < high:
        raise InputError(f"the low end, {plain(low)}, must lie below the high end, {plain(high)}")
    if len(parts) == 2:
        return low, high, cells
    if not parts[2].strip().isdecimal():
        raise InputError(f"{parts[2].strip()} is no number of values; {HOW}")
    return low, high, int(parts[2])


def _within(value: Value, entry: Parameter) -> float:
    number = float(value)
    lowest, highest = float(entry.minimum or 0), float(entry.maximum or 0)
    if not lowest <= number <= highest or (entry.kind is int and not number.is_integer()):
        raise InputError(f"{plain(number)} is out of bounds: must be {entry.allowed()}")
    return number


def _usual(key: str, entry: Parameter, scenario: Scenario) -> tuple[float, float]:
    """The plausible range, made wider where the scenario's own value lies outside it."""
    here = float(scenario[key])
    low, high = ends(key, scenario) if key in PARAMETERS else (float(entry.low or 0), float(entry.high or 0))
    return min(low, here), max(high, here)


def _between(key: str, entry: Parameter, between: tuple[float, float], number: int, here: Value) -> Axis:
    """So many values from end to end, ends included, of which one is the scenario's own where it lies between."""
    low, high = between
    by_ratio = low > 0 and high >= TENFOLD * low and not entry.unit.startswith("dollars")
    at = np.geomspace(low, high, number) if by_ratio else np.linspace(low, high, number)
    at[0], at[-1] = low, high
    own = float(here)
    if low <= own <= high:
        far = np.abs(np.log(at / own)) if by_ratio else np.abs(at - own)
        moved = int(far.argmin())
        if moved in (0, number - 1) and not math.isclose(at[moved], own):  # the ends stay
            moved = 0 if number == FEWEST else 1 + int(far[1:-1].argmin())
        if 0 < moved < number - 1 or math.isclose(at[moved], own):
            at[moved] = own
    scale: Scale = "ratio" if by_ratio else "even"
    if entry.kind is int:
        return Axis(key, entry, tuple(sorted({round(value) for value in at})), here, scale)
    return Axis(key, entry, tuple(at.tolist()), here, scale)
