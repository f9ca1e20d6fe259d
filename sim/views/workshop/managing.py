"""On the side of the console: the room's code, teams, names, robots, handing over, and other screens."""

import streamlit as st

from sim.errors import InputError
from sim.views.text import escaped
from sim.views.workshop import door
from sim.views.workshop.pictures import qr, whole
from sim.workshop import names, robots, sessions, teams
from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED
from sim.workshop.teams import Team


def draw(session: Session) -> None:
    """All of it."""
    st.html(whole(f'<p>Room <span class="code" style="font-size:1.6em">{session.room}</span></p>'))
    with st.expander("QR code and addresses", expanded=session.at.round == 0):
        st.html(whole(qr(door.join_address(session.room)), f"<p>{door.join_address(session.room)}</p>"))
    with st.container(horizontal=True):
        st.link_button("Projector", f"/screen?room={session.room}", icon=":material/tv:")
        st.link_button("Debrief", f"/debrief?room={session.room}", icon=":material/summarize:")
    shown = st.toggle("Show teams' names", session.names_shown, key="names-shown",
                      help="Until then teams are called by letters, on every screen.")  # fmt: skip
    if shown != session.names_shown:
        sessions.show_names(door.database(), session.id, shown)
        st.rerun()
    _teams(session)
    if session.at.phase != ENDED:
        _robots(session)
    _hand_over(session)
    if st.button("All sessions", key="all-sessions"):
        del st.query_params["room"]
        st.rerun()


def _teams(session: Session) -> None:
    with st.expander("Teams: rename, take out, a way back in"):
        all_ = teams.all_teams(door.database(), session.id)
        if not all_:
            st.caption("Nobody is in yet.")
            return
        by_id = {team.id: team for team in all_}
        chosen = by_id[int(st.selectbox("Team", list(by_id), format_func=lambda one: _called(by_id[one]), key="team"))]
        st.html(whole(f'<p>Its code, to come back with: <span class="code">{chosen.code}</span></p>'))
        typed = st.text_input("New name", chosen.name, names.LONGEST_NAME, key=f"name-{chosen.id}")
        with st.container(horizontal=True):
            if st.button("Rename", key="rename"):
                try:
                    teams.rename(door.database(), chosen.id, typed)
                    st.rerun()
                except InputError as error:
                    st.error(escaped(str(error)))
            if st.button("Take it in again" if chosen.removed else "Take it out", key="remove"):
                teams.set_removed(door.database(), chosen.id, not chosen.removed)
                st.rerun()


def _called(team: Team) -> str:
    return f"{team.name}{' (taken out)' if team.removed else ''}"


def _robots(session: Session) -> None:
    with st.expander("Rehearse with robots"):
        st.markdown("Robot teams join and answer by themselves, so that you can go through it alone.")
        if st.button("Three robot teams", key="robots"):
            robots.add(door.database(), session.id, 3)
            st.rerun()


def _hand_over(session: Session) -> None:
    with st.expander("Hand over to another facilitator"):
        st.markdown(
            "Give the session a PIN of its own and tell it to the other one, with the room's code: with both, the "
            "console opens on any computer here. A PIN that was given before lets nobody in any more."
        )
        with st.form("hand-over", border=False):
            pin = st.text_input("PIN for this session (at least six characters)", type="password", max_chars=64)
            if st.form_submit_button("Hand over"):
                try:
                    sessions.hand_over(door.database(), session.id, pin)
                    st.success("This PIN opens the session now; so does the workshop's own.")
                except InputError as error:
                    st.error(escaped(str(error)))
