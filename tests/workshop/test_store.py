"""What is written down, on SQLite and on PostgreSQL: one truth, whoever asks, and nothing half done."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select

from sim import __version__
from sim.errors import InputError
from sim.workshop import answers, debrief, preparing, reveal, robots, sessions, teams
from sim.workshop.database import open_database, reading, writing
from sim.workshop.plan import Plan
from sim.workshop.sessions import Session
from sim.workshop.steps import At
from sim.workshop.tables import metadata, outcomes, phones
from tests.workshop.conftest import PIN
from tests.workshop.play import an_answer, go, hand_in, joined


def test_a_whole_session(engine: Engine, session: Session, plan: Plan) -> None:
    """Start to debrief, as the guide tells it."""
    red, blue = joined(engine, session, "Red"), joined(engine, session, "Blue")
    teams.believe(engine, red.id, 0.8, at_end=False)
    for number, card in ((1, "sell-quietly"), (2, "sell-quietly"), (3, "never-sell")):
        go(engine, session, "open")
        assert hand_in(engine, red, an_answer(plan, number, card), number).accepted
        if number == 1:
            assert hand_in(engine, blue, an_answer(plan, 1, "never-sell", pays=0.0), 1).accepted
        session = go(engine, session, "lock")
        preparing.prepare(engine, session.id)
        session = go(engine, session, "reveal")
    teams.believe(engine, red.id, 0.3, at_end=True)
    session = go(engine, session, "end")

    found = debrief.debrief(engine, session.id)
    rows = {(number, one.team.name): one for number, all_ in found.rounds.items() for one in all_}
    assert set(rows) == {(number, name) for number in (1, 2, 3) for name in ("Red", "Blue")}
    assert rows[1, "Blue"].came and rows[1, "Blue"].came.difference == (0.0, 0.0)
    assert rows[2, "Blue"].answer is None and rows[2, "Blue"].points is None, "did not answer: went on as before"
    knew = [rows[number, "Red"].came.figure("people_who_know").mean for number in (1, 2, 3)]  # type: ignore[union-attr]
    assert knew[0] > 0 and knew[2] > 0, "who knows in round 1 still knows when the selling has stopped"
    points = [rows[number, "Red"].points.total for number in (1, 2, 3)]  # type: ignore[union-attr]
    assert rows[3, "Red"].total == sum(points), "points are carried over"
    assert found.believed_at_start == (0.8, 1) and found.believed_at_end == (0.3, 1)


def test_what_is_in_is_in_once(engine: Engine, session: Session, plan: Plan) -> None:
    red = joined(engine, session, "Red")
    go(engine, session, "open")
    first = hand_in(engine, red, an_answer(plan))
    again = hand_in(engine, red, an_answer(plan))
    assert first.accepted and again.accepted and "once" in again.said
    assert again.stands and again.stands.revision == 1
    changed = hand_in(engine, red, an_answer(plan, pays=0.2), revision=1)
    assert changed.accepted and changed.stands and changed.stands.revision == 2

    mate = teams.phone_of(engine, teams.join_team(engine, red.team.code).key)  # type: ignore[union-attr]
    assert mate and mate.team == red.team
    slower = hand_in(engine, mate, an_answer(plan, pays=0.9), revision=1)
    assert not slower.accepted and "team-mate" in slower.said
    assert slower.stands and slower.stands.answer.prediction.pays == 0.2

    go(engine, session, "lock")
    late = hand_in(engine, red, an_answer(plan, pays=0.9), revision=2)
    assert not late.accepted and "Too late" in late.said and late.stands == slower.stands


def test_nobody_sees_an_answer_before_the_reveal(engine: Engine, session: Session, plan: Plan) -> None:
    red, blue = joined(engine, session, "Red"), joined(engine, session, "Blue")
    go(engine, session, "open")
    hand_in(engine, red, an_answer(plan, remark="our secret"))

    def everything() -> str:
        with reading(engine) as connection:
            shown = answers.revealed_answers(connection, session.id)
        found = debrief.debrief(engine, session.id)
        own = answers.own_answer(engine, blue, 1)
        return repr((shown, reveal.results(engine, session.id), debrief.as_csv(found), own))

    assert "our secret" not in everything()
    assert answers.who_has_answered(engine, session.id, 1) == {red.team.id}
    go(engine, session, "lock")
    preparing.prepare(engine, session.id)
    assert "our secret" not in everything(), "locked is not revealed"
    session = go(engine, session, "reveal")
    assert "our secret" in everything()
    sessions.undo(engine, session.id, session.at)
    assert "our secret" not in everything(), "taken back is hidden again"


def test_a_revealed_round_is_final(engine: Engine, session: Session, plan: Plan) -> None:
    red = joined(engine, session, "Red")
    session = go(engine, session, "open", "lock")
    session = sessions.undo(engine, session.id, session.at)
    assert session.at == At("open", 1) and hand_in(engine, red, an_answer(plan)).accepted, "a lock can be taken back"
    session = go(engine, session, "lock", "reveal")
    session = sessions.undo(engine, session.id, session.at)
    with pytest.raises(InputError, match="final"):
        sessions.undo(engine, session.id, session.at)
    session = go(engine, session, "reveal", "open")
    session = sessions.undo(engine, session.id, session.at)
    assert session.at == At("revealed", 1)


def test_two_tabs_cannot_overtake_each_other(engine: Engine, session: Session) -> None:
    seen_by_both = session.at
    assert sessions.step(engine, session.id, "open", seen_by_both).at == At("open", 1)
    with pytest.raises(InputError, match=r"Somebody was faster.*round 1, the round is open"):
        sessions.step(engine, session.id, "open", seen_by_both)
    with pytest.raises(InputError, match="cannot be done now"):
        sessions.step(engine, session.id, "reveal", At("open", 1))
    assert sessions.get(engine, session.id).at == At("open", 1)


def test_many_at_once(engine: Engine, session: Session, plan: Plan) -> None:
    """Twelve threads join under one name, hand in for one team, and press the same button: each happens once."""
    red = joined(engine, session, "Red")
    go(engine, session, "open")

    def together(work: Callable[[int], object]) -> list[object]:
        results: list[object] = []

        def one(number: int) -> None:
            try:
                results.append(work(number))
            except InputError as error:
                results.append(error)

        crew = [threading.Thread(target=one, args=(number,)) for number in range(12)]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
        assert len(results) == 12, "a thread failed"
        return results

    names = together(lambda number: teams.join(engine, session.id, "Same" if number % 2 else "SAME"))
    assert sum(not isinstance(one, InputError) for one in names) == 1
    receipts = together(lambda number: hand_in(engine, red, an_answer(plan, pays=number / 12)))
    assert sum(getattr(one, "accepted", False) for one in receipts) == 1
    presses = together(lambda _: sessions.step(engine, session.id, "lock", At("open", 1)))
    assert sum(not isinstance(one, InputError) for one in presses) == 1


def test_a_phone_finds_back_to_its_team_and_draft(engine: Engine, session: Session, plan: Plan) -> None:
    joined_now = teams.join(engine, session.id, "Red")
    phone = teams.phone_of(engine, joined_now.key)
    assert phone is not None and teams.phone_of(engine, joined_now.key[:-1]) is None
    answers.save_draft(engine, phone.id, 1, {"card": "ask-first"})
    answers.save_draft(engine, phone.id, 1, {"card": "ask-first", "pays": 30})
    assert answers.draft(engine, phone.id, 1) == {"card": "ask-first", "pays": 30}
    assert answers.draft(engine, phone.id, 2) == {}
    with reading(engine) as connection:
        assert joined_now.key not in connection.execute(select(phones.c.key)).scalars().all(), "kept as a hash"


def test_a_phone_joins_once_however_often_it_asks(engine: Engine, session: Session) -> None:
    first = teams.join(engine, session.id, "Red", "its own key")
    assert teams.join(engine, session.id, "Red", "its own key") == first
    assert teams.join_team(engine, first.team.code, "its own key") == first
    assert teams.count_phones(engine, session.id) == {first.team.id: 1}


def test_pins_open_what_they_should(engine: Engine, session: Session) -> None:
    assert sessions.opens(engine, "000000", session.id) is None
    house = sessions.opens(engine, PIN, session.id)
    assert house and sessions.still_opens(engine, house, session.id)
    sessions.hand_over(engine, session.id, "for-the-next")
    own = sessions.opens(engine, "for-the-next", session.id)
    assert own and sessions.opens(engine, "for-the-next") is None, "a session's PIN makes no new sessions"
    sessions.hand_over(engine, session.id, "for-the-third")
    assert not sessions.still_opens(engine, own, session.id), "the one before is out"
    assert sessions.still_opens(engine, house, session.id)


def test_teams_are_renamed_removed_and_taken_back(engine: Engine, session: Session, plan: Plan) -> None:
    red = joined(engine, session, "Red")
    joined(engine, session, "Blue")
    with pytest.raises(InputError, match="another team"):
        teams.rename(engine, red.team.id, "blue")
    teams.rename(engine, red.team.id, "RED")
    go(engine, session, "open")
    teams.set_removed(engine, red.team.id, True)
    assert "taken your team out" in hand_in(engine, red, an_answer(plan)).said
    teams.set_removed(engine, red.team.id, False)
    assert hand_in(engine, red, an_answer(plan)).accepted


def test_deleting_leaves_nothing(engine: Engine, session: Session, plan: Plan) -> None:
    other = sessions.create(engine, plan, "Another one")
    red = joined(engine, session, "Red")
    session = go(engine, session, "open")
    answers.save_draft(engine, red.id, 1, {"card": "ask-first"})
    hand_in(engine, red, an_answer(plan))
    session = go(engine, session, "lock")
    preparing.prepare(engine, session.id)
    go(engine, session, "reveal")
    sessions.remove(engine, session.id)
    with reading(engine) as connection:
        left = {table.name: len(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
    assert {name for name, rows in left.items() if rows} == {"house", "sessions"}
    assert sessions.all_sessions(engine) == [other]
    assert sessions.remove_older(engine, 1.0) == 0 and sessions.remove_older(engine, -1.0) == 1
    with pytest.raises(InputError, match="deleted"):
        sessions.get(engine, session.id)


def test_the_table_is_safe_in_a_spreadsheet(engine: Engine, session: Session, plan: Plan) -> None:
    evil = joined(engine, session, '=HYPERLINK("x")')
    sessions.show_names(engine, session.id, True)
    go(engine, session, "open")
    hand_in(engine, evil, an_answer(plan, remark="@SUM(A1:A9)"))
    go(engine, session, "lock", "reveal")
    text = debrief.as_csv(debrief.debrief(engine, session.id))
    assert "'=HYPERLINK" in text and "'@SUM" in text and ",=" not in text and ",@" not in text


def test_rounds_that_another_version_lived_say_so(engine: Engine, session: Session, plan: Plan) -> None:
    red = joined(engine, session, "Red")
    go(engine, session, "open")
    hand_in(engine, red, an_answer(plan))
    go(engine, session, "lock")
    preparing.prepare(engine, session.id)
    go(engine, session, "reveal")
    own = debrief.debrief(engine, session.id)
    assert reveal.by_another(own.rounds) is None and f",{__version__}\r\n" in debrief.as_csv(own)
    with writing(engine) as connection:
        for row in connection.execute(outcomes.select()).all():
            content = row.content | {"version": "0.0.9"}
            connection.execute(outcomes.update().where(outcomes.c.policy == row.policy).values(content=content))
    found = debrief.debrief(engine, session.id)
    assert "Made by version 0.0.9" in str(reveal.by_another(found.rounds))
    assert ",0.0.9\r\n" in debrief.as_csv(found)


def test_robots_rehearse(engine: Engine, session: Session) -> None:
    robots.add(engine, session.id, 3)
    robots.add(engine, session.id, 1)
    go(engine, session, "open")
    assert robots.answer_all(engine, session.id) == 4 and robots.answer_all(engine, session.id) == 0
    assert all(team.robot for team in teams.all_teams(engine, session.id))


def test_a_life_that_was_broken_off_is_lived_again(engine: Engine, session: Session, plan: Plan) -> None:
    red = joined(engine, session, "Red")
    session = go(engine, session, "open")
    hand_in(engine, red, an_answer(plan))
    go(engine, session, "lock")

    def stop(done: int, to_do: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preparing.prepare(engine, session.id, stop)
    assert not preparing.is_prepared(engine, session.id)
    preparing.prepare(engine, session.id)
    assert preparing.is_prepared(engine, session.id)


def test_the_best_and_the_worst_company_are_explained(engine: Engine, session: Session, plan: Plan) -> None:
    """What each mechanism added adds up to the difference that is shown, though laws and prices change on the way."""
    red, blue, green = (joined(engine, session, name) for name in ("Red", "Blue", "Green"))
    for number in (1, 2, 3):
        go(engine, session, "open")
        hand_in(engine, red, an_answer(plan, number, "sell-quietly"), number)
        hand_in(engine, blue, an_answer(plan, number, "never-sell"), number)
        hand_in(engine, green, an_answer(plan, number, "sell-quietly" if number > 1 else "never-sell"), number)
        go(engine, session, "lock")
        preparing.prepare(engine, session.id)
        go(engine, session, "reveal")
    for number, rows in reveal.results(engine, session.id).items():
        came = {reveal.digest(one.policy): one.came for one in rows if one.came}
        extremes = reveal.ends(came)
        assert extremes
        for key, one in came.items():
            assert bool(one.parts) == (key in extremes)
            if one.parts:
                assert sum(part.mean for part in one.parts.values()) == pytest.approx(one.value.mean, abs=1e-3)
        worst = came[extremes[1]]
        assert {"sale_itself", "betrayal"} <= set(worst.parts)
        assert ("law" in worst.parts) == (number == 3), "the law of round 3 cannot act before"


def test_another_process_sees_the_same(tmp_path: Path, plan: Plan) -> None:
    one, other = (open_database(tmp_path / "workshop.db") for _ in range(2))
    session = sessions.create(one, plan)
    assert sessions.get(other, session.id) == session
    assert inspect(one).dialect.name == "sqlite"
    with sqlite3.connect(tmp_path / "workshop.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://somewhere/db", "postgresql://"),
        ("postgresql://:badport:x/db", "cannot be read|cannot be used"),
        ("postgresql://me:secret@127.0.0.1:1/db?connect_timeout=1", "cannot be used"),
    ],
)
def test_an_address_that_is_none(address: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as problem:
        open_database(address)
    assert "secret" not in str(problem.value) and "\n" not in str(problem.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("my notes, which are no database at all, and long enough to be read\n" * 50)
    before = (tmp_path / "notes.db").read_bytes()
    for address in (tmp_path, tmp_path / "nowhere" / "x.db", tmp_path / "notes.db"):
        with pytest.raises(InputError, match="--db"):
            open_database(address)
    assert (tmp_path / "notes.db").read_bytes() == before
