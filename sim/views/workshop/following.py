"""A page that follows the session: looked at anew every two seconds, and drawn anew where something has changed."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from sim.errors import TwentyCentsError
from sim.views import looking
from sim.views.text import escaped

EVERY = 2.0  # seconds
Here = TypeVar("Here")


def page(
    look: Callable[[], Here],
    pulse: Callable[[Here], object],
    line: Callable[[Here], None],
    draw: Callable[[Here], None],
) -> None:
    """A line that is always new, above what is drawn anew only where the pulse changes.

    look: how things stand. pulse: all of it that makes the page another one; an error that is told does, too.
    """
    above = st.container()
    here: Here | None = None
    drawn: object
    try:
        here = look()
        drawn = pulse(here)
        draw(here)
    except TwentyCentsError as error:
        drawn = str(error)
        st.error(escaped(str(error)), icon=":material/error:")

    def looked_at_anew() -> bool:
        nonlocal here
        now, here = here, None
        if now is None:
            try:
                now = look()
            except TwentyCentsError as error:
                return str(error) != drawn
            if pulse(now) != drawn:
                return True
        line(now)
        return False

    with above:
        looking.by_itself(EVERY, looked_at_anew)
