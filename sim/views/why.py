"""Why a policy differs from the baseline: a waterfall of parts that add up, worked out beside the page."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

import streamlit as st

from sim.show import why_words
from sim.study.background import Background
from sim.study.causes.why import Why, why_in_background
from sim.study.comparison import Comparison
from sim.views import currency, policy_charts, session
from sim.views.answers import played
from sim.views.state import Study
from sim.views.text import escaped

EVERY = 0.5  # seconds between looks at how far it is
KEPT = 64  # answers; one takes some kilobytes
VIEW = "why"

_asked: "OrderedDict[tuple[object, ...], Background[Why]]" = OrderedDict()
_guard = Lock()


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
        format_func=lambda key: found.policies[key].label if key in found.policies else key,
        key=session.widget("why-policy", chosen),
        on_change=_choose,
        label_visibility="collapsed",
        required=True,
    )
    under_way = ask(study, chosen)

    @currency.fragment(run_every=None if under_way.finished else EVERY)
    def told() -> None:
        if under_way.finished:
            show(found, chosen, under_way.result())
            return
        share = under_way.done / under_way.to_do if under_way.to_do else 0.0
        st.progress(share, "The same lives with each mechanism switched on and off …")

    told()


def ask(study: Study, policy: str) -> Background[Why]:
    """Why the policy differs from the study's baseline, begun if nobody has asked for it yet."""
    key = study.scenario.digest, policy, study.baseline
    with _guard:
        if key not in _asked:
            _asked[key] = why_in_background(played(study.scenario), policy, study.baseline)
            while len(_asked) > KEPT:
                _asked.popitem(last=False)[1].give_up()
        _asked.move_to_end(key)
        return _asked[key]


def show(found: Comparison, policy: str, answer: Why) -> None:
    """The parts in words and as a waterfall."""
    whole = replace(found, why={policy: answer})
    st.markdown(escaped(why_words.in_words(whole, policy)))
    st.altair_chart(policy_charts.waterfall(answer), alt=policy_charts.waterfall_in_words(answer), key="why-parts")
    st.caption(escaped(why_words.how_it_was_told(whole)))


def _choose() -> None:
    session.look(session.study().looking_at(**{VIEW: st.session_state["why-policy"]}))
