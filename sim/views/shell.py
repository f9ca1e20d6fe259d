"""What stands around every page: what the link said, trouble in plain words, and the assumptions that differ."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from sim.errors import TwentyCentsError
from sim.inputs.parameters import PARAMETERS
from sim.show.currency import in_force, told_in
from sim.views import currency, session
from sim.views.answers import played
from sim.views.lists import in_words
from sim.views.pages import FOLDER
from sim.views.state import Opened
from sim.views.text import BADGES, changed, escaped

SHOWN = 6  # differing assumptions named at the foot; the page of evidence lists all


def around(page: StreamlitPage) -> None:
    """A page between what comes before and after it. An error of ours becomes a notice, and the rest still stands."""
    if said := session.opened():
        _said_by_the_link(said)
    try:
        with told_in(currency.of(session.study())):
            _run(page)
            _foot()
    except TwentyCentsError as error:  # of a link: there is no such currency
        trouble(str(error))


def _run(page: StreamlitPage) -> None:
    try:
        page.run()
    except TwentyCentsError as error:
        trouble(str(error))


def trouble(why: str) -> None:
    """Something cannot be done: why, and how to go on."""
    with st.container(border=True, key="trouble"):
        st.markdown(f":material/error: **This cannot be worked out.** {escaped(why)}")
        back, afresh, _ = st.columns([1, 1, 3])
        nothing = session.before() is None
        back.button("Undo the last change", on_click=session.undo, disabled=nothing, key="trouble-undo")
        afresh.button("Start afresh", on_click=session.reset, key="trouble-reset")


def _said_by_the_link(opened: Opened) -> None:
    if not opened.problems and not opened.remarks:
        return
    whole = "The link could not be read as it was sent" if opened.problems else "The link is an older one"
    lines = "\n".join(f"- {escaped(line)}" for line in (*opened.problems, *opened.remarks))
    with st.container(border=True, key="link"):
        st.markdown(f":material/link: **{whole}; what can be shown is shown.**\n\n{lines}")
        st.button("I have read this", on_click=session.put_away, key="link-read")


def _foot() -> None:
    """The assumptions that differ from their defaults, on every page; where the rest stands."""
    scenario = session.study().scenario
    different = [key for key in changed(scenario) if not key.startswith("market.")]
    st.space("small")
    with st.container(key="foot"):
        if different:
            named = "; ".join(_difference(key) for key in different[:SHOWN])
            more = f"; and {len(different) - SHOWN} more" if len(different) > SHOWN else ""
            st.markdown(f":small[**Not the default here:** {named}{more}.]")
        else:
            st.markdown(f":small[All {len(PARAMETERS)} assumptions and settings are the shipped ones.]")
        asked, lived = (int(one["market.people"]) for one in (scenario, played(scenario)))
        if lived < asked:
            st.markdown(
                f":small[Of the {asked:,} simulated people that this scenario asks for, the first {lived:,} live here: "
                f"for {scenario['market.months']} months a page spends no more. The command line lives them all.]"
            )
        if note := in_force().note:
            st.markdown(f":small[{escaped(note)} What sources say stays in dollars.]")
        if session.study().page != "evidence":
            st.page_link(FOLDER / "evidence.py", label="What every number rests on", icon=":material/fact_check:")


def _difference(key: str) -> str:
    entry, scenario = PARAMETERS[key], session.study().scenario
    usual = in_words(key, entry.default)
    said = f"{entry.meaning.rstrip('.')}: {in_words(key, scenario[key])} (default {usual})"
    return f"{escaped(said)} {BADGES[entry.grade]}"
