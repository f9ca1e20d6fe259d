"""The runs that a map needs: each cell lived, or, along a price, a whole line of cells from one run.

Property 7 of the model: doubling the price doubles data revenue and changes nothing else. So a run's net present value
at another price is its own, and for each dollar more today's value of the records sold at that price, after commission.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.parameter import Value
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.births import Noting
from sim.study.certainty.turning import ONLY_WHERE_SOLD
from sim.study.maps.axis import Axis
from sim.study.plan import sells
from sim.study.run import cores, pool, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.model.market import Life
    from sim.model.people import Born

Floats = npt.NDArray[np.float64]
PRICE = "data_market.price"
Needed = tuple[str, tuple[tuple[str, Value], ...]]  # a policy, and what moves that can touch it


class Worth(NamedTuple):
    """A run's net present value at one price [dollars], and what each dollar of price adds to it."""

    value: float
    price: float
    by_price: float

    def at(self, price: Floats) -> Floats:
        """Net present value at other prices [dollars]."""
        return self.value + (price - self.price) * self.by_price


@dataclass(frozen=True)
class Lines:
    """What is lived for a map of two policies, the baseline second."""

    scenario: Scenario
    policies: tuple[str, str]
    x: Axis
    y: Axis

    @property
    def straight_along(self) -> str | None:
        """The price along which one run gives a whole line; None where there is none."""
        return next((one.key for one in (self.x, self.y) if is_price(one.key)), None)

    @cached_property
    def settings(self) -> list[dict[str, Value]]:
        """What is set in each world: the values of the axis that is no price, or of both in the order [y, x]."""
        if self.straight_along == self.x.key:
            return [{self.y.key: value} for value in self.y.values]
        if self.straight_along == self.y.key:
            return [{self.x.key: value} for value in self.x.values]
        return [{self.y.key: high, self.x.key: wide} for high in self.y.values for wide in self.x.values]

    @cached_property
    def worlds(self) -> list[Scenario | InputError]:
        """The scenario with each of the settings, or why they cannot hold together. InputError where none can."""
        found = [_changed(self.scenario, settings) for settings in self.settings]
        if all(isinstance(world, InputError) for world in found):
            raise next(world for world in found if isinstance(world, InputError))
        return found

    @property
    def impossible(self) -> str | None:
        """Why some cells are empty."""
        return next((world.problems[0] for world in self.worlds if isinstance(world, InputError)), None)

    @cached_property
    def needed(self) -> list[dict[Needed, Policy]]:
        """For each world the runs that none before it has had."""
        known: set[Needed] = set()
        found = []
        for world, settings in zip(self.worlds, self.settings, strict=True):
            mine = {} if isinstance(world, InputError) else self._runs_of(world, settings)
            found.append({one: policy for one, policy in mine.items() if one not in known})
            known |= mine.keys()
        return found

    def _runs_of(self, world: Scenario, settings: Mapping[str, Value]) -> dict[Needed, Policy]:
        found = {}
        for key in self.policies:
            policy = world.policy(key)
            touching = tuple((name, value) for name, value in settings.items() if touches(name, world, policy))
            found[key, touching] = policy
        return found

    @property
    def runs(self) -> int:
        """Markets to live."""
        return sum(map(len, self.needed)) * int(self.scenario["market.replicates"])

    def seconds(self, threads: int | None) -> float:
        """How long they may take, by living one of the middle."""
        tiny = {"market.people": int(self.scenario["word_of_mouth.contacts"]) + 10, "market.months": 1}
        self._live(self.scenario.changed(tiny), [self.scenario.policy(self.policies[0])], 0, None)  # the compiler
        busy = [n for n, runs in enumerate(self.needed) if runs]
        n = busy[len(busy) // 2]
        tries = []
        for _ in range(2):
            start = time.perf_counter()
            self._live(cast(Scenario, self.worlds[n]), list(self.needed[n].values()), 0, None)
            tries.append(time.perf_counter() - start)
        return min(tries) / len(self.needed[n]) * self.runs / cores(threads)

    def live(self, threads: int | None, progress: "Callable[[int, int], None]") -> Floats:
        """Differences between the first policy and the baseline [y, x, replicate] in dollars; nan where impossible."""
        replicates = int(self.scenario["market.replicates"])
        found = [self._replicate(n, threads, progress, replicates) for n in range(replicates)]
        return np.stack(found, axis=2)

    def _replicate(
        self, replicate: int, threads: int | None, progress: "Callable[[int, int], None]", replicates: int
    ) -> Floats:
        from sim.model.people import born

        people = born(self.scenario, replicate) if self._born_alike else None

        def live(n: int) -> dict[Needed, Worth]:
            runs = self.needed[n]
            lived = self._live(cast(Scenario, self.worlds[n]), list(runs.values()), replicate, people) if runs else []
            return dict(zip(runs, lived, strict=True))

        worths: dict[Needed, Worth] = {}
        worlds = len(self.worlds)
        for n, lived in enumerate(pool(cores(threads)).map(live, range(worlds)), start=1):
            worths |= lived
            progress(replicate * worlds + n, replicates * worlds)
        return self._differences(worths)

    def _live(self, world: Scenario, policies: Sequence[Policy], replicate: int, people: "Born | None") -> list[Worth]:
        from sim.model.people import born

        everybody = people if people is not None else born(world, replicate)
        return [
            worth(world, policy, run(world, policy, replicate, threads=1, people=everybody), self.straight_along)
            for policy in policies
        ]

    def _differences(self, worths: Mapping[Needed, Worth]) -> Floats:
        """One replicate's differences [y, x]."""
        straight = next((one for one in (self.x, self.y) if one.key == self.straight_along), None)
        prices = straight.places if straight else np.zeros(1)  # without a price axis nothing is added for it
        lines = np.full((len(self.worlds), len(prices)), np.nan)
        for n, (world, settings) in enumerate(zip(self.worlds, self.settings, strict=True)):
            if isinstance(world, Scenario):
                here, base = (worths[one].at(prices) for one in self._runs_of(world, settings))
                lines[n] = here - base
        if straight is None:
            return lines.reshape(len(self.y.values), len(self.x.values))
        return lines if straight is self.x else lines.T

    @cached_property
    def _born_alike(self) -> bool:
        """Whether everybody is the same in all worlds: making people reads nothing that moves."""
        from sim.model.people import born

        noting = Noting(self.scenario.changed({"market.people": int(self.scenario["word_of_mouth.contacts"]) + 10}))
        born(cast(Scenario, noting), 0)
        return not any(key in noting.read for settings in self.settings for key in settings)


def worth(world: Scenario, policy: Policy, life: "Life", price_key: str | None) -> Worth:
    """What a life comes to at its own price, and how that depends on the price of a key (None: on none)."""
    if price_key is None:
        return Worth(life.net_present_value, 0.0, 0.0)
    from sim.model.conditions import discount_factor

    months = range(1, life.months + 1)
    today = np.array([discount_factor(world, month) * _priced_by(price_key, policy, month) for month in months])
    net = 1.0 - float(world["data_market.commission"])
    return Worth(life.net_present_value, float(world[price_key]), float(today @ life.series["records_sold"]) * net)


def is_price(key: str) -> bool:
    """Whether a key is a price of records: the market's, or a policy's own."""
    return key == PRICE or (key.startswith("policies.") and key.endswith(".price"))


def _priced_by(key: str, policy: Policy, month: int) -> bool:
    """Whether the price in force in a month is the one that the key sets."""
    if key == PRICE:
        return policy.in_force(month)["price"] is None
    own = key == f"policies.{policy.key}.price"
    return own and not any(change.price is not None and change.month <= month for change in policy.changes)


def _changed(scenario: Scenario, settings: Mapping[str, Value]) -> Scenario | InputError:
    try:
        return scenario.changed(settings)
    except InputError as error:
        return error


def touches(key: str, world: Scenario, policy: Policy) -> bool:
    """Whether a setting can touch a policy: not another policy's terms, nor finding out where nothing was sold."""
    if key.startswith("policies."):
        return key.startswith(f"policies.{policy.key}.")
    return key not in ONLY_WHERE_SOLD or bool(world.events) or sells(world, policy)
