"""The short form of a quiet month held against the whole rule."""

from random import Random

from sim.inputs.scenario import Scenario
from sim.model import rule
from sim.model.columns import KINDS, State, Traits
from sim.model.conditions import Conditions
from sim.model.people import born
from sim.model.quiet import quiet_month
from sim.study.proof.thresholds import COLUMNS, conditions, moved, random_life, threshold
from sim.study.proof.worlds import random_world


def parts_from_the_rule(
    i: int, traits: Traits, state: State, heard: int, content: int, now: Conditions
) -> list[str] | None:
    """What the short form gets wrong of a month, as names of columns; None where it leaves the month to the rule."""
    is_quiet, short = quiet_month(i, traits, state, heard, content, now)
    if not is_quiet:
        return None
    new, did = rule.month(i, traits, state, heard, content, now)
    said = short._asdict()
    mail = {f"pieces_{kind}": getattr(state, f"pieces_{kind}") + said.get(kind, 0) for kind in KINDS}
    told = state._replace(**mail, **{name: said[name] for name in State._fields if name in said})
    nothing = rule.Month(*[0] * len(did))
    happened = nothing._replace(**{name: said[name] for name in rule.Month._fields if name in said})
    pairs = [*zip(State._fields, told, new, strict=True), *zip(did._fields, happened, did, strict=True)]
    return [name for name, here, there in pairs if here != there]


def parts_in_a_random_world(random: Random) -> tuple[int, list[str]]:
    """How many months of a random world's people were quiet, and what the short form got wrong, in words."""
    world, policy = random_world(random, people=25, months=30)
    return parts_in(world, conditions(world, policy, random.randint(1, int(world["market.months"]))), random)


def parts_in(world: Scenario, now: Conditions, random: Random) -> tuple[int, list[str]]:
    """The same for a given world and month: everybody in the middle of life, and at a threshold and beside it."""
    quiet, wrong = 0, []
    for i, row in enumerate(born(world, 0).traits):
        traits, state = random_life(random, Traits(*row.item()), now)
        heard, content = random.choice([0, 0, 0, 2]), random.randint(0, 3)
        column = random.choice(COLUMNS)
        edge = threshold(i, traits, state, heard, content, now, column)
        near = [(traits, state)]
        near += [moved(traits, state, column, edge + step) for step in (-1, 0, 1)] if edge is not None else []
        for one, there in near:
            parts = parts_from_the_rule(i, one, there, heard, content, now)
            quiet += parts is not None
            wrong += [f"person {i} in month {now.month}: {name}" for name in parts or ()]
    return quiet, wrong
