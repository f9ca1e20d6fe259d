"""A page that follows the session: looked at anew every two seconds, and drawn anew where something has changed.

A look is a fragment of Streamlit's that runs by itself. Where one is asked for at the moment at which a run of the page
ends, Streamlit throws away what that run has not sent yet, and the page would stay cut off: nothing has changed since,
so that nobody draws it again. Therefore every drawing has a look of its own, the last thing that it sends. A browser
asks for it only once it has everything else. Looks of earlier drawings are forgotten, provided that the run reaches its
end (no `st.stop`); whoever asks for one is not heard.
"""

import itertools
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from sim.errors import TwentyCentsError
from sim.views.text import escaped

EVERY = 2.0  # seconds
Here = TypeVar("Here")
_drawings = itertools.count()


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

    def looked_at_anew() -> None:
        nonlocal here
        now, here = here, None
        if now is None:
            try:
                now = look()
            except TwentyCentsError as error:
                if str(error) != drawn:
                    st.rerun()
                return
            if pulse(now) != drawn:
                st.rerun()
        line(now)

    looked_at_anew.__qualname__ += str(next(_drawings))
    with above:
        st.fragment(looked_at_anew, run_every=EVERY)()
