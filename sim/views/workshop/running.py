"""A session as its facilitator sees it: the next step, who is in and who has answered, and the rest on the side."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from sim.errors import InputError
from sim.views.text import escaped
from sim.views.workshop import door, following, managing
from sim.views.workshop.answering import read
from sim.views.workshop.pictures import plain, table, whole
from sim.views.workshop.room import board, known, story, why
from sim.views.workshop.standing import said
from sim.workshop import answers, robots, sessions, teams
from sim.workshop.preparing import ready
from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED, LOBBY, LOCKED, OPEN, REVEALED, possible

BUTTONS = {"open": "Open round {next}", "lock": "Lock the round", "reveal": "Reveal", "end": "End the session"}
_TROUBLE = "trouble-of-a-step"


def draw(session: Session) -> None:
    """The console of one session."""
    st.title(escaped(session.title), anchor=False)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        if trouble := st.session_state.pop(_TROUBLE, None):
            st.warning(escaped(trouble))
        following.begin()
        _at_hand(session.id)
        steps(session, sessions.can_undo(door.database(), session.id))
        _round(session)
    with right:
        managing.draw(session)
    following.end(_pulse(session))


def _pulse(session: Session) -> tuple[object, ...]:
    """What makes the console another page: steps, and what another tab has set."""
    lived = st.session_state.get(f"lived-{session.id}-{session.at.round}", False)
    return session.at, session.names_shown, session.closes_at, lived


@st.fragment(run_every=following.EVERY)
def _at_hand(number: int) -> None:
    """Where it stands and who has answered, looked at anew every two seconds."""
    session = sessions.get(door.database(), number)
    following.follow(_pulse(session) if door.is_in(session) else None)
    robots.answer_all(door.database(), session.id)
    where = f"Round {session.at.round} of {len(session.plan.rounds)}: " if session.at.round else ""
    st.markdown(f"### {where}{said(session)}")
    all_ = [team for team in teams.all_teams(door.database(), session.id) if not team.removed]
    done = answers.who_has_answered(door.database(), session.id, session.at.round)
    phones = teams.count_phones(door.database(), session.id)
    if session.at.phase == OPEN:
        here = len([team for team in all_ if team.id in done])
        st.progress(here / max(len(all_), 1), f"{here} of {len(all_)} teams have handed in")
    if session.at.phase in (LOCKED, REVEALED):
        _lives(session)
    marks = {True: "✓ handed in", False: "–"}
    cells = [[plain(team.name), str(phones.get(team.id, 0)), marks[team.id in done]] for team in all_]
    if cells:
        st.html(whole(table(["Team", "#Phones", "This round"], cells)))
    else:
        st.caption("Nobody is in yet.")


def _lives(session: Session) -> None:
    """Sets the lives going and tells how far they are; the reveal waits for them."""
    far = ready(door.database(), session.id)
    if far is not None:
        st.progress(far[0] / far[1], f"The teams' companies are being lived: {far[0]} of {far[1]} lives")
    else:
        st.session_state[f"lived-{session.id}-{session.at.round}"] = True  # the button can be pressed


def steps(session: Session, undo: bool) -> None:
    """The buttons of the next steps. Each knows where it saw the session: two tabs cannot overtake each other."""
    next_round = session.at.round + 1
    may = possible(session.at, len(session.plan.rounds))
    with st.container(horizontal=True, vertical_alignment="bottom", key="steps"):
        if "open" in may:
            planned = session.plan.rounds[next_round - 1].minutes
            st.number_input("Minutes", 0, 240, planned, key="minutes", width=110)
        for what in may:
            waits = what == "reveal" and not st.session_state.get(f"lived-{session.id}-{session.at.round}")
            label = BUTTONS[what].format(next=next_round) + (" (living …)" if waits else "")
            kind: Literal["primary", "secondary"] = "primary" if what == may[0] else "secondary"
            st.button(label, on_click=_step, args=(session, what), type=kind, disabled=waits, key=f"step-{what}")
        if undo:
            st.button("Take back the last step", on_click=_undo, args=(session,), key="undo")
        if session.at.phase == OPEN:
            st.button("5 minutes from now", on_click=_more_time, args=(session,), key="more-time")


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done is told when the page is drawn next."""
    try:
        yield
    except InputError as error:
        st.session_state[_TROUBLE] = str(error)


def _step(drawn: Session, what: str) -> None:
    with _told():
        sessions.step(door.database(), drawn.id, what, drawn.at, float(st.session_state.get("minutes", 0)))


def _undo(drawn: Session) -> None:
    with _told():
        sessions.undo(door.database(), drawn.id, drawn.at)


def _more_time(drawn: Session) -> None:
    with _told():
        sessions.more_time(door.database(), drawn.id, 5)


def _round(session: Session) -> None:
    """What the room reads, or what was revealed with what to ask about it."""
    if session.at.phase == LOBBY:
        st.markdown(escaped(session.plan.about.strip()))
        return
    if session.at.phase in (OPEN, LOCKED):
        read(session.plan.rounds[session.at.round - 1])
        return
    for number in reversed(session.revealed_rounds):
        one = session.plan.rounds[number - 1]
        latest = number == session.revealed_rounds[-1]
        with st.expander(escaped(f"Round {number}: {one.title}"), expanded=latest):
            if one.questions:
                st.markdown("**To ask the room**\n\n" + "\n".join(f"- {escaped(each)}" for each in one.questions))
            all_ = known(door.database(), session.id, session.version)[number]
            st.html(whole(board(one, all_)))
            if latest:
                why(all_)
                story(session, one, all_)
    if session.at.phase == ENDED:
        st.page_link(door.FOLDER / "debrief.py", label="The debrief, to print and as a table",
                     icon=":material/summarize:", query_params={"room": session.room})  # fmt: skip
