"""Something on a page that is looked at again by itself, and the page drawn anew where there is something new.

A look is a fragment of Streamlit's that runs by itself. Where a run begins at the moment at which one of the page ends,
Streamlit throws away what the earlier one has not sent yet: the page would stay cut off, and sliders that were set
would stand where the browser, not the study, has them. So every drawing has a look of its own, which a browser asks for
only once it has what was sent before: draw it last. Looks of earlier drawings are forgotten, provided that the run
reaches its end (no `st.stop`); whoever asks for one is not heard. And while a page is drawn, no look begins another.
"""

import itertools
from collections.abc import Callable

import streamlit as st

from sim.views import currency

_drawings = itertools.count()


def by_itself(every: float, look: Callable[[], bool]) -> None:
    """Call `look` now and again every so many seconds; draw the page anew where it says later that it should be.

    What `look` draws stands in the place where this is called, and what it drew before goes.
    """
    drawn = False

    def looked_at_anew() -> None:
        nonlocal drawn
        if look() and drawn:
            st.rerun()
        drawn = True

    looked_at_anew.__qualname__ += str(next(_drawings))
    currency.fragment(run_every=every)(looked_at_anew)()
