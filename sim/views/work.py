"""Long work that pages ask for: begun once however many look, a few at a time, and ended when nobody looks any more.

Work is kept under all that it depends on, so that visitors who ask the same share it and none sees another's edits. It
runs in a process of its own (`sim.study.worker`), so that it can be ended at once and slows nobody's levers; what takes
a second or two runs in a thread, at once, and does not stand in line.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sim.errors import RunError
from sim.show.sweep_progress import duration
from sim.study.worker import ENDED, InProcess, InThread, Work, Worker

T = TypeVar("T")
AT_ONCE, IN_LINE, KEPT = 2, 20, 32  # pieces of work: running, waiting at most, kept when they are done
LEASE = 12.0  # seconds after which work that nobody looks at any more is ended
LONGEST = 900.0  # seconds after which work is ended whoever looks at it


class Job(Generic[T]):
    """A piece of work: in line, under way, or done.

    staying: it goes on while its visitor's browser is there. short: it is lived in a thread.
    """

    def __init__(self, work: Work[T], staying: bool, short: bool) -> None:
        self._work, self._staying, self.short = work, staying, short
        self._worker: Worker[T] | None = None
        self._visitors: set[str] = set()
        self.asked = self._looked = time.monotonic()

    @property
    def worker(self) -> Worker[T] | None:
        """How far it is; None while it is in line."""
        return self._worker

    @property
    def finished(self) -> bool:
        """Whether something has come out, if only an error."""
        return self._worker is not None and self._worker.finished

    def wait(self) -> T:
        """What comes out, once it is there. RunError where it was ended, and whatever the work raised."""
        while self._worker is None:  # in line
            time.sleep(0.1)
        return self._worker.result()

    def look(self) -> None:
        """Somebody wants it still."""
        self._looked = time.monotonic()
        if (context := get_script_run_ctx()) is not None:
            self._visitors.add(context.session_id)

    @property
    def overdue(self) -> bool:
        """Whether it has run for longer than any may."""
        return self._worker is not None and time.monotonic() - self._worker.began > LONGEST

    @property
    def wanted(self) -> bool:
        """Whether somebody has looked lately, or is still there where that is enough."""
        return time.monotonic() - self._looked < LEASE or (self._staying and any(map(_is_there, self._visitors)))

    def begin(self) -> None:
        """Begin; only the line below calls it."""
        self._worker = InThread(self._work) if self.short else InProcess(self._work)

    def end(self, why: str = ENDED) -> None:
        """End it if it is under way; who waits for it is told why."""
        if self._worker is not None and not self._worker.finished:
            self._worker.end(why)


_jobs: "OrderedDict[Hashable, Job[Any]]" = OrderedDict()
_guard = threading.Lock()


def ask(key: Hashable, work: Work[T], *, staying: bool = False, short: bool = False) -> Job[T]:
    """The work of that key, begun if nobody has asked for it yet; asking keeps it going.

    RunError where too many are waiting in line.
    """
    with _guard:
        if key not in _jobs:
            if not short and len(_line()) >= IN_LINE:
                raise RunError("Too many people have asked for long work at this moment. Try again in a minute.")
            _jobs[key] = Job(work, staying, short)
            if not _tending.is_set():
                _tending.set()
                threading.Thread(target=_tend, daemon=True, name="work").start()
        job = _jobs[key]
        job.look()
        _jobs.move_to_end(key)
        _move_on()
    return job


def of(key: Hashable) -> "Job[Any] | None":
    """The work of that key, if it has been asked for; asking for it so keeps nothing going."""
    return _jobs.get(key)


def end(key: Hashable) -> None:
    """End the work of that key, now, and forget it."""
    with _guard:
        job = _jobs.pop(key, None)
    if job is not None:
        job.end()


def before(job: Job[Any]) -> int:
    """How many are in line before this one."""
    line = _line()
    return line.index(job) if job in line else 0


def _line() -> list[Job[Any]]:
    waiting = (job for job in list(_jobs.values()) if job.worker is None and not job.short)
    return sorted(waiting, key=lambda job: job.asked)


def _move_on() -> None:
    """Begin what there is room for, and forget the oldest of what is done."""
    running = sum(job.worker is not None and not job.finished and not job.short for job in _jobs.values())
    line = _line()
    for job in (*line[: max(0, AT_ONCE - running)], *(job for job in _jobs.values() if job.short and not job.worker)):
        job.begin()
    done = [key for key, job in _jobs.items() if job.finished]
    for key in done[: max(0, len(done) - KEPT)]:
        del _jobs[key]


_tending = threading.Event()


def _tend() -> None:
    """While anything is not done: end what nobody wants any more, and begin what there is room for."""
    while True:
        time.sleep(0.5)
        with _guard:
            unwanted = [key for key, job in _jobs.items() if not job.finished and not job.wanted]
            gone = [_jobs.pop(key) for key in unwanted]
            late = [job for job in _jobs.values() if not job.finished and job.overdue]
            _move_on()
            idle = all(job.finished for job in _jobs.values())
            if idle:
                _tending.clear()
        for job in gone:
            job.end()
        for job in late:
            job.end(
                f"This took longer than {duration(LONGEST)}, the most that a page spends, and was ended. Ask for less."
            )
        if idle:
            return


def _is_there(visitor: str) -> bool:
    return Runtime.exists() and Runtime.instance().is_active_session(visitor)
