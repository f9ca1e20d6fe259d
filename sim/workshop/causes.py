"""Why a team's company came out as it did: what each mechanism of the model added, parts that add up."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from sim.inputs.policy import Policy
from sim.study.causes.why import Switches, why_in
from sim.study.intervals import Estimate
from sim.study.worker import Progress
from sim.workshop.lives import baseline, worlds
from sim.workshop.plan import Plan, Round
from sim.workshop.world import RoundsMarket, World

if TYPE_CHECKING:
    from sim.model.market import Life
    from sim.model.people import Born

Parts = dict[str, Estimate]  # by the names of `sim.study.causes.why.PARTS`, without what cannot act [dollars]


def causes(plan: Plan, until: Round, policies: Sequence[Policy], progress: Progress | None = None) -> list[Parts]:
    """The parts of each policy's difference to never selling, to the end of a round, in every life.

    Lived on the same people and with the same luck as `lives.live`, so that the parts add up to its difference.
    """
    dated = worlds(plan, until)

    @cache
    def switched(switches: frozenset[tuple[str, bool]]) -> list[World]:
        return [World(since, scenario.changed(dict(switches))) for since, scenario in dated]

    def live(switches: Switches, policy: Policy, replicate: int, people: "Born") -> "Life":
        return RoundsMarket(switched(frozenset(switches.items())), policy, replicate, people).live()

    found = why_in(
        [world.scenario for world in dated], live, policies, baseline(plan, until),
        replicates=int(plan.scenario["market.replicates"]), progress=progress,
    )  # fmt: skip
    return [
        {name: part for name, part in found[policy.key].parts.items() if name not in found[policy.key].cannot_act}
        for policy in policies
    ]
