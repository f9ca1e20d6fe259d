"""The first page, finished when it opens: a verdict, its figures and chart, and eight levers beside them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sim.views import answers, bring, company, keep, levers, looking, parts, presets, session, verdict
from sim.views.answers import EVERY, Answer
from sim.views.state import Study
from sim.views.text import escaped


def page() -> None:
    """What is asked and the verdict; figures and chart beside the levers; below them what can be kept."""
    study = session.study()
    with st.container(key="question", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/mail: **{escaped(study.scenario.question or study.scenario.title)}**")
        presets.draw()
    with st.container(key="begin", horizontal=True):
        company.draw()
        bring.draw()
        presets.steps()
    top, under = st.empty(), st.empty()  # the first, the verdict, stays in sight while the rest is scrolled
    left, right = st.columns([2.1, 1], gap="large")
    with right, st.container(border=True, key="levers", gap="xsmall"):  # there while the answer is worked out
        presets.policies()
        levers.draw()
    with left:
        if study.policies:
            answer(study, top, under)
        else:
            st.info(
                "**No policy is chosen.** Choose one or more beside this, and the answer comes back.",
                icon=":material/touch_app:",
            )


def answer(study: Study, top: DeltaGenerator, under: DeltaGenerator) -> None:
    """The answer; the page is drawn anew once it is surer."""
    question = answers.ask(study)
    with top, st.spinner("The same people live under one policy after another …", show_time=True):
        drawn = question.first()
    before = session.before()
    earlier = answers.known(before) if before else None
    with top.container():
        verdict.headline(drawn, earlier)
    with under.container():
        verdict.beneath(drawn)
    show(study, drawn, earlier)
    if not drawn.finished:  # most looks find nothing new, and cost next to nothing
        looking.by_itself(EVERY, lambda: question.now() is not drawn)


def show(study: Study, now: Answer, earlier: Answer | None) -> None:
    """Figures and chart; what can be taken away; what would turn it."""
    found = now.comparison
    headline = found.headline or found.best
    order = [key for key in study.scenario.policies if key != study.baseline]
    parts.figures(found, headline)
    keep.comparison(study, found)
    parts.chart_over_time(found, order, earlier.comparison if earlier else None)
    for sentence in verdict.others(now):
        st.markdown(sentence)
    for key in verdict.asked(now):
        if turning := now.turns_on.get(key):
            with st.expander(escaped(f"What would turn it for “{found.policies[key].label}”")):
                parts.what_turns_it(found, turning)


page()
