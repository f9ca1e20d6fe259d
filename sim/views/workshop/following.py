"""A page that follows the session: looked at anew every two seconds, and drawn anew where something has changed.

`begin` and `end` stand around what a page draws; `follow` is called in a fragment that runs by itself. What was drawn
counts only once `end` was reached: a run that was broken off half-way is done again at the next look.
"""

import streamlit as st

EVERY = 2.0  # seconds
_DRAWING, _DRAWN = "following_drawing", "following_drawn"


def begin() -> None:
    """The whole page is drawn from here on."""
    st.session_state[_DRAWING] = True
    st.session_state.pop(_DRAWN, None)


def follow(now: object) -> None:
    """Draw the whole page anew unless it shows this already. now: all that makes it another page."""
    if st.session_state.pop(_DRAWING, False):  # it is being drawn at this moment
        return
    if st.session_state.get(_DRAWN) != now:
        st.rerun()


def end(now: object) -> None:
    """The whole page is drawn, and shows this."""
    st.session_state[_DRAWN] = now
