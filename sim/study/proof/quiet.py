"""The engine's short cuts for quiet and brief months held against the whole rule, person by person."""

from random import Random

import numpy as np

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import rule
from sim.model.columns import State, stored
from sim.model.conditions import OF_THE_MONTH
from sim.model.engine import Engine
from sim.model.outlook import Outlook
from sim.model.people import Born, People
from sim.study.proof.agreement import CLOSE, DOLLARS
from sim.study.proof.thresholds import conditions, listen, people_at_thresholds
from sim.study.proof.worlds import random_world

MONTHS = 4  # lived one after the other: what is noted in one of the months to come must hold in the next


def months_of_a_random_world(random: Random) -> tuple[int, list[str]]:
    """How many person-months were lived in a random world from thresholds on, and what the engine got wrong."""
    world, policy = random_world(random, people=25, months=30)
    month = random.randint(1, max(1, int(world["market.months"]) - MONTHS))
    silent = random.random() < 0.7  # talk makes a month one to be lived in full
    people, _ = people_at_thresholds(random, world, policy, month, silent)
    return len(people) * MONTHS, wrong_parts(world, policy, people, month)


def wrong_parts(world: Scenario, policy: Policy, everybody: Born, month: int) -> list[str]:
    """What the engine gets wrong of some months from `month` on, in words."""
    people = People(everybody)
    listen(people)
    engine = Engine(people)
    wrong = []
    for now in (conditions(world, policy, month + n) for n in range(MONTHS)):
        before = [people[i] for i in range(len(people))]
        heard, content = people.heard.tolist(), people.content_contacts.tolist()
        engine.live(Outlook.of(now, np.array([now[:OF_THE_MONTH]])))
        for i, (traits, state) in enumerate(before):
            new, _ = rule.month(i, traits, state, heard[i], content[i], now)
            wrong += [f"person {i} in month {now.month}: {name}" for name in _apart(people[i][1], stored(new))]
    return wrong


def _apart(here: State, there: State) -> list[str]:
    return [
        name
        for name, one, other in zip(State._fields, here, there, strict=True)
        if (not np.isclose(one, other, rtol=CLOSE, atol=CLOSE) if name in DOLLARS else one != other)
    ]
