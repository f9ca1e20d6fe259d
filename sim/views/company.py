"""About my company: a few questions whose answers set the scenario."""

import streamlit as st


def draw() -> None:
    """The questions, folded away until they are wanted."""
    with st.expander("About my company", icon=":material/domain:"):
        st.caption("Soon.")
