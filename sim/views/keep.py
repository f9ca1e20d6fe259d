"""What can be taken away: a link, tables, charts, the scenario, and how to get the same numbers again."""

import streamlit as st

from sim.errors import RunError
from sim.views import session
from sim.views.answers import Answer
from sim.views.state import Study
from sim.views.text import escaped


def draw(study: Study, now: Answer) -> None:
    """The row of things to take away."""
    del study, now
    with st.container(horizontal=True, key="keep"):
        share()


def share() -> None:
    """A link to exactly what is seen."""
    with st.popover("Share", icon=":material/share:"):
        st.markdown("**This link opens exactly what you see:** world, levers, policies and page.")
        try:
            st.code(session.address(), language=None, wrap_lines=True)
        except RunError as error:
            st.error(escaped(str(error)))
