"""What a verdict rests on: the assumptions that move it, what would turn it, where selling pays, and how sure it is."""

from functools import partial
from typing import Any

import streamlit as st

from sim.study.certainty.tornado import tornado
from sim.study.maps.where_it_pays import where_it_pays
from sim.study.plan import sells
from sim.views import answers, keep, pay_map, session, waiting, what_moves, what_would_turn, worlds
from sim.views.levers import BY_KEY
from sim.views.state import Study
from sim.views.text import escaped

PRICE, FINDING_OUT, SERVICE, MARGIN = (
    "data_market.price",
    "people.trace_chance_ordinary",
    "company.personalisation_retention",
    "money.margin",
)
ALONG_A_PRICE: dict[str, Any] = {"cells": 24, "people": 5_000, "replicates": 8}  # one run a line of cells
CELL_BY_CELL: dict[str, Any] = {"cells": 9, "people": 2_000, "replicates": 4}  # a run a cell


def page() -> None:
    """One policy's verdict: four questions about it, each answered when it is ready."""
    study = session.study()
    if not study.policies:
        st.title("What matters", anchor=False)
        st.info("**No policy is chosen.** Choose one or more on the page Explore.", icon=":material/touch_app:")
        return
    policy = chosen(study)
    label, base = (study.scenario.policies[key].label for key in (policy, study.baseline))
    st.title(escaped(f"What “{label}” against “{base}” rests on"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(study.policies) > 1:
            pick(study, policy)
        keep.share()
    world, depends = answers.played(study.scenario), answers.depends_on(study.scenario)
    pair = (policy, study.baseline)

    st.subheader("What moves it most", anchor=False, divider="gray")
    asked = partial(tornado, world, *pair)
    waiting.show(("tornado", depends, pair), asked, "Every open assumption is tried at both ends", what_moves.draw)

    st.subheader("What would have to be true", anchor=False, divider="gray")
    waiting.show(
        *what_would_turn.asked(study, policy),
        "The smallest change that turns it is sought",
        partial(what_would_turn.draw, label=label),
    )

    st.subheader("Where it pays", anchor=False, divider="gray")
    x, y = axes(study, policy)
    size = dict(ALONG_A_PRICE if PRICE in (x, y) else CELL_BY_CELL)
    size["people"] = min(size["people"], int(world["market.people"]))
    map_ = partial(where_it_pays, world, x, y, policy=policy, baseline=study.baseline, **size)
    waiting.show(("map", depends, pair, x, y), map_, "The map is drawn", pay_map.draw)

    st.subheader("In how many plausible worlds", anchor=False, divider="gray")
    waiting.show(*worlds.asked(study), worlds.DOING, worlds.draw)


def chosen(study: Study) -> str:
    """The policy that the page is about: the one asked for, else the first that sells, else the first."""
    asked = study.view.get("about")
    if asked in study.policies:
        return str(asked)
    selling = (key for key in study.policies if sells(study.scenario, study.scenario.policy(key)))
    return next(selling, study.policies[0])


def pick(study: Study, policy: str) -> None:
    """Choose another of the policies compared."""
    st.selectbox(
        "Policy",
        study.policies,
        index=study.policies.index(policy),
        format_func=lambda key: study.scenario.policies[key].label if key in study.scenario.policies else key,
        key=session.widget("about", policy),
        on_change=_look,
        args=("about",),
        width=330,
    )


def axes(study: Study, policy: str) -> tuple[str, str]:
    """The two levers of the map, as the visitor chose them."""
    selling = sells(study.scenario, study.scenario.policy(policy))
    usual = (PRICE, FINDING_OUT) if selling else (SERVICE, MARGIN)
    asked = [study.view.get(name, key) for name, key in zip(("across", "up"), usual, strict=True)]
    x = asked[0] if asked[0] in BY_KEY else usual[0]
    y = asked[1] if asked[1] in BY_KEY and asked[1] != x else next(key for key in (*usual[::-1], *BY_KEY) if key != x)
    with st.container(horizontal=True):
        for name, title, now, other in (("across", "Across", x, y), ("up", "Up", y, x)):
            keys = [key for key in BY_KEY if key != other]
            st.selectbox(
                title,
                keys,
                index=keys.index(now),
                format_func=lambda key: BY_KEY[key].words,
                key=session.widget(name, now),
                on_change=_look,
                args=(name,),
                width=330,
            )
    return x, y


def _look(name: str) -> None:
    session.look(session.study().looking_at(**{name: session.stands_at(name)}))


page()
