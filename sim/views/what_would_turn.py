"""What would have to be true for the other verdict, and a button that makes it so."""

from collections.abc import Hashable
from functools import partial

import streamlit as st

from sim.inputs.parameters import PARAMETERS
from sim.show.wording import percent
from sim.study.certainty.flip import Flip, Flips, what_flips
from sim.study.worker import Work
from sim.views import session
from sim.views.answers import depends_on, played
from sim.views.levers import BY_KEY
from sim.views.lists import in_words
from sim.views.state import Study
from sim.views.text import BADGES, escaped
from sim.views.what_moves import words

MOST = 6  # ways that are told


def asked(study: Study, policy: str) -> tuple[Hashable, Work[Flips | None]]:
    """The work, and the key under which it is kept."""
    pair = policy, study.baseline
    return ("flips", depends_on(study.scenario), pair), partial(what_flips, played(study.scenario), *pair)


def draw(found: Flips | None, label: str) -> None:
    """The ways, the smallest change first."""
    if found is None:
        st.info("The two policies do the same: there is no verdict to turn round.")
        return
    if not found.ways:
        st.markdown("**Nothing that was tried turns the verdict round**, one assumption or two together at the end.")
    else:
        loses = found.difference.mean < 0
        other = "come out ahead" if loses else "come out behind"
        st.markdown(f"For {escaped(f'“{label}”')} to {other}, the smallest changes that would do are:")
    for n, way in enumerate(found.ways[:MOST]):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"way-{n}"):
            st.markdown(way_in_words(way), width="stretch", help=_hints(way))
            st.button(
                "Try it",
                key=f"try-{n}",
                on_click=partial(_try, way),
                help="Sets these values in your study; Undo on the page Explore takes them back.",
            )
    st.caption(
        escaped(
            "How far: 100 % is the end of the plausible range. Two assumptions are moved equally far. Found where the "
            f"mean difference is zero, with {found.people:,} people and {found.replicates} lives; it does not say how "
            "likely such a world is."
        )
    )


def _hints(way: Flip) -> str | None:
    """What its levers mean."""
    hints = [BY_KEY[change.key].hint for change in way.changes if change.key in BY_KEY]
    return escaped(" ".join(hints)) or None


def way_in_words(way: Flip) -> str:
    """One way: each assumption with its value now and then, and how far that is."""
    said = [
        f"**{escaped(words(change.key))}** {BADGES[PARAMETERS[change.key].grade]}: "
        f"{escaped(in_words(change.key, rounded(change.then)))} instead of {escaped(in_words(change.key, change.now))}"
        for change in way.changes
    ]
    return "  \nand ".join(said) + f"  \n:small[:gray[{escaped(f'{percent(way.far)} of the way to the end')}]]"


def rounded(value: object) -> float | int:
    """A value in three digits, whole numbers as they are."""
    return value if isinstance(value, int) else float(f"{float(str(value)):.3g}")


def _try(way: Flip) -> None:
    settings = {change.key: change.then for change in way.changes}
    session.change(session.study().with_settings(settings))
