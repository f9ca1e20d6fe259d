"""Robot teams, for a rehearsal: they join, choose a card, predict with more or less sense, and hand in as phones do."""

import random

from sqlalchemy import Engine, select

from sim.workshop import answers
from sim.workshop.database import reading
from sim.workshop.plan import Round
from sim.workshop.scoring import Prediction
from sim.workshop.sessions import get
from sim.workshop.steps import OPEN
from sim.workshop.tables import phones
from sim.workshop.teams import Phone, all_teams, join

NAMES = ("Ada", "Bolt", "Cog", "Dial", "Echo", "Fuse", "Gear", "Hinge", "Input", "Jack", "Kilo", "Loop")


def add(engine: Engine, session: int, number: int) -> None:
    """So many robot teams more, as far as there are names."""
    taken = {team.name for team in all_teams(engine, session)}
    for name in [f"Robot {name}" for name in NAMES if f"Robot {name}" not in taken][:number]:
        join(engine, session, name, robot=True)


def answer_all(engine: Engine, session: int) -> int:
    """Hand in for every robot team whose answer to the open round is missing; returns how many."""
    now = get(engine, session)
    if now.at.phase != OPEN:
        return 0
    one = now.plan.rounds[now.at.round - 1]
    done = answers.who_has_answered(engine, session, one.number)
    waiting = [team for team in all_teams(engine, session) if team.robot and not team.removed and team.id not in done]
    for team in waiting:
        with reading(engine) as connection:
            number = connection.execute(select(phones.c.id).where(phones.c.team == team.id)).scalars().first()
        assert number is not None, "a team is made with its first phone"
        given = robot_answer(one, random.Random(f"{now.room} {team.id} {one.number}"))
        answers.hand_in(engine, Phone(number, team, "", None, None), one.number, given, 0)
    return len(waiting)


def robot_answer(one: Round, chance: random.Random) -> answers.Answer:
    """A card by chance, and a prediction that is sometimes sure and sometimes not."""
    card = chance.choice(one.cards)
    levers = {name: round(chance.uniform(*one.levers[name]), 2) for name in answers.levers_of(one, card.key)}
    value, left = chance.uniform(-one.gain / 2, one.gain / 2), chance.uniform(0.0, one.leave / 2)
    doubt = chance.uniform(0.05, 0.4)
    said = Prediction(
        pays=round(chance.uniform(0.5, 0.95) if value > 0 else chance.uniform(0.05, 0.5), 2),
        value=(max(value - doubt * one.gain, -one.gain), min(value + doubt * one.gain, one.gain)),
        left=(max(left - doubt * one.leave, 0.0), min(left + doubt * one.leave, one.leave)),
    )
    return answers.answer(one, card.key, levers, said, "Beep.")
