"""Long work on a page: how far it is, looked at every second, and then what came out, or why nothing did."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from sim.errors import TwentyCentsError
from sim.show.sweep_progress import duration
from sim.study.worker import Work
from sim.views import currency, looking, work
from sim.views.text import escaped

T = TypeVar("T")
EVERY, OFTEN = 1.0, 0.5  # seconds between looks; for what takes a second or two


def show(key: Hashable, asked: Work[T], doing: str, draw: Callable[[T], None], *, short: bool = False) -> None:
    """Draw what the work of a key comes to; until then say what is being done and how far it is.

    short: it takes a second or two only, and so needs no process of its own.
    """
    unfinished = not work.ask(key, asked, short=short).finished
    pause = OFTEN if short else EVERY

    def shown() -> bool:
        """Whether there is nothing more to wait for."""
        try:
            job = work.ask(key, asked, short=short)
            if not job.finished:
                progress(job, doing)
                return False
            draw(job.wait())
        except TwentyCentsError as error:
            st.markdown(f":material/error: **This could not be worked out.** {escaped(str(error))}")
            st.button("Try again", key=f"again-{doing}", on_click=work.end, args=(key,))
        return True

    if unfinished:
        looking.by_itself(pause, shown)
    else:
        currency.fragment(run_every=None)(shown)()


def progress(job: "work.Job[Any]", doing: str) -> None:
    """A bar with what is being done, the share that is done, and the time to go as far as can be told."""
    st.progress(share(job), text=escaped(f"{doing} … {how_far(job)}"))


def share(job: "work.Job[Any]") -> float:
    """How much is done, 0 to 1."""
    worker = job.worker
    return min(1.0, worker.done / worker.to_do) if worker is not None and worker.to_do else 0.0


def how_far(job: "work.Job[Any]") -> str:
    """The same in words."""
    worker = job.worker
    if worker is None:
        return f"{work.before(job)} before it in line" if work.before(job) else "next in line"
    if not worker.to_do:
        return "beginning"
    remaining = worker.remaining
    return f"{share(job):.0%}" + (f", about {duration(remaining)} to go" if remaining else "")
