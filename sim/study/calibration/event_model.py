"""A disclosure lived by simulated customers, and told as a company would see it: counts by month in two groups.

Customers who are affected live their months from the disclosure on, on the engine: their record is sold once, or lost
in a breach, and a share of them is told. Customers who are not affected leave for other reasons only, so that their
counts are binomial; the same holds for both groups in the months before. How readily each group leaves for other
reasons is a nuisance: it is drawn anew for each simulation from what the data say of it.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from sim.inputs.company_files.event_file import Event, Group
from sim.inputs.parameter import Value
from sim.inputs.policy import Policy
from sim.inputs.scenario import Breach, Scenario
from sim.model.columns import CUSTOMER, KNOWS
from sim.model.conditions import under
from sim.model.engine import Engine
from sim.model.outlook import Outlook, in_months
from sim.model.people import Born, People, born
from sim.model.totals import Totals

Floats = npt.NDArray[np.float64]
Kind = Literal["sale", "breach"]

_SAMPLE = 2_000  # people from whom it is read how hazard falls as those who leave readily have left
_COUNTED = [Totals._fields.index(field) for field in ("customers", "left", "complaints")]
# both groups leave alike but for the disclosure, within this log-sd, before the months before it have their say
ALIKE = 0.25


@dataclass(frozen=True)
class Disclosure:
    """What happened in month 0. told: share of those affected whom the company told, then, what had happened."""

    kind: Kind = "sale"
    told: float = 0.0
    buyers: int = 1


@dataclass(frozen=True)
class Levels:
    """How readily customers leave for other reasons, in month 0 [per month]."""

    affected: float
    others: float


class EventModel:
    """Simulates an event of the shape of a given one: as many people, months, and people asked."""

    def __init__(self, scenario: Scenario, disclosure: Disclosure, shape: Event, seed: int = 1) -> None:
        self.disclosure = disclosure
        self.shape = shape
        self.people = round(float(shape.affected.customers[shape.before]))
        self._seed = seed
        self._scenario = replace(
            scenario,
            values=MappingProxyType(
                {
                    **scenario.values,
                    "market.people": self.people,
                    "market.customers_at_start": 1.0,
                    "market.months": shape.after,
                    "market.seed": seed,
                    "mechanisms.press": False,
                    "mechanisms.joining": False,
                    "mechanisms.returning": False,
                    "word_of_mouth.contacts": min(int(scenario["word_of_mouth.contacts"]), self.people - 1),
                }
            ),
            events=(),
        )

    def simulate(self, settings: dict[str, Value], number: int, levels: Levels | None = None) -> Event:
        """One event under some settings. number: of the simulation; each has people and luck of its own."""
        random = np.random.default_rng([self._seed, number])
        levels = levels or self.draw_levels(random)
        shape = self.shape
        background = self._background
        before = self._quiet(shape.affected.customers[: shape.before], np.ones(shape.before) * levels.affected, random)
        hazard = levels.others * np.concatenate([np.ones(shape.before), self.decline])
        left = self._quiet(shape.others.customers, hazard, random)
        others = replace(shape.others, left=left, complaints=_poisson(background * shape.others.customers, random))
        after = self._affected(settings, number, levels.affected, random)
        complaints = np.concatenate([np.zeros(shape.before), after.complaints])
        customers = np.concatenate([shape.affected.customers[: shape.before], after.customers])
        affected = Group(
            customers=customers,
            left=np.concatenate([before, after.left]),
            complaints=complaints + _poisson(background * customers, random),
            asked=np.concatenate([np.zeros(shape.before), after.asked]),
            knew=np.concatenate([np.zeros(shape.before), after.knew]),
        )
        return replace(shape, affected=affected, others=others)

    def draw_levels(self, random: np.random.Generator) -> Levels:
        """How readily each group leaves for other reasons, from the posterior that the quiet months allow.

        That of the others is a gamma. The ratio of the two is log-normal: its prior, 0 +- ALIKE, with what the months
        before the disclosure say.
        """
        shape = self.shape
        exposure = shape.others.customers @ np.concatenate([np.ones(shape.before), self.decline])
        others = random.gamma(shape.others.left.sum() + 0.5) / exposure
        mean, spread = ratio_before(shape)
        return Levels(min(others * float(np.exp(random.normal(mean, spread))), 3.0), float(others))

    @cached_property
    def decline(self) -> Floats:
        """The mean hazard of those still there, by month from the disclosure on, where month 0 is 1."""
        people = born(self._with({"market.people": _SAMPLE}), 0)
        hazard = people.leave_hazard.astype(float)
        hazard *= self.shape.others.left.sum() / self.shape.others.customers.sum() / hazard.mean()
        there = np.exp(-np.outer(np.arange(self.shape.after), hazard))
        mean = (there @ hazard) / there.sum(axis=1)
        return np.asarray(mean / mean[0]) if mean[0] > 0 else np.ones(self.shape.after)

    @cached_property
    def _background(self) -> float:
        """Complaints that have nothing to do with the disclosure [per customer and month]."""
        return float(self.shape.others.complaints.sum() / self.shape.others.customers.sum())

    @staticmethod
    def _quiet(customers: Floats, hazard: Floats, random: np.random.Generator) -> Floats:
        return random.binomial(customers.astype(np.int64), -np.expm1(-hazard)).astype(float)

    def _with(self, settings: dict[str, Value]) -> Scenario:
        """The scenario under settings that are known to be allowed: a thousand times quicker than checking them."""
        return replace(self._scenario, values=MappingProxyType({**self._scenario.values, **settings}))

    def _affected(self, settings: dict[str, Value], number: int, level: float, random: np.random.Generator) -> Group:
        """The months from the disclosure on of those affected."""
        event, shape = self.disclosure, self.shape
        sold = event.kind == "sale"
        scenario = self._with(settings)
        severity = 0.0 if sold else float(scenario["people.severity_breach"])
        scenario = replace(scenario, events=(Breach(1, event.told, severity),) if event.told > 0 else ())
        policy = Policy("event", "", "", sale="quiet" if sold else "never", again_every=0, buyers=event.buyers)
        engine = Engine(People(_leaving_at(born(scenario, number), level)))
        base = under(scenario, scenario.terms(policy, 1), number)
        columns = np.zeros((shape.after, 5))
        asked = shape.affected.asked[shape.before :].astype(np.int64)
        always = np.ones(shape.after)
        months = Outlook.of(base, in_months(base, scenario, 1, always, always < 0.0, False, base.unasked_since))
        month = 0
        while month < shape.after:
            there = engine.people.moving.status == CUSTOMER if asked[month] else None
            later = month + 1 + np.flatnonzero(asked[month + 1 :])
            stop = month + 1 if asked[month] else min([shape.after, *later])
            sums = engine.live(months.part(month, stop))
            lived = slice(month, month + len(sums))
            columns[lived, :3] = sums[:, _COUNTED]
            if there is not None:
                knows = (engine.people.moving.knows[there] == KNOWS).sum() / max(there.sum(), 1)
                columns[month, 3:] = asked[month], random.binomial(asked[month], knows)
            month = lived.stop
        return Group(*columns.T)


def _poisson(mean: Floats, random: np.random.Generator) -> Floats:
    return random.poisson(mean).astype(float)


def _leaving_at(people: Born, level: float) -> Born:
    """The same people, leaving for other reasons at a given mean hazard."""
    mean = float(people.leave_hazard.mean())
    return people.changed(leave_hazard=people.leave_hazard * (level / mean if mean > 0 else 0.0))


def ratio_before(event: Event) -> tuple[float, float]:
    """Log of how much more readily those affected left before the disclosure than the others: mean and sd."""
    before = slice(0, event.before)
    pairs = [
        (group.left[before].sum() + 0.5, group.customers[before].sum()) for group in (event.affected, event.others)
    ]
    if event.before == 0:
        return 0.0, ALIKE
    (left_a, here_a), (left_o, here_o) = pairs
    variance = 1.0 / left_a + 1.0 / left_o
    weight = ALIKE**2 / (ALIKE**2 + variance)
    return weight * float(np.log(left_a / here_a / (left_o / here_o))), float(np.sqrt(weight * variance))


def scaled_down(event: Event, people: int) -> Event:
    """The same event as a smaller company would have seen it: every count of customers times the same share."""
    here = float(event.affected.customers[event.before])
    if here <= people:
        return event
    share = people / here

    def smaller(group: Group) -> Group:
        customers = np.maximum(np.rint(group.customers * share), 1.0)
        return replace(group, customers=customers, left=group.left * share, complaints=group.complaints * share)

    return replace(event, affected=smaller(event.affected), others=smaller(event.others))
