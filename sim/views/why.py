"""Why a policy differs from the baseline: a waterfall of parts that add up, worked out beside the page."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial

import streamlit as st

from sim.show import why_words
from sim.study.causes.why import Why, why_of_one
from sim.study.comparison import Comparison
from sim.study.worker import Work
from sim.views import policy_charts, session, waiting
from sim.views.answers import played
from sim.views.state import Study
from sim.views.text import escaped

VIEW = "why"


def draw(study: Study, found: Comparison) -> None:
    """Choose a policy, and see what its difference is made of."""
    others = [key for key in found.policies if key != found.baseline]
    wanted = study.view.get(VIEW, "")
    default = found.headline.key if found.headline else others[0]
    chosen = wanted if wanted in others else default
    st.subheader("Why?", anchor=False)
    st.segmented_control(
        "Why does this policy differ?",
        others,
        default=chosen,
        format_func=lambda key: found.policies[key].label if key in found.policies else key,
        key=session.widget("why-policy", chosen),
        on_change=_choose,
        label_visibility="collapsed",
        required=True,
    )
    doing = "The same lives with each mechanism switched on and off"
    waiting.show(*asked(study, chosen), doing, partial(show, found, chosen), short=True)


def asked(study: Study, policy: str) -> tuple[Hashable, Work[Why]]:
    """The work, and the key under which it is kept."""
    work = partial(why_of_one, played(study.scenario), policy, study.baseline)
    return ("why", study.scenario.digest, policy, study.baseline), work


def show(found: Comparison, policy: str, answer: Why) -> None:
    """The parts in words and as a waterfall."""
    whole = replace(found, why={policy: answer})
    st.markdown(escaped(why_words.in_words(whole, policy)))
    st.altair_chart(policy_charts.waterfall(answer), alt=policy_charts.waterfall_in_words(answer), key="why-parts")
    st.caption(escaped(why_words.how_it_was_told(whole)))


def _choose() -> None:
    session.look(session.study().looking_at(**{VIEW: session.stands_at("why-policy")}))
