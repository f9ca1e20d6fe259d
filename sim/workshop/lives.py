"""Every team's policy lived on the same people, and what it came to against never selling."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sim import __version__
from sim.inputs.policy import TERMS, Change, Policy
from sim.study.intervals import Estimate, mean_interval
from sim.study.lives import Lived, kept
from sim.study.outcome import outcome
from sim.study.run import cores, pool
from sim.workshop.plan import BASELINE, NEIGHBOUR, Plan, Round
from sim.workshop.world import RoundsMarket, World

if TYPE_CHECKING:
    from sim.model.people import Born

Fields = Mapping[str, Any]  # the terms of a policy in one round, none left open


@dataclass(frozen=True)
class Outcomes:
    """One policy to the end of a round, a figure a life, in dollars and people of the real company.

    difference: net present value against never selling. without_later: the same without what customers are worth
    after the last month. left: customers who left earlier than if nothing had been sold. figures: totals and ledger
    lines (`line.NAME`, differences at today's value). parts: what each mechanism added, of the net present value, where
    that was asked (`causes`). version: of Twenty Cents, which lived it; empty where that was not noted yet.
    """

    difference: tuple[float, ...]
    without_later: tuple[float, ...]
    left: tuple[float, ...]
    figures: Mapping[str, tuple[float, ...]]
    parts: Mapping[str, Estimate] = field(default_factory=dict)
    version: str = __version__

    @property
    def value(self) -> Estimate:
        """Net value against never selling, with its interval."""
        return mean_interval(self.difference)

    @property
    def people_left(self) -> Estimate:
        """Customers who left earlier because of it."""
        return mean_interval(self.left)

    def figure(self, name: str) -> Estimate:
        """One of the figures, with its interval."""
        return mean_interval(self.figures[name])

    @property
    def paid_in(self) -> int:
        """In how many of the lives it paid."""
        return sum(value > 0 for value in self.difference)

    def as_json(self) -> dict[str, Any]:
        """To keep it."""
        return asdict(self)

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Outcomes":
        """What was kept."""
        rows = {name: tuple(kept[name]) for name in ("difference", "without_later", "left")}
        figures = {name: tuple(row) for name, row in kept["figures"].items()}
        parts = {name: Estimate(*part) for name, part in kept["parts"].items()}
        return Outcomes(**rows, figures=figures, parts=parts, version=kept.get("version", ""))


def worlds(plan: Plan, until: Round) -> list[World]:
    """What holds in each round up to one, all to its last month."""
    return [World(one.since, one.world.changed({"market.months": until.until})) for one in plan.rounds[: until.number]]


def policy_of(plan: Plan, chosen: Sequence[Fields], key: str = "team", label: str = "") -> Policy:
    """A team's policy: what it chose in each round so far, as one policy with dated changes."""
    first, *later = chosen
    changes = [Change(plan.rounds[n].since, **fields) for n, fields in enumerate(later, start=1)]
    kept = [change for n, change in enumerate(changes) if change.fields() != dict(chosen[n])]
    return Policy(key, label or key, "", **first, changes=tuple(kept))


def fields_of(policy: Policy, world: Round, levers: Mapping[str, float]) -> dict[str, Any]:
    """A card's terms with the levers as they were set, what it leaves open filled in from the round's world."""
    terms = world.world.terms(policy, 1)
    return {name: getattr(terms, name) for name in TERMS} | dict(levers)


def never(plan: Plan, one: Round) -> dict[str, Any]:
    """The terms of never selling."""
    return fields_of(plan.scenario.policy(BASELINE), one, {})


def baseline(plan: Plan, until: Round) -> Policy:
    """Never selling, in every round up to one."""
    return policy_of(plan, [never(plan, one) for one in plan.rounds[: until.number]], BASELINE)


def does_nothing(policy: Policy) -> bool:
    """Whether nothing is sold, and nothing done with data: as never selling, to the last bit."""
    return not policy.sells() and all(held["data_source"] == "none" for _, held in policy.stages())


def asked_about(plan: Plan, until: Round, policy: Policy) -> Policy:
    """The policy that a team's prediction is about: its own, unless that does nothing, for then it is certain.

    Then it is the neighbour's, who sells quietly from the start.
    """
    if not does_nothing(policy):
        return policy
    rounds = plan.rounds[: until.number]
    return policy_of(plan, [fields_of(plan.scenario.policy(NEIGHBOUR), one, {}) for one in rounds])


def live(
    plan: Plan, until: Round, policies: Iterable[Policy], lived: Callable[[], None] = lambda: None
) -> dict[Policy, Outcomes]:
    """Each distinct policy (and never selling) to the end of a round, in every life; `lived` is called after each."""
    from sim.model.people import born

    dated = worlds(plan, until)
    runs = list(dict.fromkeys([baseline(plan, until), *policies]))
    crew = pool(cores(None))
    replicates = range(int(plan.scenario["market.replicates"]))
    found: dict[Policy, list[tuple[Lived, Lived]]] = {policy: [] for policy in runs}
    births = [crew.submit(born, dated[0].scenario, replicate) for replicate in replicates]
    work = [
        [crew.submit(_one, dated, policy, replicate, people) for policy in runs]
        for replicate, people in enumerate(births)
    ]
    for replicate in work:
        at_baseline = replicate[0].result()
        for policy, future in zip(runs, replicate, strict=True):
            found[policy].append((future.result(), at_baseline))
            lived()
    return {policy: _outcomes(pairs) for policy, pairs in found.items()}


def _one(dated: Sequence[World], policy: Policy, replicate: int, people: "Future[Born]") -> Lived:
    return kept(RoundsMarket(dated, policy, replicate, people.result()).live())


def _outcomes(pairs: Sequence[tuple[Lived, Lived]]) -> Outcomes:
    ends = [outcome(here, there, None) for here, there in pairs]
    lines = {
        f"line.{name}": [here.ledger[name] - there.ledger[name] for here, there in pairs] for name in pairs[0][0].ledger
    }
    sums = {
        name: [one.series[name].sum() for one in ends] for name in ("joined", "records_sold", "complaints", "pieces")
    }
    last = {
        name: [getattr(one, name) for one in ends] for name in ("customers_at_end", "people_who_know", "data_revenue")
    }
    figures = {name: tuple(map(float, values)) for name, values in {**sums, **last, **lines}.items()}
    worth = [(here.net_present_value, there.net_present_value) for here, there in pairs]
    later = [(here.terminal_value, there.terminal_value) for here, there in pairs]
    return Outcomes(
        difference=tuple(here - there for here, there in worth),
        without_later=tuple((a - c) - (b - d) for (a, b), (c, d) in zip(worth, later, strict=True)),
        left=tuple(float(one.lost.sum()) for one in ends),
        figures=figures,
    )
