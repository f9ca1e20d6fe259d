"""The workshop's file where the computer does not help: held by another program, not a database, a clock set back."""

import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sim.errors import InputError, RunError
from sim.workshop import answers, database, sessions, teams
from sim.workshop.database import open_database
from sim.workshop.plan import open_plan
from sim.workshop.scoring import Prediction
from tests.faults.held import held_by_another_process


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a workshop is kept that waits half a second for its turn."""
    monkeypatch.setattr(database, "_WAIT", 0.5)
    return tmp_path / "workshop.db"


def begun(engine: Engine) -> tuple[int, teams.Phone]:
    """A session whose first round is open for ten minutes, and a team's phone."""
    made = sessions.create(engine, open_plan("class"))
    sessions.step(engine, made.id, "open", made.at, minutes=10)
    phone = teams.phone_of(engine, teams.join(engine, made.id, "Foxes").key)
    assert phone is not None
    return made.id, phone


def hands_in(engine: Engine, session: int, phone: teams.Phone) -> answers.Receipt:
    one = sessions.get(engine, session).plan.rounds[0]
    given = answers.answer(one, "never-sell", {}, Prediction(0.5, (0.0, 1.0), (0.0, 1.0)))
    return answers.hand_in(engine, phone, 1, given, 0)


def test_a_file_that_another_program_holds_is_told_and_nothing_is_lost(db: Path) -> None:
    engine = open_database(db)
    session, phone = begun(engine)
    with held_by_another_process(db):
        with pytest.raises(RunError, match=r"does not answer: database is locked\. Nothing was changed"):
            hands_in(engine, session, phone)
        with pytest.raises(RunError, match="database is locked"):
            open_database(db)
        assert sessions.get(engine, session).at.phase == "open"  # who only looks need not wait
    assert answers.own_answer(engine, phone, 1) is None
    assert hands_in(engine, session, phone).accepted
    engine.dispose()


@pytest.mark.parametrize("content", [b"not a database" * 300, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_told_and_left_alone(db: Path, content: bytes) -> None:
    db.write_bytes(content)
    with pytest.raises(InputError, match=r"workshop\.db: cannot be used"):
        open_database(db)
    assert db.read_bytes() == content


def test_a_database_of_something_else_is_left_as_it_was(db: Path) -> None:
    with sqlite3.connect(db) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.execute("INSERT INTO recipes VALUES ('soup')")
    engine = open_database(db)
    begun(engine)
    engine.dispose()
    with sqlite3.connect(db) as other:
        assert other.execute("SELECT name FROM recipes").fetchall() == [("soup",)]


def test_a_clock_set_back_keeps_nobody_out_and_deletes_nothing(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_database(db)
    session, phone = begun(engine)
    yesterday = time.time() - 86_400
    monkeypatch.setattr(time, "time", lambda: yesterday)
    assert hands_in(engine, session, phone).accepted
    later = sessions.create(engine, open_plan("class"), "The next one")
    assert sessions.remove_older(engine, days=1) == 0
    assert {one.id for one in sessions.all_sessions(engine)} == {session, later.id}
    sessions.step(engine, session, "lock", sessions.get(engine, session).at)
    sessions.undo(engine, session, sessions.get(engine, session).at)
    assert sessions.get(engine, session).at.phase == "open"
    engine.dispose()
