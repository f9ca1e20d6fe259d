"""People built to stand just below, at and just above the thresholds of the rule, in the middle of their lives.

Agreement on ordinary people says little of what happens exactly at a threshold, which ordinary people never meet.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import rule
from sim.model.columns import CUSTOMER, FORMER, KNOWS, PROSPECT, UNAWARE, State, Traits, stored, types
from sim.model.conditions import Conditions, under
from sim.model.network import spread
from sim.model.outlook import in_month
from sim.model.people import Born, People, born

# What can be moved until something else happens: thresholds people were born with, clocks, and feelings.
COLUMNS = (
    *("patience", "consents_below", "opts_out_below", "profile_below"),
    *("status_clock", "mail_clock", "learn_clock", "complain_clock", "annoyance"),
)
_FAR = 1e6  # as high as any of them goes


def conditions(scenario: Scenario, policy: Policy, month: int, replicate: int = 0) -> Conditions:
    """A month's conditions, with full reputation, no story and no apology."""
    base = under(scenario, scenario.terms(policy, month), replicate)
    return in_month(base, scenario, month, 1.0, False, False)


def random_life(random: Random, traits: Traits, now: Conditions, silent: bool = False) -> tuple[Traits, State]:
    """A person in the middle of life, near the whole-number thresholds: dates, months as a customer, zero or not.

    silent: whether the person is one of a market in which nobody knows yet, and so nobody talks.
    """

    def near(*values: int) -> int:
        return max(0, random.choice(values) + random.randint(-1, 1))

    status = random.choice([PROSPECT, CUSTOMER, CUSTOMER, FORMER])
    last_sold = min(random.choice([0, near(now.month - now.again_every), near(now.month - 1)]), now.month - 1)
    first_sold = min(random.choice([last_sold, *(near(now.month - delay) for delay in now.delays)]), last_sold)
    first_sold = max(first_sold, int(last_sold > 0))
    knows = UNAWARE if silent else random.choice([UNAWARE, UNAWARE, 1, KNOWS])
    knew = knows == KNOWS and now.month > 1
    bears = min(20.0, traits.patience / max(now.blame_unaware, 0.01))  # of annoyance, before knowing of the sale
    nearly = bears * random.uniform(0.8, 1.0)
    annoyance = random.choice([0.0, random.uniform(0.0, 0.2), random.uniform(0.0, 20.0), nearly])
    content = int(status == CUSTOMER and knows == UNAWARE and now.blame_unaware * annoyance <= traits.patience)
    state = State(
        money=random.uniform(-10.0, 100.0),
        copies=random.uniform(0.0, 5.0) if last_sold else 0.0,
        annoyance=annoyance,
        status_clock=random.uniform(0.001, 0.2),
        mail_clock=random.uniform(0.001, 1.0),
        learn_clock=random.choice([random.uniform(0.001, 0.2), random.uniform(0.5, 3.0)]),
        months=near(0, now.digital_after, now.loyal_after),
        last_sold=last_sold,
        first_sold=first_sold,
        status=status,
        knows=knows if knows != KNOWS or knew else UNAWARE,
        talking=random.choice([0, 0, 1, 2]) if knew else 0,
        content=content,
        profiled=random.randint(0, 1),
        told=random.randint(0, 1),
        exposure=random.uniform(0.0, 6.0),
        pieces_magazines=random.randint(0, 9),
        pieces_charities=0,
        pieces_travel=0,
        pieces_political=0,
        betrayal_fast=random.uniform(0.0, 2.0) if knew else 0.0,
        betrayal_slow=random.uniform(0.0, 2.0) if knew else 0.0,
        complain_clock=random.uniform(0.001, 0.2),
        returns=random.randint(0, 2),
        leavings=random.randint(0, 3),
        complaints=0,
        first_joined=0,
        learned_month=now.month - 1 if knew else 0,
        first_left=0,
        learnings=2 if knew else 0,
        learned_how=1 if knew else 0,
    )
    objection = random.choice([traits.objection, traits.objection, 0.0, 1e-45])
    return stored(traits._replace(objection=objection)), stored(state)


def people_at_thresholds(
    random: Random, scenario: Scenario, policy: Policy, month: int, silent: bool = False
) -> tuple[Born, Counter[str]]:
    """People who have lived until a month and stand at thresholds in it, and how many stand at which."""
    start = born(scenario, 0)
    now = conditions(scenario, policy, month)
    drawn = [random_life(random, start[i], now, silent) for i in range(len(start))]
    everybody = replace(start.changed(), start=np.zeros(len(start), list(types(State).items())))
    for i, (person, state) in enumerate(drawn):
        write(everybody, i, person, state)
    people = People(everybody)
    listen(people)
    placed: Counter[str] = Counter()
    for i, (person, state) in enumerate(drawn):
        heard, content = int(people.heard[i]), int(people.content_contacts[i])
        for column in random.sample(COLUMNS, len(COLUMNS)):
            edge = threshold(i, person, state, heard, content, now, column)
            if edge is not None:
                placed[column] += 1
                write(everybody, i, *moved(person, state, column, edge + random.randint(-1, 1)))
                break
    return everybody, placed


def listen(people: People) -> None:
    """Count afresh what everybody hears, from the state of everybody."""
    change = np.column_stack([people.column("talking") > 0, people.column("content")]).astype(np.int8)
    people.heard[:] = 0
    people.content_contacts[:] = 0
    size = len(people)
    spread(people.born.network, np.arange(size), change, people.heard, people.content_contacts, 0, size)


def write(people: Born, i: int, traits: Traits, state: State) -> None:
    """Put one person into the tables."""
    people.leave_hazard[i] = traits.leave_hazard
    people.traits[i] = tuple(traits)[1:]
    people.start[i] = tuple(state)


def threshold(
    i: int, traits: Traits, state: State, heard: int, content: int, now: Conditions, column: str
) -> int | None:
    """The last value of a column, from zero up, before something else happens this month; None where nothing changes.

    Values are counted in steps of 32-bit floats, so that one more and one less are the neighbours.
    """

    def happens(step: int) -> tuple[int, ...]:
        new, did = rule.month(i, *moved(traits, state, column, step), heard, content, now)
        return (*did, new.status, new.content, new.knows, new.talking)

    return last_before_change(happens, 1, steps(_FAR))


def last_before_change(happens: Callable[[int], tuple[int, ...]], low: int, high: int) -> int | None:
    """By halving: the last whole number from low on at which the same happens as at low."""
    at_low = happens(low)
    if happens(high) == at_low:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if happens(middle) == at_low:
            low = middle
        else:
            high = middle
    return low


def moved(traits: Traits, state: State, column: str, step: int) -> tuple[Traits, State]:
    """The person with one column set to a value given in steps."""
    value = float(np.uint32(max(step, 0)).view(np.float32))
    setting: dict[str, Any] = {column: value}
    return (traits._replace(**setting), state) if column in Traits._fields else (traits, state._replace(**setting))


def steps(value: float) -> int:
    """How many 32-bit floats lie between zero and a value."""
    return int(np.float32(value).view(np.uint32))
