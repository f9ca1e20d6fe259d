"""Where to begin, and how to go back: the shipped scenarios, the policies compared, undo and reset."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from sim.inputs.scenario import load, shipped
from sim.views import session
from sim.views.state import MOST_POLICIES, Study
from sim.views.text import escaped


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """The shipped scenarios by name, with what they are called."""
    return {name: load(name).title for name in shipped()}


def draw() -> None:
    """Choose another world to begin with."""
    names, start = titles(), session.study().start
    st.selectbox(
        "World",
        list(names),
        index=list(names).index(start),
        format_func=names.__getitem__,
        key=session.widget("start", start),
        on_change=_begin,
        label_visibility="collapsed",
        width=330,
    )


def _begin() -> None:
    study = session.study()
    session.change(replace(Study.of(session.stands_at("start")), page=study.page, view=study.view))


def steps() -> None:
    """Undo and reset."""
    study = session.study()
    st.button("Undo", icon=":material/undo:", on_click=session.undo, disabled=session.before() is None, key="undo")
    fresh = replace(Study.of(study.start), page=study.page, view=study.view) == study
    st.button("Reset", icon=":material/restart_alt:", on_click=session.reset, disabled=fresh, key="reset")


def policies() -> None:
    """Which policies are set against the baseline, in the order chosen; perhaps none."""
    study = session.study()
    labels = {key: one.label for key, one in study.scenario.policies.items() if key != study.baseline}
    chosen = [key for key in study.policies if key in labels]
    described = [f"- **{escaped(one.label)}**: {escaped(one.description)}" for one in study.scenario.policies.values()]
    st.multiselect(
        f"Policies set against “{escaped(study.scenario.policies[study.baseline].label)}”",
        list(labels),
        default=chosen,
        format_func=lambda key: labels.get(key, key),
        max_selections=MOST_POLICIES,
        placeholder="Choose up to six",
        key=session.widget("policies", chosen),
        on_change=_choose,
        help="\n".join(described),
    )


def _choose() -> None:
    session.change(replace(session.study(), policies=tuple(session.stands_at("policies"))))


def baseline() -> None:
    """What the policies are set against."""
    study = session.study()
    labels = {key: one.label for key, one in study.scenario.policies.items()}
    st.selectbox(
        "Set against",
        list(labels),
        index=list(labels).index(study.baseline),
        format_func=lambda key: labels.get(key, key),
        key=session.widget("baseline", study.baseline),
        on_change=_against,
        width=260,
    )


def _against() -> None:
    """Another baseline; a policy that was compared before and is the baseline now changes places with the old one."""
    study, chosen = session.study(), session.stands_at("baseline")
    others = tuple(study.baseline if key == chosen else key for key in study.policies)
    session.change(replace(study, policies=others, baseline=chosen))
