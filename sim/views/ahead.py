"""What the first visitor will ask for, worked out while the server begins and the browser opens.

Most of a first page is spent on bringing libraries and machine code to memory; nobody need wait for that twice.
"""

import sys
import threading
from contextlib import suppress

TURN = 0.0005  # seconds that a thread may keep the interpreter while another, which serves a file, waits for it


def begin() -> None:
    """Work it out in a thread beside, once there is what serves."""
    import streamlit.web.bootstrap  # noqa: F401  (a browser has much to fetch while the rest is worked out)

    sys.setswitchinterval(TURN)
    threading.Thread(target=_first_page, daemon=True, name="ahead").start()


def _first_page() -> None:
    """The first page's libraries, answer and chart; where this fails, the page says why once it is asked for."""
    with suppress(Exception):
        from sim.views import answers, charts, keep, shell  # noqa: F401  (they bring what the page needs)
        from sim.views.state import START, Study

        study = Study.of(START)
        question = answers.ask(study)
        question.prepare()
        if found := question.so_far():
            charts.over_time(found.comparison, [key for key in study.scenario.policies if key != study.baseline])
