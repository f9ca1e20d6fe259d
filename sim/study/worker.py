"""Long work beside what goes on: how far it is, what comes out, and an end to it. In a process of its own, or a thread.

A process can be ended in the middle of anything; it holds up nobody's clicks, gives way to whoever waits for an answer,
and ends by itself when the process that began it is gone. `python -m sim.study.worker` is such a process: it reads a
pickled piece of work from standard input and writes pickled news of it to standard output. A thread begins at once and
ends at its next step only: it is for what takes a few seconds.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Event, Thread
from typing import IO, Generic, Protocol, TypeVar, cast

from sim.errors import RunError, TwentyCentsError
from sim.study.beginning import libraries_stay

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Progress = Callable[[int, int], None]
GIVES_WAY = 5  # how much nicer a process is than the one that began it
ENDED = "the work was ended before it was done"


class Work(Protocol[T_co]):
    """What can be done beside: a function, for a process of a module or a partial of one, that tells its progress."""

    def __call__(self, *, progress: Progress) -> T_co:
        """Do it, telling what is done and what is to do."""


class Worker(ABC, Generic[T]):
    """Work that is under way. done and to_do: as the work tells them; 0 until it does. began: monotonic seconds."""

    def __init__(self) -> None:
        self.done, self.to_do = 0, 0
        self.began = self._told = time.monotonic()
        self._first = 0  # done when it was told for the first time
        self._over = Event()
        self._outcome: T | TwentyCentsError = RunError(ENDED)

    @property
    def finished(self) -> bool:
        """Whether `result` answers without waiting."""
        return self._over.is_set()

    @property
    def remaining(self) -> float | None:
        """Seconds still to go, as far as can be told."""
        lived = self.done - self._first
        return (time.monotonic() - self._told) / lived * (self.to_do - self.done) if lived else None

    def result(self, seconds: float | None = None) -> T:
        """What came out, waiting for it so long at most.

        TimeoutError if it is not there yet; what the work raised; RunError where it was ended or its process died.
        """
        if not self._over.wait(seconds):
            raise TimeoutError
        if isinstance(self._outcome, TwentyCentsError):
            raise self._outcome
        return self._outcome

    @abstractmethod
    def end(self, why: str = ENDED) -> None:
        """End it; `result` tells why."""

    def _note(self, done: int, to_do: int) -> None:
        if not self.to_do:
            self._told, self._first = time.monotonic(), done
        self.done, self.to_do = done, to_do


class InThread(Worker[T]):
    """Begins the work at once in a thread of this process; ended, it stops at its next step."""

    def __init__(self, work: Work[T]) -> None:
        super().__init__()
        self._ended = ""  # why
        Thread(target=self._do, args=(work,), daemon=True, name="beside").start()

    def end(self, why: str = ENDED) -> None:
        """End it at its next step."""
        self._ended = why

    def _do(self, work: Work[T]) -> None:
        try:
            self._outcome = outcome(work, self._note)
        finally:
            self._over.set()

    def _note(self, done: int, to_do: int) -> None:
        if self._ended:
            raise RunError(self._ended)
        super()._note(done, to_do)


class InProcess(Worker[T]):
    """Begins the work at once in a process of its own."""

    def __init__(self, work: Work[T]) -> None:
        super().__init__()
        command = [sys.executable, "-m", "sim.study.worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        Thread(target=self._listen, args=(pickle.dumps(work),), daemon=True, name="worker").start()

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    def end(self, why: str = ENDED) -> None:
        """End it now, whatever it is doing; returns once its process is gone."""
        self._outcome = RunError(why)
        self._process.kill()
        self._over.wait()

    def _listen(self, work: bytes) -> None:
        """Hand the work over, and note what is told of it until its process is gone."""
        said = cast("IO[bytes]", self._process.stdout)
        hands = cast("IO[bytes]", self._process.stdin)
        try:
            hands.write(work)
            hands.flush()  # and left open: when this process is gone, it closes, and the worker ends
            while True:
                match pickle.load(said):
                    case "progress", done, to_do:
                        self._note(done, to_do)
                    case "outcome", found:
                        self._outcome = found
        except (OSError, EOFError, pickle.UnpicklingError):
            pass
        finally:
            with contextlib.suppress(OSError):
                hands.close()
            said.close()
            self._process.wait()
            self._over.set()


def outcome(work: Work[T], progress: Progress) -> T | TwentyCentsError:
    """What work comes to, or why to nothing; what failed by surprise is told in full to whoever runs the program."""
    try:
        return work(progress=progress)
    except TwentyCentsError as error:
        return error
    except Exception as error:
        traceback.print_exc()
        return RunError(f"The work failed: {type(error).__name__}: {error}")


def main() -> None:
    """Do one piece of work."""
    libraries_stay()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began this one
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)
    news = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no news

    def tell(what: tuple[object, ...]) -> None:
        pickle.dump(what, news)
        news.flush()

    work = pickle.load(sys.stdin.buffer)
    Thread(target=_end_with_the_other, daemon=True).start()
    tell(("outcome", outcome(work, lambda done, to_do: tell(("progress", done, to_do)))))


def _end_with_the_other() -> None:
    """Standing input ends when the process that began this one closes it or is gone."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
