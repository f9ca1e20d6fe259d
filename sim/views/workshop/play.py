"""A phone's page: joining, then what the session is at. The address says who it is, so that a reload loses nothing."""

from typing import NamedTuple

import streamlit as st

from sim.views.text import escaped
from sim.views.workshop import answering, door, following, joining, revealed
from sim.views.workshop.standing import where
from sim.workshop import answers, sessions, teams
from sim.workshop.answers import HandedIn
from sim.workshop.sessions import Session
from sim.workshop.teams import Phone


class Here(NamedTuple):
    """How things stand for a phone. stands: what its team has handed in to the round at hand."""

    session: Session
    phone: Phone
    stands: HandedIn | None


def page() -> None:
    """Who this is, and what is at hand."""
    with st.container(key="phone"):
        key = joining.key_of_this_phone()
        if key is None:
            joining.draw(lost=joining.KEY in st.query_params)
        else:
            following.page(lambda: look(key), pulse, line, at_hand)


def look(key: str) -> Here:
    """How things stand. InputError where the phone's session was deleted."""
    phone = teams.known_phone(door.database(), key)
    session = sessions.get(door.database(), phone.team.session)
    number = session.at.round
    return Here(session, phone, answers.own_answer(door.database(), phone, number) if number else None)


def pulse(here: Here) -> object:
    """What makes a phone's page another one; what other teams do is not in it."""
    session, team = here.session, here.phone.team
    return session.at, session.names_shown, team.name, team.removed, here.stands.revision if here.stands else 0


def line(here: Here) -> None:
    """Whose phone it is, where the session stands, and the clock."""
    st.markdown(f"**{escaped(here.phone.team.name)}** · {where(here.session)}")


def at_hand(here: Here) -> None:
    """What the session is at, for this team."""
    session, phone, stands = here
    if phone.team.removed:
        st.warning("The facilitator has taken your team out of the session. Speak to him or her.")
        return
    match session.at.phase:
        case "lobby":
            joining.lobby(session, phone)
        case "open":
            answering.draw(session, phone, stands)
        case "locked":
            answering.locked(session, stands)
        case _:
            revealed.draw(session, phone)
    joining.foot(session, phone)


page()
