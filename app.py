"""The app's entry: how every page looks, and the list of pages. `twenty-cents app` starts it."""

import streamlit as st

from sim.views import session, shell, theme
from sim.views.pages import PAGES
from sim.workshop.served import served

st.set_page_config(page_title="Twenty Cents", page_icon="✉️", layout="wide")
if served():  # by `twenty-cents workshop`: its own pages and none of these (`following` needs a run to reach its end)
    from sim.views.workshop import door

    door.run()
else:
    theme.apply()

    # Pages are files, so that tests reach them and a change of page starts one afresh.
    pages = {
        entry.key: st.Page(
            entry.file,
            title=entry.title,
            icon=entry.icon,
            url_path="first" if entry is PAGES[0] else entry.key,
            default=entry is PAGES[0],
        )
        for entry in PAGES
    }
    # The first page stands at the root; its own address leads there.
    first = st.Page(PAGES[0].file, title=PAGES[0].title, url_path=PAGES[0].key, visibility="hidden")
    page = st.navigation([*pages.values(), first], position="top")
    here = next((key for key, one in pages.items() if one is page or one.url_path == page.url_path), PAGES[0].key)

    wanted = session.arrive(here) or here
    if wanted in pages and (wanted != here or page is first):
        st.switch_page(pages[wanted])

    # A measure that the eye can follow on a wide screen; all of the window on a narrow one.
    with st.container(horizontal_alignment="center"), st.container(width=1240, key="page"):
        shell.around(page)
    session.write_address()
