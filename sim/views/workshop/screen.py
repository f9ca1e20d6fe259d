"""The projector: large type, no buttons, and nothing that a team must not see yet."""

import streamlit as st

from sim.views.text import escaped
from sim.views.workshop import door, following
from sim.views.workshop.pictures import qr, whole
from sim.views.workshop.room import board, known, why
from sim.views.workshop.standing import said
from sim.workshop import answers, sessions, teams
from sim.workshop.sessions import Session
from sim.workshop.steps import LOBBY, LOCKED, OPEN, SEEN


def page() -> None:
    """The session that the room code names. Whoever knows the code may see it: it shows what the room sees."""
    session = door.room_from_address()
    if session is None:
        st.title("Projector", anchor=False)
        with st.form("room", border=False):
            typed = st.text_input("Room code", max_chars=12, key="room-typed")
            if st.form_submit_button("Show"):
                st.query_params["room"] = typed
                st.rerun()
        return
    number = session.id
    with st.container(key="big-screen"):
        following.page(lambda: sessions.get(door.database(), number), _pulse, _line, _draw)


def _pulse(session: Session) -> object:
    return session.at, session.names_shown, session.version if session.at.phase in SEEN else 0


def _line(session: Session) -> None:
    """The clock and who has answered."""
    all_ = [team for team in teams.all_teams(door.database(), session.id) if not team.removed]
    if session.at.phase == LOBBY:
        st.markdown(
            f"**{len(all_)} team{'' if len(all_) == 1 else 's'} in**: " + ", ".join(escaped(one.name) for one in all_)
        )
    elif session.at.phase in (OPEN, LOCKED):
        done = answers.who_has_answered(door.database(), session.id, session.at.round)
        here = len([team for team in all_ if team.id in done])
        st.html(whole(f'<div class="clock">{said(session).replace("**", "")} · {here} of {len(all_)} handed in</div>'))


def _draw(session: Session) -> None:
    if session.at.phase in (LOBBY, OPEN, LOCKED):
        with st.container(key="big-words"):
            _before_the_reveal(session)
        return
    if session.revealed_rounds:
        _revealed(session)


def _before_the_reveal(session: Session) -> None:
    if session.at.phase == LOBBY:
        st.title(escaped(session.title), anchor=False)
        left, right = st.columns([1, 1.4], vertical_alignment="center", gap="large")
        with left:
            st.html(whole(qr(door.join_address(session.room))))
        with right:
            st.html(whole(f"<p>{door.address()}</p>", f'<p class="code">{session.room}</p>'))
            st.markdown(escaped(session.plan.about.strip()))
    else:
        one = session.plan.rounds[session.at.round - 1]
        st.title(escaped(f"{one.number}. {one.title}"), anchor=False)
        st.markdown(escaped(one.situation))
        st.html(whole(f'<p class="w-foot">{door.address()} · room <b>{session.room}</b></p>'))


def _revealed(session: Session) -> None:
    one = session.plan.rounds[session.revealed_rounds[-1] - 1]
    st.title(escaped(f"{one.number}. {one.title}"), anchor=False)
    st.markdown(
        escaped(f"What came by month {one.until}, beside never selling. The box is what was said, the dot what came.")
    )
    all_ = known(door.database(), session.id, session.version)[one.number]
    st.html(whole(board(one, all_)))
    why(all_)
    if one.questions:
        st.markdown("\n".join(f"- {escaped(question)}" for question in one.questions))


page()
