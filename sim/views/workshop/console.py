"""The facilitator's console: make a session or open one, take it step by step, see who is in, and end it."""

import streamlit as st

from sim.errors import InputError
from sim.views.text import escaped
from sim.views.workshop import door, running
from sim.workshop import names, sessions
from sim.workshop.plan import open_plan, shipped
from sim.workshop.sessions import Session
from sim.workshop.steps import IN_WORDS


def page() -> None:
    """The console of the session in the address; else the list of sessions."""
    session = door.room_from_address()
    if not door.is_in(session):
        st.title("Facilitator's console", anchor=False)
        if session:
            st.markdown(escaped(f"{session.title}, room {session.room}"))
        door.ask_for_pin(session)
    elif session is None:
        _sessions()
    else:
        running.draw(session.id, session.title)


def _sessions() -> None:
    st.title("Workshops", anchor=False)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        _new()
    with right:
        _known()


def _new() -> None:
    st.subheader("A new session", anchor=False)
    plans = {name: open_plan(name) for name in shipped()}
    order = sorted(plans, key=lambda name: plans[name].minutes)
    chosen = st.radio(
        "Which one?",
        order,
        format_func=lambda name: escaped(f"{plans[name].title} ({plans[name].minutes} minutes)"),
        captions=[escaped(f"{len(plans[name].rounds)} rounds. {plans[name].about.strip()}") for name in order],
        key="plan",
    )
    own = st.text_area(
        "Or one of your own (TOML, as in scenarios/workshops; docs/workshop.md tells how)", key="own-plan", height=68
    )
    title = st.text_input("What participants see as its title", max_chars=names.LONGEST_NAME, key="title",
                          placeholder=plans[str(chosen)].title)  # fmt: skip
    if not st.button("Make it", type="primary", key="make"):
        return
    try:
        plan = door.read_own(own) if own.strip() else plans[str(chosen)]
        session = sessions.create(door.database(), plan, title)
    except InputError as error:
        st.error("\n".join(f"- {escaped(problem)}" for problem in error.problems))
        return
    _open(session)


def _known() -> None:
    st.subheader("Sessions there are", anchor=False)
    known = sessions.all_sessions(door.database())
    if not known:
        st.caption("None yet.")
    for session in known:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            where = f"round {session.at.round}, " * bool(session.at.round)
            st.markdown(f"**{escaped(session.title)}**  \n{session.room} · {where}{IN_WORDS[session.at.phase]}")
            if st.button("Open", key=f"open-{session.id}"):
                _open(session)
            with st.popover("Delete"):
                st.markdown("Teams, answers and results go with it, for good.")
                if st.button("Delete it", key=f"delete-{session.id}"):
                    sessions.remove(door.database(), session.id)
                    st.rerun()
    if known:
        with st.expander("Delete old ones"):
            days = st.number_input("Made more than so many days ago", 1, 3650, 30, key="days")
            if st.button("Delete these", key="delete-old"):
                gone = sessions.remove_older(door.database(), float(days))
                st.toast(f"{gone} deleted.")
                st.rerun()


def _open(session: Session) -> None:
    st.query_params["room"] = session.room
    st.rerun()


page()
