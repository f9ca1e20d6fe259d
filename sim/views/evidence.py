"""Every assumption and setting: value, range, unit, grade, source and date; to be searched and sifted."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import streamlit as st

from sim.inputs.parameter import GRADES, Parameter
from sim.inputs.parameters import GROUPS, PARAMETERS
from sim.views import lists, session
from sim.views.levers import BY_KEY
from sim.views.state import Study
from sim.views.text import BADGES, changed, escaped

EVERYTHING = "all"


def page() -> None:
    """What to look for, and what there is of it."""
    study = session.study()
    st.title("What every number rests on", anchor=False)
    st.markdown(
        "Nine in ten people object to a sale: that is a survey, and says who may mind. How many find out, and how many "
        "of those leave, **nobody has measured**: those are assumptions, with wide ranges."
    )
    with st.expander("What the grades mean"):
        st.markdown("\n".join(f"- {BADGES[grade]} {escaped(meaning)}" for grade, meaning in GRADES.items()))
    with st.container(key="sift"):
        words, grade, group, only_changed = look_for(study)
    found = [entry for entry in PARAMETERS.values() if group in (EVERYTHING, entry.group) and says(entry, words)]
    found = [entry for entry in found if grade in (EVERYTHING, entry.grade)]
    if only_changed:
        differing = changed(study.scenario)
        found = [entry for entry in found if entry.name in differing]
    st.markdown(f"**{len(found)} of {len(PARAMETERS)}**", help="Those that you changed are marked wherever they stand.")
    if not found:
        st.info("Nothing here says that. Try fewer words, or another grade.", icon=":material/search_off:")
    for name, members in groupby(found, lambda entry: entry.group):
        st.subheader(GROUPS[name], anchor=False, divider="gray")
        st.markdown(lists.assumptions(study.scenario, (entry.name for entry in members)))


def look_for(study: Study) -> tuple[list[str], str, str, bool]:
    """Words, grade, group, and whether only what was changed: kept in the study, so that a link opens the same."""
    said = st.text_input(
        "Search",
        words := study.view.get("words", "")[:80],
        key=session.widget("evidence-words", words),
        placeholder="price, magazine, survey 2018 …",
        type="search",
        max_chars=80,
        on_change=_look,
        args=("words", "evidence-words"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grade = _one_of(study, "Grade", "grade", {grade: grade for grade in GRADES})
        group = _one_of(study, "About", "group", GROUPS)
        only = st.toggle(
            "Only what I changed",
            changed := study.view.get("changed") == "yes",
            key=session.widget("evidence-changed", changed),
            on_change=_look_at_changed,
        )
    return str(said or "").lower().split(), grade, group, only


def _one_of(study: Study, title: str, name: str, words: Mapping[str, str]) -> str:
    asked = study.view.get(name, EVERYTHING)
    keys = [EVERYTHING, *words]
    now = asked if asked in words else EVERYTHING
    st.selectbox(
        title,
        keys,
        index=keys.index(now),
        format_func=lambda key: words.get(key, "All"),
        key=session.widget(f"evidence-{name}", now),
        on_change=_look,
        args=(name, f"evidence-{name}"),
        width=280,
    )
    return now


def _look(name: str, widget: str) -> None:
    said = session.stands_at(widget)
    session.look(session.study().looking_at(**{name: None if said in ("", EVERYTHING) else said}))


def _look_at_changed() -> None:
    session.look(session.study().looking_at(changed="yes" if session.stands_at("evidence-changed") else None))


def says(entry: Parameter, words: list[str]) -> bool:
    """Whether everything that is looked for is said of a parameter."""
    text = " ".join(_told(entry)).lower()
    return all(word in text for word in words)


def _told(entry: Parameter) -> Iterator[str]:
    yield from (entry.name, entry.meaning, entry.source, entry.unit, entry.grade, entry.date, GROUPS[entry.group])
    if entry.name in BY_KEY:
        yield from (BY_KEY[entry.name].words, BY_KEY[entry.name].hint)


page()
