"""Long work in a thread of its own, for a page that goes on living: how far it is, what came out, and giving it up."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from threading import Event
from typing import Generic, TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Background(Generic[T]):
    """Begins the work at once. The work is given a function to call with what is done and what is to do."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.done, self.to_do = 0, 0
        self._given_up = Event()
        crew = ThreadPoolExecutor(1, thread_name_prefix="background")
        self._future: Future[T] = crew.submit(work, self._note)
        crew.shutdown(wait=False)

    @property
    def finished(self) -> bool:
        """Whether `result` answers without waiting."""
        return self._future.done()

    def result(self, seconds: float | None = None) -> T:
        """What came out, waiting for it so long at most.

        TimeoutError if it is not there yet, CancelledError if it was given up, and whatever the work raised.
        """
        return self._future.result(seconds)

    def give_up(self) -> None:
        """Nobody waits any more: the work ends at its next step."""
        self._given_up.set()

    def _note(self, done: int, to_do: int) -> None:
        if self._given_up.is_set():
            raise CancelledError
        self.done, self.to_do = done, to_do
