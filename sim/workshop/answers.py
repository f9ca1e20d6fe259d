"""Answers: drafts, handing in, and who may see what. Until a round is revealed a team sees its own and no other."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from sim.errors import InputError
from sim.inputs.checks import policy_of
from sim.inputs.policy import contradictions
from sim.inputs.table_policy import POLICY_FIELDS
from sim.workshop import names
from sim.workshop.database import reading, writing
from sim.workshop.lives import fields_of
from sim.workshop.plan import Round
from sim.workshop.scoring import Prediction, prediction_of
from sim.workshop.sessions import Session, changed, locked, seen
from sim.workshop.steps import OPEN
from sim.workshop.tables import answers, drafts, phones, teams
from sim.workshop.teams import Phone


@dataclass(frozen=True)
class Answer:
    """A card with its levers, what the team predicts of it, and why in a sentence. fields: the policy's terms."""

    card: str
    levers: Mapping[str, float]
    fields: Mapping[str, Any]
    prediction: Prediction
    remark: str = ""

    def as_json(self) -> dict[str, Any]:
        """To keep it."""
        said = self.prediction
        predicted = {"pays": said.pays, "value": list(said.value), "left": list(said.left)}
        kept = {"levers": dict(self.levers), "fields": dict(self.fields), "prediction": predicted}
        return {"card": self.card, **kept, "remark": self.remark}

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Answer":
        """What was kept."""
        return Answer(**{**kept, "prediction": prediction_of(kept["prediction"])})


@dataclass(frozen=True)
class HandedIn:
    """An answer that is in. revision: 1 for the first, one more for each change while the round was open."""

    answer: Answer
    revision: int
    at: float
    role: str


@dataclass(frozen=True)
class Receipt:
    """What came of handing in: `stands` is the team's answer now; `accepted` is False where it was not this one."""

    accepted: bool
    said: str
    stands: HandedIn | None


def answer(one: Round, card: str, levers: Mapping[str, float], prediction: Prediction, remark: str = "") -> Answer:
    """An answer to a round, checked. InputError naming what cannot be."""
    chosen = one.card(card)
    used = {name: levers[name] for name in levers_of(one, card) if name in levers}
    for name, value in used.items():
        low, high = one.levers[name]
        if not low <= value <= high:
            raise InputError(f"{name} = {value!r:.40}: must be within {low:g} to {high:g}")
    whole = {name: round(value) if POLICY_FIELDS[name].kind is int else float(value) for name, value in used.items()}
    fields = fields_of(chosen, one, whole)
    for field, value, right in contradictions(policy_of(card, fields)):
        raise InputError(f"{field} = {value}: {right}")
    prediction.check(one)
    return Answer(card, whole, fields, prediction, names.remark(remark))


def levers_of(one: Round, card: str) -> list[str]:
    """The levers of a round that mean something for a card."""
    terms = one.world.terms(one.card(card), 1)
    means = {
        "price": terms.sale != "never",
        "buyers": terms.sale != "never",
        "reward": terms.sale == "opt_in" or terms.data_source == "declared",
        "personalisation": terms.data_source != "none",
    }
    return [name for name in one.levers if means[name]]


def hand_in(engine: Engine, phone: Phone, number: int, given: Answer, revision: int) -> Receipt:
    """Hand in a team's answer to a round. revision: of the answer that this phone last saw, 0 for none.

    One transaction: it is in, or it is not, and the receipt says which. The same answer twice is in once. Too late,
    or after a team-mate, it is refused with what stands.
    """
    with writing(engine) as connection:
        session = locked(connection, phone.team.session)
        stands = own(connection, phone.team.id, number)
        if stands is not None and stands.answer.as_json() == given.as_json():
            return Receipt(True, "Your answer is in. It was in already, and counts once.", stands)
        if why := _refused(connection, session, phone, number):
            return Receipt(False, why, stands)
        if (stands.revision if stands else 0) != revision:
            who = f" ({stands.role})" if stands and stands.role else ""
            return Receipt(False, f"A team-mate{who} was faster; this is what stands. You may still change it.", stands)
        row = {"content": given.as_json(), "revision": revision + 1, "phone": phone.id, "at": time.time()}
        if stands is None:
            connection.execute(answers.insert().values(team=phone.team.id, round=number, **row))
        else:
            mine = (answers.c.team == phone.team.id) & (answers.c.round == number)
            connection.execute(update(answers).where(mine).values(**row))
        changed(connection, session.id)
        return Receipt(True, "Your answer is in.", own(connection, phone.team.id, number))


def _refused(connection: Connection, session: Session, phone: Phone, number: int) -> str | None:
    if connection.execute(select(teams.c.removed).where(teams.c.id == phone.team.id)).scalar_one():
        return "The facilitator has taken your team out of the session."
    if session.at.phase == OPEN and session.at.round == number:
        return None
    return f"Too late: round {number} is closed. What your team had handed in before stands."


def save_draft(engine: Engine, phone: int, number: int, content: Mapping[str, Any]) -> None:
    """Keep what a phone has filled in so far, so that it is there again after a reload."""
    here = (drafts.c.phone == phone) & (drafts.c.round == number)
    with writing(engine) as connection:
        if connection.execute(update(drafts).where(here).values(content=dict(content))).rowcount == 0:
            connection.execute(drafts.insert().values(phone=phone, round=number, content=dict(content)))


def draft(engine: Engine, phone: int, number: int) -> dict[str, Any]:
    """What a phone had filled in; empty where nothing."""
    with reading(engine) as connection:
        row = connection.execute(
            select(drafts.c.content).where(drafts.c.phone == phone, drafts.c.round == number)
        ).first()
    return dict(row.content) if row else {}


def own_answer(engine: Engine, phone: Phone, number: int) -> HandedIn | None:
    """The answer of the phone's own team."""
    with reading(engine) as connection:
        return own(connection, phone.team.id, number)


def own(connection: Connection, team: int, number: int) -> HandedIn | None:
    """A team's answer to a round, within a transaction: for the team itself."""
    row = connection.execute(
        select(answers, phones.c.role)
        .join(phones, isouter=True)
        .where(answers.c.team == team, answers.c.round == number)
    ).first()
    return HandedIn(Answer.from_json(row.content), row.revision, row.at, row.role or "") if row else None


def who_has_answered(engine: Engine, session: int, number: int) -> set[int]:
    """The teams whose answer to a round is in: that much a facilitator sees before the reveal."""
    with reading(engine) as connection:
        asked = select(answers.c.team).join(teams).where(teams.c.session == session, answers.c.round == number)
        return {row.team for row in connection.execute(asked).all()}


def revealed_answers(connection: Connection, session: int) -> dict[tuple[int, int], Answer]:
    """All answers that everybody may see, by team and round: those of revealed rounds and no others."""
    here = seen(connection, session)
    return {place: one for place, one in answers_to_live(connection, session).items() if here.revealed(place[1])}


def answers_to_live(connection: Connection, session: int) -> dict[tuple[int, int], Answer]:
    """All answers by team and round, hidden ones too: for living the policies, and for nobody's eyes."""
    asked = select(answers.c.team, answers.c.round, answers.c.content).join(teams).where(teams.c.session == session)
    return {(row.team, row.round): Answer.from_json(row.content) for row in connection.execute(asked).all()}
