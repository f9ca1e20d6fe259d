"""How tests play: answers and phones in a line."""

from sqlalchemy import Engine

from sim.workshop import answers, sessions, teams
from sim.workshop.answers import Answer, Receipt
from sim.workshop.plan import Plan
from sim.workshop.scoring import Prediction
from sim.workshop.sessions import Session
from sim.workshop.teams import Phone


def joined(engine: Engine, session: Session, name: str) -> Phone:
    phone = teams.phone_of(engine, teams.join(engine, session.id, name).key)
    assert phone is not None
    return phone


def an_answer(plan: Plan, number: int = 1, card: str = "sell-quietly", pays: float = 0.7, remark: str = "") -> Answer:
    said = Prediction(pays, (0.0, 100_000.0), (0.0, 1_000.0))
    return answers.answer(plan.rounds[number - 1], card, {}, said, remark)


def hand_in(engine: Engine, phone: Phone, given: Answer, number: int = 1, revision: int = 0) -> Receipt:
    return answers.hand_in(engine, phone, number, given, revision)


def go(engine: Engine, session: Session, *what: str) -> Session:
    """Take steps, as one facilitator who sees how things stand."""
    for step in what:
        session = sessions.step(engine, session.id, step, sessions.get(engine, session.id).at)
    return session
