"""A workshop's plan: the rounds of a session, read from a TOML file, checked and frozen.

One life runs through all rounds. Each round says until which month it lives, what the world is like from its first
month on, and which cards and levers the teams have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.inputs import layers, reading
from sim.inputs.parameters import PARAMETERS, nearest
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario, load
from sim.inputs.table_policy import POLICY_FIELDS
from sim.workshop.plan_form import ROLES, PlanForm, RoundForm, fill_in

BASELINE = "never-sell"
NEIGHBOUR = "sell-quietly"  # whom those predict who never sell: of their own company there is nothing to predict
PEOPLE, LIVES = 4_000, 8  # simulated people, and lives with new luck, unless the file's settings say otherwise
LEVERS = ("price", "buyers", "reward", "personalisation")

# What news may change between rounds: nothing that people are born with, nor how money is counted.
_GROUPS = ("law", "press", "data_market")
_ONES = ("market.advertising", "people.leaving_rate", "people.reads_policy", "people.consent", "word_of_mouth.talks")
MAY_CHANGE = frozenset(
    name for name, entry in PARAMETERS.items() if name in _ONES or (entry.group in _GROUPS and name != "law.lag")
)


@dataclass(frozen=True)
class Round:
    """One round: months `since` to `until`, what teams read, may choose and predict. Dials: net value from -gain to
    gain [dollars], people who leave from 0 to leave [real people]."""

    number: int
    title: str
    since: int
    until: int
    minutes: int
    situation: str
    sources: tuple[str, ...]
    cards: tuple[Policy, ...]
    levers: Mapping[str, tuple[float, float]]
    world: Scenario = field(repr=False)  # what holds in this round's months
    news: tuple[str, ...]  # the parameters that change with this round
    rests_on: tuple[str, ...]  # parameters worth doubting
    questions: tuple[str, ...]
    roles: Mapping[str, str]  # the question of each role
    gain: float
    leave: float

    def card(self, key: str) -> Policy:
        """One of the cards. InputError for another key."""
        for card in self.cards:
            if card.key == key:
                return card
        raise InputError(f"card = {key:.40}: must be one of {', '.join(card.key for card in self.cards)}")


@dataclass(frozen=True)
class Plan:
    """A session from its first round to its last; `text` is the TOML that it was read from."""

    name: str
    title: str
    minutes: int
    about: str
    scenario: Scenario = field(repr=False)
    rounds: tuple[Round, ...]
    text: str = field(repr=False)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that phones may take; none where the plan has no questions for them."""
        return tuple(role for role in ROLES if any(role in one.roles for one in self.rounds))


def shipped() -> list[str]:
    """The names of the sessions that come with the program."""
    return sorted(path.stem for path in _folder().glob("*.toml"))


def open_plan(name_or_path: str | Path) -> Plan:
    """A shipped session by its name, or one from a TOML file. InputError with all that is wrong in it."""
    name = str(name_or_path)
    path = _folder() / f"{name}.toml" if name in shipped() else Path(name_or_path)
    label = f"{name}.toml" if name in shipped() else name
    if name not in shipped() and not path.exists():
        near = nearest(name, shipped())
        meant = f"did you mean {near}?" if near else f"there are {', '.join(shipped())}"
        raise InputError(f"{name:.200}: there is no such file and no ready session of that name; {meant}")
    return read_plan(reading.read(path, label), path.stem, label)


def read_plan(text: str, name: str = "session", label: str = "") -> Plan:
    """A session from TOML text. InputError with all that is wrong in it. label: how messages name it."""
    label = label or name
    form = fill_in(reading.parse(text, label), label)
    policies = {f"policies.{key}": dict(fields) for key, fields in form.policies.items()}
    try:
        if form.scenario not in layers.shipped():
            known = _beside(form.scenario, layers.shipped())
            raise InputError(f"scenario = {form.scenario}: there is no shipped scenario of that name; {known}")
        size = {"market.people": PEOPLE, "market.replicates": LIVES, "market.months": form.rounds[-1].until_month}
        scenario = load(form.scenario).changed({**size, **form.settings, **policies})
    except InputError as error:
        raise InputError(*(f"{label}: {problem}" for problem in error.problems)) from None
    if problems := list(_contradictions(form, scenario)):
        raise InputError(*(f"{label}: {problem}" for problem in problems))
    return Plan(name, form.title, form.minutes, form.about, scenario, tuple(_rounds(form, scenario)), text)


def _rounds(form: PlanForm, scenario: Scenario) -> Iterator[Round]:
    world, since = scenario, 1
    for number, one in enumerate(form.rounds, start=1):
        world = world.changed(one.world)
        yield Round(
            number=number,
            title=one.title,
            since=since,
            until=one.until_month,
            minutes=one.minutes,
            situation=one.situation.strip(),
            sources=tuple(one.sources),
            cards=tuple(scenario.policy(key) for key in one.cards),
            levers={name: (low, high) for name, (low, high) in one.levers.items()},
            world=world,
            news=tuple(one.world),
            rests_on=tuple(one.rests_on),
            questions=tuple(one.questions),
            roles=dict(one.roles),
            gain=one.gain,
            leave=one.leave,
        )
        since = one.until_month + 1


def _contradictions(form: PlanForm, scenario: Scenario) -> Iterator[str]:
    for key in (BASELINE, NEIGHBOUR):
        if key not in scenario.policies:
            yield f"scenario = {form.scenario}: has no policy {key}, which a workshop needs"
    if int(scenario["market.months"]) != form.rounds[-1].until_month:
        yield "settings.market.months: is told by the last round's until_month; leave it out"
    before, world = 0, scenario
    for number, one in enumerate(form.rounds, start=1):
        place = f"rounds.{number}"
        if one.until_month <= before:
            yield f"{place}.until_month = {one.until_month}: must be after month {before}, the end of the round before"
        before = one.until_month
        yield from _choices(place, one, scenario)
        for name in one.world:
            if name not in MAY_CHANGE:
                yield f"{place}.world.{name}: cannot change between rounds; may change: {_beside(name, MAY_CHANGE)}"
        try:
            world = world.changed({name: value for name, value in one.world.items() if name in MAY_CHANGE})
        except InputError as error:
            yield from (f"{place}.world.{problem}" for problem in error.problems)
        for name in one.rests_on:
            if name not in PARAMETERS:
                yield f"{place}.rests_on = {name}: there is no such parameter; {_beside(name, PARAMETERS)}"
        for role in one.roles:
            if role not in ROLES:
                yield f"{place}.roles.{role}: must be one of {', '.join(ROLES)}"


def _choices(place: str, one: RoundForm, scenario: Scenario) -> Iterator[str]:
    for key in one.cards:
        if key not in scenario.policies:
            yield f"{place}.cards = {key}: there is no such policy; {_beside(key, scenario.policies)}"
    for name, (low, high) in one.levers.items():
        if name not in LEVERS:
            yield f"{place}.levers.{name}: must be one of {', '.join(LEVERS)}"
            continue
        entry = POLICY_FIELDS[name]
        least, most = float(entry.minimum or 0), float(entry.maximum or 0)
        if not least <= low < high <= most:
            yield f"{place}.levers.{name} = [{low:g}, {high:g}]: must rise within {least:g} to {most:,.0f}"


def _beside(name: str, names: Any) -> str:
    near = nearest(name, names)
    return f"did you mean {near}?" if near else ", ".join(sorted(names)[:8]) + ", ..."


def _folder() -> Path:
    return layers.shipped_folder() / "workshops"
