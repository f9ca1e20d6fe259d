"""Why a policy differs from the baseline: parts for what people feel, say and do about it, which add up.

The mechanisms of the model are switched on and off in all combinations, in both policies alike. A mechanism's part is
its Shapley value; what is left with all of them off is a part of its own: the sale itself, and rewards for consent.
A small market is enough, for the same people live under every combination with the same luck.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.causes.acting import MECHANISMS, can_act, lived_as
from sim.study.causes.shapley import Coalition, coalitions, shapley
from sim.study.intervals import Estimate, Unbounded, mean_interval, ratio_interval
from sim.study.plan import Behaviour, behaviour
from sim.study.run import cores, pool, run
from sim.study.worker import Progress

if TYPE_CHECKING:
    from sim.model.market import Life
    from sim.model.people import Born

Floats = npt.NDArray[np.float64]
Switches = Mapping[str, bool]  # parameters `mechanisms.*`
LiveOne = Callable[[Switches, Policy, int, "Born"], "Life"]  # a policy in a replicate, on these people

PEOPLE, REPLICATES = 5_000, 4  # enough to tell parts that matter from parts that do not, and quick
SALE_ITSELF = "sale_itself"  # the part that no mechanism has: the sale itself, and rewards for consent
PARTS = (SALE_ITSELF, *MECHANISMS)
PENALTIES = ("fines", "settlements")  # lines of the ledger; the law is in these and nowhere else


@dataclass(frozen=True)
class Why:
    """A policy's difference to the baseline and its parts, in dollars of the real company.

    people, replicates: of this study, smaller than a comparison's. difference: its own; the parts add up to it.
    parts: a figure for each of `PARTS`. cannot_act: the mechanisms that are off, or that neither policy can set off;
    their parts are exactly zero. alone: what each of the others does with all the rest off.
    by_mail: of the people who know at the end under the policy, the share who traced a piece of mail; None where
    nobody knows, or too few to say.
    """

    people: int
    replicates: int
    difference: Estimate
    parts: Mapping[str, Estimate]
    cannot_act: tuple[str, ...]
    alone: Mapping[str, Estimate]
    by_mail: Estimate | None


def why_of(
    scenario: Scenario,
    policies: Sequence[Policy],
    baseline: Policy,
    *,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Why]:
    """Why each policy differs from the baseline, by its key.

    people: at most so many as the scenario has. progress: called with runs done and runs to do, in the caller's thread;
    what it raises stops the study. Call it from any thread but those of `run.pool`, which do its work.
    """
    small = scenario.changed({"market.people": min(people, int(scenario["market.people"]))})

    def live(switches: Switches, policy: Policy, replicate: int, people: "Born") -> "Life":
        return run(small.changed(switches), policy, replicate, threads=1, people=people)

    return why_in([small], live, policies, baseline, replicates=replicates, threads=threads, progress=progress)


def why_in(
    worlds: Sequence[Scenario],
    live: LiveOne,
    policies: Sequence[Policy],
    baseline: Policy,
    *,
    replicates: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Why]:
    """The same for markets that somebody else lives, whose scenario may change on the way.

    worlds: all the scenarios that hold at some time, the first from the beginning. live: one market with mechanisms
    switched on and off.
    """
    markets = _Markets(worlds, live, replicates)
    markets.live([baseline, *policies], cores(threads), progress)
    return {policy.key: _answer(markets, policy, baseline) for policy in policies}


class _Value(NamedTuple):
    """What is kept of a run: net present value [dollars], and simulated people who know, in all and by mail."""

    net_present_value: float
    know: int
    know_by_mail: int


_Run = tuple[Behaviour, Coalition]


class _Markets:
    """What policies come to under every coalition of mechanisms, each distinct run lived once a replicate."""

    def __init__(self, worlds: Sequence[Scenario], live: LiveOne, replicates: int) -> None:
        self.worlds, self.replicates = worlds, replicates
        self.people = int(worlds[0]["market.people"])
        self._one = live
        self._acting: dict[Policy, Coalition] = {}
        self._keys: dict[tuple[Policy, Coalition], _Run] = {}
        self._values: dict[_Run, list[_Value]] = {}

    def live(self, policies: Iterable[Policy], workers: int, progress: Progress | None) -> None:
        """Live all that is needed to know every coalition's value under each of the policies."""
        from sim.model.people import born

        wanted = {self._key(policy, on): (policy, on) for policy in policies for on in self._switched(policy)}
        crew = pool(workers)
        births = [crew.submit(born, self.worlds[0], replicate) for replicate in range(self.replicates)]
        work = [
            [crew.submit(self._live, policy, on, replicate, people) for policy, on in wanted.values()]
            for replicate, people in enumerate(births)
        ]
        try:
            done, to_do = 0, len(wanted) * self.replicates
            for replicate in work:
                for (policy, _), future in zip(wanted.values(), replicate, strict=True):
                    for on, value in future.result().items():
                        self._values.setdefault(self._key(policy, on), []).append(value)
                    done += 1
                    if progress:
                        progress(done, to_do)
        finally:
            unfinished: Iterable[Future[Any]] = chain(births, *work)
            for future in unfinished:
                future.cancel()

    def value(self, policy: Policy, on: Coalition) -> list[_Value]:
        """What the policy comes to with these mechanisms on and the others off, in each replicate."""
        return self._values[self._key(policy, on)]

    def net_present_values(self, policy: Policy, on: Coalition) -> Floats:
        """The same, money only."""
        return np.array([value.net_present_value for value in self.value(policy, on)])

    def acting(self, policy: Policy) -> Coalition:
        """The mechanisms that can act under the policy."""
        if policy not in self._acting:
            self._acting[policy] = frozenset[str]().union(*(can_act(world, policy) for world in self.worlds))
        return self._acting[policy]

    def _key(self, policy: Policy, on: Coalition) -> _Run:
        asked = policy, on & self.acting(policy)
        if asked not in self._keys:
            self._keys[asked] = lived_as(behaviour(self.worlds[0], policy), asked[1]), asked[1]
        return self._keys[asked]

    def _switched(self, policy: Policy) -> Iterable[Coalition]:
        """The coalitions to live: what press and law do, a run with them tells besides."""
        return coalitions(self.acting(policy) - {"press", "law"})

    def _live(self, policy: Policy, on: Coalition, replicate: int, people: "Future[Born]") -> dict[Coalition, _Value]:
        """The values of a coalition with and without the press and the law, where these can act.

        Without a story the press has done nothing, so that a run with it is one without it, too.
        """
        acting = self.acting(policy)
        born, law, press = people.result(), acting & {"law"}, acting & {"press"}

        def live(on: Coalition) -> "Life":
            return self._one({f"mechanisms.{name}": name in on for name in MECHANISMS}, policy, replicate, born)

        told = live(on | press | law)
        values = {on | press: _value(told, lawful=True), on | press | law: _value(told)}
        if press:
            calm = live(on | law) if told.stories else told
            values |= {on: _value(calm, lawful=True), on | law: _value(calm)}
        return values


def _value(life: "Life", *, lawful: bool = False) -> _Value:
    """What is kept of a run; lawful: as if the law had been off, for nobody acts on what it costs."""
    from sim.model.columns import BY_MAIL, KNOWS

    money = sum(0.0 if lawful and line in PENALTIES else amount for line, amount in life.ledger_discounted.items())
    know = life.people.column("knows") == KNOWS
    return _Value(money, int(know.sum()), int((life.people.column("learned_how")[know] == BY_MAIL).sum()))


def _answer(markets: _Markets, policy: Policy, baseline: Policy) -> Why:
    acting = markets.acting(policy) | markets.acting(baseline)
    players = [name for name in MECHANISMS if name in acting]

    def difference(on: Coalition) -> Floats:
        return markets.net_present_values(policy, on) - markets.net_present_values(baseline, on)

    nothing = difference(Coalition())
    parts = {SALE_ITSELF: nothing, **dict.fromkeys(MECHANISMS, np.zeros(markets.replicates))}
    parts |= shapley(players, difference)
    return Why(
        people=markets.people,
        replicates=markets.replicates,
        difference=mean_interval(difference(acting)),
        parts={name: mean_interval(values) for name, values in parts.items()},
        cannot_act=tuple(name for name in MECHANISMS if name not in acting),
        alone={name: mean_interval(difference(Coalition({name})) - nothing) for name in players},
        by_mail=_by_mail(markets.value(policy, acting)),
    )


def _by_mail(values: Sequence[_Value]) -> Estimate | None:
    know, traced = (np.array(numbers, float) for numbers in zip(*(value[1:] for value in values), strict=True))
    share = ratio_interval(traced, know)
    if isinstance(share, Unbounded):
        return None
    return Estimate(float(share.mean), max(0.0, float(share.low)), min(1.0, float(share.high)))


def why_of_one(
    scenario: Scenario,
    policy: str,
    baseline: str,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Why:
    """The same for one policy by its key: for the app. InputError for an unknown key."""
    asked, against = scenario.policy(policy), scenario.policy(baseline)
    return why_of(scenario, [asked], against, threads=threads, progress=progress)[policy]
