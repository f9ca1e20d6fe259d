"""Joining on a phone: a code and a team's name, no account; then waiting, and what one believes before it begins."""

from collections.abc import Callable

import streamlit as st

from sim.errors import InputError
from sim.views.text import escaped
from sim.views.workshop import door
from sim.views.workshop.pictures import plain, whole
from sim.workshop import keys, names, sessions, teams
from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED
from sim.workshop.teams import Joined, Phone

KEY = "me"  # in the address: who this phone is
_NEW_KEY = "key-of-a-new-phone"  # it joins with this one however often it is pressed
BELIEF = "All in all: does selling customers' records pay?"
ROLES = {
    "marketing": "Marketing",
    "finance": "Finance",
    "privacy": "Privacy",
    "customer": "A customer",
}


def key_of_this_phone() -> str | None:
    """Who this phone is; None where it is in no team. Its address says it from then on.

    A second tap breaks off the run of the first, which may have joined already without the address being told.
    """
    key = st.query_params.get(KEY) or st.session_state.get(_NEW_KEY)
    if not key or teams.phone_of(door.database(), key) is None:
        return None
    if st.query_params.get(KEY) != key:
        st.query_params.from_dict({KEY: key})
    return str(key)


def draw(*, lost: bool) -> None:
    """A room's code, then a team's name; or a team's code. lost: the address named a phone that is none."""
    st.title("Join the workshop", anchor=False)
    st.session_state.setdefault(_NEW_KEY, keys.phone_key())
    if lost:
        st.info("This phone's place is not there any more. Join again; your team's code brings you back into it.")
    session = door.room_from_address()
    if session is None:
        _code()
        return
    st.markdown(f"**{escaped(session.title)}**")
    with st.form("join", border=False):
        typed = st.text_input("Your team's name", max_chars=names.LONGEST_NAME, key="team-name")
        if st.form_submit_button("Join as a new team", type="primary", width="stretch"):
            _enter(lambda key: teams.join(door.database(), session.id, typed, key))
    st.markdown("Is your team in already? Then type its code, which its first phone shows.")
    _code("Team code")


def _code(label: str = "Room code or team code") -> None:
    with st.form(f"code-{label}", border=False):
        typed = st.text_input(label, max_chars=12, key=f"code-{label}-typed", placeholder="as in H7KQ2M")
        if not st.form_submit_button("Go on", width="stretch"):
            return
    _enter(lambda key: _by_code(typed, key))


def _by_code(typed: str, key: str) -> Joined:
    door.CODE_GUESSES.allow(door.visitor())
    session = sessions.by_room(door.database(), typed)
    if session is not None:
        st.query_params["room"] = session.room
        st.rerun()
    joined = teams.join_team(door.database(), typed, key)
    if joined is None:
        door.CODE_GUESSES.wrong(door.visitor())
        raise InputError("There is no room and no team with that code. Look again: six letters and digits.")
    return joined


def _enter(join: Callable[[str], Joined]) -> None:
    try:
        joined = join(st.session_state[_NEW_KEY])
    except InputError as error:
        st.error(escaped(str(error)))
        return
    st.query_params.from_dict({KEY: joined.key})
    st.rerun()


def lobby(session: Session, phone: Phone) -> None:
    """Before the first round: what it is about, a role, and what one believes."""
    st.title("You are in", anchor=False)
    st.markdown(escaped(session.plan.about.strip()))
    others(phone)
    if session.plan.roles:
        role(session, phone)
    believe(phone, at_end=False)


def others(phone: Phone) -> None:
    """How the rest of the team gets in."""
    code = phone.team.code
    st.html(whole(f'<p>More phones in {plain(phone.team.name)}? They type <span class="code">{code}</span>. '
                  "It also brings you back if this phone is lost.</p>"))  # fmt: skip


def role(session: Session, phone: Phone) -> None:
    """The role that this phone takes: its figures come first, and its question is asked."""
    options = ["", *session.plan.roles]
    chosen = st.segmented_control(
        "Your role (each sees its own figures first)",
        options,
        default=phone.role,
        format_func=lambda one: ROLES.get(one, "None"),
        key="role",
        required=True,
    )
    if chosen is not None and chosen != phone.role:
        teams.take_role(door.database(), phone.id, str(chosen))


def believe(phone: Phone, *, at_end: bool) -> None:
    """What one believes, asked before the first round and after the last."""
    known = phone.believed_at_end if at_end else phone.believed_at_start
    with st.form("belief"):
        st.markdown(f"**{'And now? ' if at_end else 'Before we begin. '}{BELIEF}** Your own view, not your team's.")
        chance = st.slider("How likely is it?", 0, 100, round(100 * (known if known is not None else 0.5)), 5, "%d %%")
        if st.form_submit_button("That is what I believe" if known is None else "Change it", width="stretch"):
            teams.believe(door.database(), phone.id, chance / 100, at_end=at_end)
            st.toast("Kept.")
            st.rerun()
    if known is not None:
        st.caption(f"You said {known:.0%}.")


def foot(session: Session, phone: Phone) -> None:
    """The team's code, on every page once it has begun."""
    if session.at.round and session.at.phase != ENDED:
        st.html(whole(f'<p class="w-foot">Team code, for your other phones and to come back: '
                      f'<span class="code">{phone.team.code}</span></p>'))  # fmt: skip
