"""The workshop's door: what a crowd types on phones, one thing after another, into a session that goes on."""

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from sqlalchemy import Engine

from sim.errors import InputError
from sim.workshop import answers, keys, names, sessions, teams
from sim.workshop.database import open_database
from sim.workshop.plan import open_plan
from sim.workshop.scoring import Prediction

ODD = ["=1+1", "\u202eolleh", "e\u0301\u0301\u0301", "\U0001f98a Foxes", " ", "'; DROP TABLE teams; --", "\x00"]
TYPED = st.one_of(st.text(max_size=30), st.text(max_size=3000), st.sampled_from(ODD))
NUMBERS = st.floats() | st.floats(0.0, 1.0) | st.floats(-1e7, 1e7)
CARDS = st.sampled_from(["never-sell", "sell-quietly", "ask-first", ""]) | st.text(max_size=5)
FIELDS = st.sampled_from(["rename", "join", "join team", "room", "phone", "pin", "role", "title"])
STEPS = st.one_of(
    st.tuples(FIELDS, TYPED).map(list),
    st.tuples(st.just("answer"), CARDS, st.lists(NUMBERS, min_size=7, max_size=7), TYPED).map(list),
    st.tuples(st.just("believe"), NUMBERS).map(list),
)


CROWD = 12  # teams after which another session is begun: into one that is full nobody can come


class House(NamedTuple):
    """A database with one open session and one team."""

    engine: Engine
    session: int
    phone: teams.Phone


@lru_cache(maxsize=1)
def database() -> Engine:
    """Of all sessions."""
    return open_database(Path(tempfile.mkdtemp()) / "workshop.db")


@lru_cache(maxsize=1)
def house() -> House:
    """Everybody who knocks comes to the same one, until it is crowded."""
    engine = database()
    made = sessions.create(engine, open_plan("class"))
    sessions.step(engine, made.id, "open", made.at)
    joined = teams.join(engine, made.id, "Foxes")
    phone = teams.phone_of(engine, joined.key)
    assert phone is not None
    return House(engine, made.id, phone)


def standing() -> list[teams.Team]:
    """The teams of the session."""
    return teams.all_teams(house().engine, house().session)


def type_in(steps: list[list[Any]]) -> None:
    """Take one step after another; what is refused changes nothing, and the next is taken all the same."""
    refused: list[str] = []
    before = standing()
    if len(before) > CROWD:
        house.cache_clear()
        before = standing()
    for what, *typed in steps:
        try:
            _take(what, *typed)
        except InputError as error:
            refused += error.problems
            assert standing() == before
        else:
            before = standing()
    if refused:
        raise InputError(*refused)


def _take(what: str, *typed: Any) -> None:
    engine, session, phone = house()
    match what:
        case "rename":
            teams.rename(engine, phone.team.id, *typed)
            (mine,) = [team for team in teams.all_teams(engine, session) if team.id == phone.team.id]
            assert mine.name == names.name(*typed)
        case "join":
            teams.join(engine, session, *typed)
        case "join team":
            teams.join_team(engine, *typed)
        case "room":
            sessions.by_room(engine, *typed)
        case "phone":
            assert teams.phone_of(engine, *typed) is None
        case "pin":
            keys.check_pin(*typed)
        case "role":
            teams.take_role(engine, phone.id, *typed)
        case "title":
            names.name(typed[0], "title")
        case "believe":
            teams.believe(engine, phone.id, *typed, at_end=True)
        case "answer":
            card, (price, buyers, reward, pays, low, high, left), remark = typed
            one = sessions.get(engine, session).plan.rounds[0]
            levers = {"price": price, "buyers": buyers, "reward": reward}
            given = answers.answer(one, card, levers, Prediction(pays, (low, high), (0.0, left)), remark)
            stands = answers.own_answer(engine, phone, 1)
            receipt = answers.hand_in(engine, phone, 1, given, stands.revision if stands else 0)
            assert receipt.accepted and answers.own_answer(engine, phone, 1) == receipt.stands
