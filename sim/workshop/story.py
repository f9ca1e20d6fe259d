"""One customer's story under two teams' policies, lived over all rounds so far."""

import numpy as np

from sim.inputs.policy import Policy
from sim.model.columns import CUSTOMER, KNOWS
from sim.model.people import Born, born
from sim.study.stories.casting import MONTHS_EARLIER, Choice
from sim.study.stories.one_life import live_one
from sim.study.stories.story import Life, Story, portrait, told
from sim.workshop.lives import worlds
from sim.workshop.plan import Plan, Round
from sim.workshop.world import RoundsMarket, World


def two_lives(plan: Plan, until: Round, here: Policy, there: Policy) -> Story:
    """The story, to the end of a round, of somebody whom the first policy lost and the second kept.

    Where there is none: of somebody who found out under the first, or else of the first customer. The person comes
    from the first of the lives.
    """
    dated = worlds(plan, until)
    people = born(dated[0].scenario, 0)
    number, matching = _cast(dated, people, here, there)
    listeners = len(people.network.listeners(number))
    scenario = dated[0].scenario
    lives: list[Life] = []
    for policy in (here, there):
        market = RoundsMarket(dated, policy, 0, people, [number])
        traits, start = market.people[number]
        for _ in range(until.until):
            market.step()
        lives.append(told(scenario, policy, traits, live_one(number, traits, start, market.met[number]), listeners))
    return Story(
        scenario=plan.name,
        title=plan.title,
        digest=scenario.digest,
        seed=int(scenario["market.seed"]),
        replicate=0,
        replicates=1,
        people=len(people),
        months=until.until,
        person=number,
        portrait=portrait(traits, start, listeners),
        choice=Choice("number", (), matching, len(people)),
        lives=(lives[0], lives[1]),
    )


def _cast(dated: list[World], people: Born, here: Policy, there: Policy) -> tuple[int, int]:
    """Who it is, and how many would have done."""
    under_here, under_there = (RoundsMarket(dated, policy, 0, people).live().people for policy in (here, there))
    left = under_here.column("first_left").astype(np.int64)
    later = under_there.column("first_left").astype(np.int64)
    knows = under_here.column("knows") == KNOWS
    lost = (left > 0) & ((later == 0) | (later >= left + MONTHS_EARLIER)) & knows
    customers = (under_here.column("status") == CUSTOMER) | (left > 0)
    for fits in (lost, knows & customers, customers, np.ones(len(left), np.bool_)):
        if fits.any():
            return int(np.flatnonzero(fits)[0]), int(fits.sum())
    raise AssertionError("there are people")
