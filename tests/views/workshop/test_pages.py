"""The workshop's pages, as a facilitator and phones see them, on a small plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.testing.v1 import AppTest

from sim.views.workshop import door
from sim.workshop import answers, preparing, served, sessions, teams
from sim.workshop.database import open_database
from sim.workshop.guesses import Guesses
from sim.workshop.plan import Plan, read_plan
from sim.workshop.sessions import Session
from tests.views.seen import page_text
from tests.workshop.conftest import PIN, SMALL
from tests.workshop.play import an_answer, go

Open = Callable[..., AppTest]
LIMITS = {"PIN_GUESSES": (5, 60, 300.0), "CODE_GUESSES": (6, 60, 300.0)}


@pytest.fixture
def plan() -> Plan:
    return read_plan(SMALL)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    address = str(tmp_path / "workshop.db")
    monkeypatch.setenv(served.DATABASE, address)
    monkeypatch.setenv(served.ADDRESS, "http://192.168.1.5:8501")
    for name in ("PIN_GUESSES", "CODE_GUESSES"):
        monkeypatch.setattr(door, name, Guesses(*LIMITS[name]))
    monkeypatch.setattr(door, "visitor", lambda: "192.168.1.20")
    st.cache_data.clear()
    engine = open_database(address)
    sessions.set_pin(engine, PIN)
    return engine


@pytest.fixture
def session(engine: Engine, plan: Plan) -> Session:
    return sessions.create(engine, plan)


@pytest.fixture
def open_page(root: Path, engine: Engine) -> Open:
    """Opens one of the workshop's pages, at an address with these parameters."""

    def opened(page: str = "play", **query: str) -> AppTest:
        app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "play":
            app.switch_page(f"sim/views/workshop/{page}.py")
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception
        return app

    return opened


def said(app: AppTest) -> str:
    """All that is said, raw HTML and progress too."""
    raw = [str(one.proto.body) for one in app.get("html")] + [str(one.proto.text) for one in app.get("progress")]
    return "\n".join([page_text(app), *raw])


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label.startswith(label)).click()
    app.run()
    assert not app.exception
    return app


def facilitator(open_page: Open, session: Session) -> AppTest:
    app = open_page("console", room=session.room)
    app.text_input(key="pin-typed").set_value(PIN)
    return press(app, "Open")


def test_the_console_opens_with_the_pin_only(open_page: Open, session: Session) -> None:
    app = open_page("console", room=session.room)
    for _ in range(5):
        app.text_input(key="pin-typed").set_value("000000")
        press(app, "Open")
        assert "not the PIN" in said(app) and session.room in said(app) and "Open round 1" not in str(app.button)
    app.text_input(key="pin-typed").set_value(PIN)
    press(app, "Open")
    assert "Too many wrong tries" in said(app), "the right one does not help any more, for a while"


def test_a_facilitator_makes_a_session_and_takes_it_through_a_round(open_page: Open, engine: Engine) -> None:
    app = open_page("console")
    app.text_input(key="pin-typed").set_value(PIN)
    press(app, "Open")
    app.text_area(key="own-plan").set_value(SMALL)
    press(app, "Make it")
    (made,) = sessions.all_sessions(engine)
    assert made.title == "A small session" and made.room in said(app)
    press(app, "Three robot teams")
    press(app, "Open round 1")
    assert "3 of 3 teams have handed in" in said(app), "robots answer by themselves"
    press(app, "Lock the round")
    preparing.prepare(engine, made.id)
    app.run()
    press(app, "Reveal")
    assert sessions.get(engine, made.id).at == ("revealed", 1)
    assert "Beep." in said(app) and "Robot Ada" in said(app)
    press(app, "Take back the last step")
    assert sessions.get(engine, made.id).at == ("locked", 1)


def test_a_plan_with_faults_is_told_and_nothing_is_made(open_page: Open, engine: Engine) -> None:
    app = open_page("console")
    app.text_input(key="pin-typed").set_value(PIN)
    press(app, "Open")
    app.text_area(key="own-plan").set_value(SMALL.replace("until_month = 8", "until_month = 3"))
    press(app, "Make it")
    assert "must be after month 4" in said(app) and not sessions.all_sessions(engine)


def test_two_facilitators_agree(open_page: Open, session: Session, engine: Engine) -> None:
    one, other = facilitator(open_page, session), facilitator(open_page, session)
    press(one, "Open round 1")
    press(other, "Open round 1")
    assert sessions.get(engine, session.id).at == ("open", 1), "pressed twice, opened once"
    assert "Somebody was faster" in said(other)
    assert [button.label for button in one.button] == [button.label for button in other.run().button]


def test_a_phone_joins_answers_and_is_back_after_a_reload(open_page: Open, session: Session, engine: Engine) -> None:
    app = open_page(room=session.room)
    app.text_input(key="team-name").set_value("<b>Red</b> [x](y) $1")
    press(app, "Join as a new team")
    assert "<b>Red</b> [x](y) $1" in page_text(app)
    (team,) = teams.all_teams(engine, session.id)
    key = app.query_params["me"]
    key = key[0] if isinstance(key, list) else key

    go(engine, session, "open")
    app.run()
    app.radio(key="card-1").set_value("sell-quietly").run()
    app.slider(key="pays-1").set_value(80).run()
    again = open_page(me=key)
    assert again.radio(key="card-1").value == "sell-quietly" and again.slider(key="pays-1").value == 80, "a draft"
    press(again, "Hand in")
    assert "Your answer is in" in said(again)
    third = open_page(me=key)
    assert "Handed in" in said(third) and "80%" in said(third)

    press(third, "Change our answer")
    third.slider(key="pays-1").set_value(60).run()
    go(engine, session, "lock")
    phone = teams.phone_of(engine, key)
    assert phone
    before = answers.own_answer(engine, phone, 1)
    if any(button.label == "Hand in" for button in third.button):
        press(third, "Hand in")
    assert answers.own_answer(engine, phone, 1) == before, "too late changes nothing"
    assert "locked" in said(third.run())
    assert team.code in said(third)


def test_a_second_tap_joins_no_second_time(open_page: Open, session: Session, engine: Engine) -> None:
    """It breaks off the run of the first tap after joining, before the browser was told its new address."""
    app = open_page(room=session.room)
    app.text_input(key="team-name").set_value("Red")
    press(app, "Join as a new team")
    del app.query_params["me"]
    app.query_params["room"] = session.room
    app.run()
    assert "You are in" in said(app) and app.query_params["me"]
    assert [team.name for team in teams.all_teams(engine, session.id)] == ["Red"]


@pytest.mark.parametrize("page", ["play", "screen", "console"])
def test_a_page_is_looked_at_anew_only_once_all_of_it_was_sent(
    open_page: Open, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Streamlit throws away the unsent end of a page when its next look is asked for as it ends. So the look comes
    last, under another name each time, and a run reaches its end, after which earlier ones are forgotten."""
    sent: list[ForwardMsg] = []
    kept: list[object] = []
    query = {"me": teams.join(engine, session.id, "Red").key} if page == "play" else {"room": session.room}
    go(engine, session, "open")
    app = open_page(page, **query) if page != "console" else facilitator(open_page, session)
    monkeypatch.setattr(ForwardMsgQueue, "_before_enqueue_msg", staticmethod(sent.append))
    monkeypatch.setattr(MemoryFragmentStorage, "clear", lambda _, new_fragment_ids: kept.append(new_fragment_ids))
    looks = []
    for _ in range(2):
        sent.clear()
        app.run()
        (at,) = [place for place, message in enumerate(sent) if message.WhichOneof("type") == "auto_rerun"]
        looks.append(sent[at].auto_rerun.fragment_id)
        deltas = [message.delta for message in sent[at:] if message.WhichOneof("type") == "delta"]
        assert {delta.fragment_id for delta in deltas} == {looks[-1]}, "nothing but the look itself comes after it"
    assert looks[0] != looks[1] and kept == [{looks[0]}, {looks[1]}]


def test_who_never_sells_predicts_the_neighbour(open_page: Open, session: Session, engine: Engine) -> None:
    joined = teams.join(engine, session.id, "Red")
    go(engine, session, "open")
    app = open_page(me=joined.key)
    app.radio(key="card-1").set_value("never-sell").run()
    assert "neighbour" in said(app)
    app.radio(key="card-1").set_value("sell-quietly").run()
    assert "neighbour" not in said(app)


def test_wrong_codes_are_limited_and_say_nothing(open_page: Open, session: Session) -> None:
    app = open_page(room="ZZZZZZ")
    assert "no session with that room code" in said(app) and session.title not in said(app)
    for _ in range(5):
        open_page(room="ZZZZZZ")
    assert "Too many wrong tries" in said(open_page(room=session.room))


def test_names_are_refused_in_a_clear_line(open_page: Open, session: Session, engine: Engine) -> None:
    app = open_page(room=session.room)
    app.text_input(key="team-name").set_value("\u202egnp.exe")
    press(app, "Join as a new team")
    assert "invisible" in said(app) and not teams.all_teams(engine, session.id)


@pytest.mark.parametrize("page", ["screen", "debrief"])
def test_screens_show_nothing_before_the_reveal(
    open_page: Open, session: Session, engine: Engine, plan: Plan, page: str
) -> None:
    phone = teams.phone_of(engine, teams.join(engine, session.id, "<script>Red").key)
    assert phone
    go(engine, session, "open")
    answers.hand_in(engine, phone, 1, an_answer(plan, remark="our <u>secret</u>"), 0)
    assert "secret" not in said(open_page(page, room=session.room))
    go(engine, session, "lock")
    preparing.prepare(engine, session.id)
    assert "secret" not in said(open_page(page, room=session.room))
    go(engine, session, "reveal")
    shown = said(open_page(page, room=session.room))
    assert "our &lt;u&gt;secret&lt;/u&gt;" in shown and "<u>" not in shown, "plain text"
    assert "script" not in shown, "a letter in place of the name"
    sessions.show_names(engine, session.id, True)
    shown = said(open_page(page, room=session.room))
    assert "&lt;script&gt;Red" in shown and "<script>" not in shown


def test_a_phone_sees_what_came(open_page: Open, session: Session, engine: Engine, plan: Plan) -> None:
    joined = teams.join(engine, session.id, "Red")
    phone = teams.phone_of(engine, joined.key)
    assert phone
    teams.take_role(engine, phone.id, "privacy")
    other = teams.phone_of(engine, teams.join(engine, session.id, "Blue").key)
    assert other
    go(engine, session, "open")
    answers.hand_in(engine, phone, 1, an_answer(plan), 0)
    answers.hand_in(engine, other, 1, an_answer(plan, card="never-sell"), 0)
    go(engine, session, "lock")
    preparing.prepare(engine, session.id)
    go(engine, session, "reveal")
    shown = said(open_page(me=joined.key))
    assert "points" in shown and "Sold records" in shown and "All together" in shown
    assert "<b>Know that they were sold</b>" in shown, "the role's own figures first"
    for page in (shown, said(open_page("screen", room=session.room)), said(facilitator(open_page, session))):
        assert "which came off worst" in page and "Betrayal felt by those who find out" in page


def test_a_deleted_session_is_told(open_page: Open, session: Session, engine: Engine) -> None:
    joined = teams.join(engine, session.id, "Red")
    sessions.remove(engine, session.id)
    assert "not there any more" in said(open_page(me=joined.key))


def test_without_the_command_there_is_no_workshop(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(served.DATABASE, raising=False)
    assert not served.served()
