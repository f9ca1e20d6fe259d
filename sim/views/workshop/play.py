"""A phone's page: joining, then what the session is at. The address says who it is, so that a reload loses nothing."""

import streamlit as st

from sim.views.text import escaped
from sim.views.workshop import answering, door, following, joining, revealed
from sim.views.workshop.standing import said
from sim.workshop import answers, sessions, teams
from sim.workshop.sessions import Session
from sim.workshop.teams import Phone

Pulse = tuple[object, ...]


def page() -> None:
    """Who this is, and what is at hand."""
    with st.container(key="phone"):
        key = st.query_params.get(joining.KEY)
        phone = teams.phone_of(door.database(), key) if key else None
        if phone is None:
            joining.draw(lost=bool(key))
            return
        session = sessions.get(door.database(), phone.team.session)
        now = pulse(session, phone)
        following.begin()
        beat(phone)
        at_hand(session, phone)
        following.end(now)


def at_hand(session: Session, phone: Phone) -> None:
    """What the session is at, for this team."""
    if phone.team.removed:
        st.warning("The facilitator has taken your team out of the session. Speak to him or her.")
        return
    match session.at.phase:
        case "lobby":
            joining.lobby(session, phone)
        case "open":
            answering.draw(session, phone)
        case "locked":
            answering.locked(session, phone)
        case _:
            revealed.draw(session, phone)
    joining.foot(session, phone)


def pulse(session: Session, phone: Phone) -> Pulse:
    """What makes a phone's page another one; what other teams do is not in it."""
    own = answers.own_answer(door.database(), phone, session.at.round) if session.at.round else None
    team = phone.team
    return session.at, session.names_shown, team.name, team.removed, own.revision if own else 0


@st.fragment(run_every=following.EVERY)
def beat(phone: Phone) -> None:
    """Look now and then how things stand; draw the page anew where they have changed, and the clock in any case."""
    now = teams.phone_of(door.database(), st.query_params.get(joining.KEY, ""))
    session = sessions.get(door.database(), phone.team.session)
    following.follow(pulse(session, now) if now else None)
    where = f"Round {session.at.round} of {len(session.plan.rounds)}: " if session.at.round else ""
    st.markdown(f"**{escaped(phone.team.name)}** · {where}{said(session)}")


page()
