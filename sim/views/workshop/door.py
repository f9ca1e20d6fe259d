"""Which pages a workshop has, the database behind them, and who is let in where."""

import os
from functools import lru_cache
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from sim.errors import InputError, TwentyCentsError
from sim.views.text import escaped
from sim.views.workshop import look
from sim.workshop import sessions
from sim.workshop.database import open_database
from sim.workshop.guesses import Guesses
from sim.workshop.plan import Plan, read_plan
from sim.workshop.served import ADDRESS, DATABASE
from sim.workshop.sessions import Session

FOLDER = Path(__file__).parent
PIN_GUESSES = Guesses(5, 60, 300.0)  # wrong ones: from one address, from all, in so many seconds
CODE_GUESSES = Guesses(30, 300, 300.0)  # of room and team codes: more, for a whole room may come from one address
_LET_IN = "workshop_let_in"  # what opened the console in this tab


def run() -> None:
    """The page that the address names, and no menu."""
    pages = [
        st.Page(FOLDER / "play.py", title="Workshop", icon=":material/groups:", url_path="play", default=True),
        st.Page(FOLDER / "console.py", title="Console", icon=":material/tune:", url_path="console"),
        st.Page(FOLDER / "screen.py", title="Screen", icon=":material/tv:", url_path="screen"),
        st.Page(FOLDER / "debrief.py", title="Debrief", icon=":material/summarize:", url_path="debrief"),
    ]
    page = st.navigation(pages, position="hidden")
    look.apply()
    try:
        page.run()
    except TwentyCentsError as error:
        st.error(escaped(str(error)), icon=":material/error:")


def database() -> Engine:
    """The workshop's database, opened once a process."""
    return _opened(os.environ[DATABASE])


@lru_cache(maxsize=4)
def _opened(address: str) -> Engine:
    return open_database(address)


def visitor() -> str:
    """The address that somebody looks from; this computer's own has none."""
    return st.context.ip_address or "here"


def address() -> str:
    """Where phones find this workshop."""
    return os.environ.get(ADDRESS, "http://localhost:8501")


def join_address(room: str) -> str:
    """The address in the QR code."""
    return f"{address()}/?room={room}"


def let_in(pin: str, session: Session | None) -> bool:
    """Whether a PIN opens the console, or a session in it; remembered for this tab. InputError after too many tries."""
    PIN_GUESSES.allow(visitor())
    kept = sessions.opens(database(), pin, session.id if session else None)
    if kept is None:
        PIN_GUESSES.wrong(visitor())
        return False
    st.session_state[_LET_IN] = kept
    return True


def is_in(session: Session | None = None) -> bool:
    """Whether this tab was let in, and still is."""
    kept = st.session_state.get(_LET_IN)
    return kept is not None and sessions.still_opens(database(), kept, session.id if session else None)


def ask_for_pin(session: Session | None = None) -> None:
    """The form for the PIN, where a page needs one."""
    st.subheader("The facilitator's PIN", anchor=False)
    with st.form("pin", border=False):
        pin = st.text_input("PIN", type="password", max_chars=64, key="pin-typed")
        if not st.form_submit_button("Open", type="primary"):
            return
        try:
            well = let_in(pin, session)
        except InputError as error:
            st.error(escaped(str(error)))
            return
        if well:
            st.rerun()
        st.error("That is not the PIN.")


def room_from_address() -> Session | None:
    """The session whose room code is in the address; None where there is none. Wrong ones count as guesses."""
    typed = st.query_params.get("room", "")
    if not typed:
        return None
    CODE_GUESSES.allow(visitor())
    found = sessions.by_room(database(), typed)
    if found is None:
        CODE_GUESSES.wrong(visitor())
        st.warning("There is no session with that room code (any more).")
    return found


def read_own(text: str) -> Plan:
    """A plan that the facilitator pasted. InputError."""
    return read_plan(text, "own")
