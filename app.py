"""The app's entry: how every page looks, and the list of pages. `twenty-cents app` starts it."""

from pathlib import Path

import streamlit as st

import sim.views

VIEWS = Path(sim.views.__file__).parent

st.set_page_config(page_title="Twenty Cents", page_icon="✉️", layout="wide")

# Pages are files, so that tests reach them and a change of page starts one afresh.
pages = [
    st.Page(VIEWS / "explore.py", title="Explore", url_path="explore", default=True),
]
page = st.navigation(pages, position="top")

# A measure that the eye can follow on a wide screen; all of the window on a narrow one.
with st.container(horizontal_alignment="center"), st.container(width=1280):
    page.run()
