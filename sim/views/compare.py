"""The policies side by side: what each comes to, why, who left because of it, and how it fares in other worlds."""

import streamlit as st

from sim.show import wording
from sim.study.comparison import Comparison
from sim.views import answers, keep, looking, parts, policy_editor, presets, regret, session, verdict, why
from sim.views.answers import EVERY, Answer
from sim.views.state import Study
from sim.views.text import escaped


def page() -> None:
    """What is compared; then the answer, and what it is made of."""
    study = session.study()
    with st.container(key="question", horizontal=True, vertical_alignment="bottom"):
        presets.policies()
        presets.baseline()
        presets.steps()
    policy_editor.draw()
    if not study.policies:
        st.info(
            "**No policy is chosen.** Choose one or more above, and they are set side by side.",
            icon=":material/touch_app:",
        )
        return
    question = answers.ask(study)
    with st.spinner("The same people live under one policy after another …", show_time=True):
        drawn = question.first()
    show(study, drawn)
    why.draw(study, drawn.comparison)
    regret.draw(study)
    if not drawn.finished:
        looking.by_itself(EVERY, lambda: question.now() is not drawn)


def show(study: Study, now: Answer) -> None:
    """The headline, the table, and the charts."""
    found = now.comparison
    order = [key for key in study.scenario.policies if key != study.baseline]
    with st.container(key="headline"):
        st.title(escaped(headline(found)), anchor=False)
    st.markdown(verdict.how_sure(now))
    parts.policies(found)
    keep.comparison(study, found)
    left, right = st.columns(2, gap="large")
    with left:
        parts.chart_over_time(found, order)
    with right:
        parts.customers_over_time(found, order)
    parts.who_left(found)


def headline(found: Comparison) -> str:
    """Which policy comes out highest, with its interval, and whether that is beyond chance."""
    several = f"Highest of the {len(found.policies)} policies"
    if found.best.key == found.baseline:
        return f"{several}: “{found.best.label}”."
    return f"{several}: {wording.difference(found, found.best)}"


page()
