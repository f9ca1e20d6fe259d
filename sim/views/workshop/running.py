"""A session as its facilitator sees it: the next step, who is in and who has answered, and the rest on the side."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

import streamlit as st

from sim.errors import InputError
from sim.views.text import escaped
from sim.views.workshop import door, following, managing
from sim.views.workshop.answering import read
from sim.views.workshop.pictures import plain, table, whole
from sim.views.workshop.room import board, known, story, why
from sim.views.workshop.standing import where
from sim.workshop import answers, robots, sessions, teams
from sim.workshop.preparing import ready
from sim.workshop.reveal import by_another
from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED, LOBBY, LOCKED, OPEN, REVEALED, possible

BUTTONS = {"open": "Open round {next}", "lock": "Lock the round", "reveal": "Reveal", "end": "End the session"}
_TROUBLE = "trouble-of-a-step"


class Here(NamedTuple):
    """How a session stands. living: how far its lives are, as (lived, to live); None where nothing is to be lived."""

    session: Session
    living: tuple[int, int] | None


def draw(number: int, title: str) -> None:
    """The console of one session."""
    st.title(escaped(title), anchor=False)
    left, right = st.columns([1.5, 1], gap="large")

    def drawn(here: Here) -> None:
        _steps(here)
        _round(here.session)
        with right:
            managing.draw(here.session)

    with left:
        following.page(lambda: _look(number), _pulse, _line, drawn)


def _look(number: int) -> Here:
    session = sessions.get(door.database(), number)
    if not door.is_in(session):
        raise InputError("This session was handed over to somebody else.")
    lived_now = session.at.phase in (LOCKED, REVEALED)
    return Here(session, ready(door.database(), number) if lived_now else None)


def _pulse(here: Here) -> object:
    """What makes the console another page: steps, and what another tab has set."""
    session = here.session
    return session.at, session.names_shown, session.closes_at, here.living is None


def _line(here: Here) -> None:
    """Where it stands and who has answered."""
    session = here.session
    robots.answer_all(door.database(), session.id)
    st.markdown(f"### {where(session)}")
    all_ = [team for team in teams.all_teams(door.database(), session.id) if not team.removed]
    done = answers.who_has_answered(door.database(), session.id, session.at.round)
    phones = teams.count_phones(door.database(), session.id)
    if session.at.phase == OPEN:
        handed_in = len([team for team in all_ if team.id in done])
        st.progress(handed_in / max(len(all_), 1), f"{handed_in} of {len(all_)} teams have handed in")
    if here.living:
        lived, to_live = here.living
        st.progress(lived / to_live, f"The teams' companies are being lived: {lived} of {to_live} lives")
    marks = {True: "✓ handed in", False: "–"}
    cells = [[plain(team.name), str(phones.get(team.id, 0)), marks[team.id in done]] for team in all_]
    if cells:
        st.html(whole(table(["Team", "#Phones", "This round"], cells)))
    else:
        st.caption("Nobody is in yet.")


def _steps(here: Here) -> None:
    """The buttons of the next steps. Each knows where it saw the session: two tabs cannot overtake each other."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.warning(escaped(trouble))
    session = here.session
    next_round = session.at.round + 1
    may = possible(session.at, len(session.plan.rounds))
    with st.container(horizontal=True, vertical_alignment="bottom", key="steps"):
        if "open" in may:
            planned = session.plan.rounds[next_round - 1].minutes
            st.number_input("Minutes", 0, 240, planned, key="minutes", width=110)
        for what in may:
            waits = what == "reveal" and here.living is not None
            label = BUTTONS[what].format(next=next_round) + (" (living …)" if waits else "")
            kind: Literal["primary", "secondary"] = "primary" if what == may[0] else "secondary"
            st.button(label, on_click=_step, args=(session, what), type=kind, disabled=waits, key=f"step-{what}")
        if sessions.can_undo(door.database(), session.id):
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
    rounds = known(door.database(), session.id, session.version)
    if remark := by_another(rounds):
        st.warning(escaped(remark), icon=":material/history:")
    for number in reversed(session.revealed_rounds):
        one = session.plan.rounds[number - 1]
        latest = number == session.revealed_rounds[-1]
        with st.expander(escaped(f"Round {number}: {one.title}"), expanded=latest):
            if one.questions:
                st.markdown("**To ask the room**\n\n" + "\n".join(f"- {escaped(each)}" for each in one.questions))
            all_ = rounds[number]
            st.html(whole(board(one, all_)))
            if latest:
                why(all_)
                story(session, one, all_)
    if session.at.phase == ENDED:
        st.link_button(
            "The debrief, to print and as a table", f"/debrief?room={session.room}", icon=":material/summarize:"
        )
