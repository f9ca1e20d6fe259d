"""The driver of a sweep: hands blocks to workers, a few ahead, notes what arrives, and stops in good order."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import NamedTuple, NoReturn

from sim.errors import RunError, Stopped, TwentyCentsError
from sim.study.executors import Crew
from sim.study.sweeps.block import Block, Job, Receipt, live_block
from sim.study.sweeps.dataset import Dataset

AHEAD = 3  # blocks in hand for each worker, so that none waits
FEWEST_FAILED, SHARE_FAILED = 20, 0.25  # so many rows and so large a share of those lived: the sweep is stopped
TOLD = 3  # errors told of a sweep with too many failures
KINDS = 1_000  # different errors counted by the driver, whose memory must not grow with the sweep
STILL = 60.0  # seconds without news after which the crew is asked whether anybody is left


class First(NamedTuple):
    """When the first block arrived [monotonic seconds], and its rows."""

    at: float
    rows: int


@dataclass
class Standing:
    """How far a sweep is. before: rows that were there when it was gone on with."""

    to_do: int
    before: int = 0
    done: int = 0
    failed: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    first: First | None = None

    @property
    def there(self) -> int:
        """Rows that are there."""
        return self.before + self.done

    @property
    def seconds(self) -> float:
        """Since it was begun or gone on with."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.done / max(self.seconds, 1e-9)

    @property
    def remaining(self) -> float | None:
        """Seconds still to go, as far as can be told: from the first block on, which waits for its worker to begin."""
        left = self.to_do - self.there
        if not left:
            return 0.0
        if self.first is None or self.done == self.first.rows:
            return None
        return (time.monotonic() - self.first.at) / (self.done - self.first.rows) * left

    @property
    def too_many_failed(self) -> bool:
        """Whether going on is no use."""
        return self.failed >= FEWEST_FAILED and self.failed >= SHARE_FAILED * self.done

    def note(self, receipt: Receipt) -> None:
        """A block has arrived."""
        self.done += receipt.rows
        self.failed += receipt.failed
        known = len(self.errors) < KINDS
        self.errors.update({error: n for error, n in receipt.errors.items() if known or error in self.errors})
        self.first = self.first or First(time.monotonic(), self.done)


Report = Callable[[Standing], None]


def drive(dataset: Dataset, job: Job, crew: Crew, report: Report) -> Standing:
    """Have all missing blocks lived. report: called with the standing at the start and whenever a block arrives.

    RunError where it cannot go on, Stopped after Ctrl-C: both say what is kept.
    """
    standing = Standing(dataset.manifest.rows, dataset.rows_there)
    report(standing)
    hands = _Hands(job, crew)
    try:
        for block in dataset.missing():
            hands.give(block)
            while hands.full:
                _take(hands, dataset, standing, report)
        while hands.busy:
            _take(hands, dataset, standing, report)
    except KeyboardInterrupt:
        _wind_up(hands, dataset, standing, report)
        raise Stopped(f"Stopped. {kept(standing, dataset)}") from None
    except (OSError, TwentyCentsError) as error:
        _fail(_said(error), standing, dataset)
    dataset.finish()
    return standing


class _Hands:
    """Blocks that workers have in hand, and the way on which they come back."""

    def __init__(self, job: Job, crew: Crew) -> None:
        self._job, self._crew = job, crew
        self._back: SimpleQueue[Future[Receipt]] = SimpleQueue()
        self._out: set[Future[Receipt]] = set()

    def give(self, block: Block) -> None:
        try:
            future = self._crew.executor.submit(live_block, self._job, block)
        except (BrokenProcessPool, RuntimeError) as error:
            raise RunError(_why(error)) from None
        self._out.add(future)
        future.add_done_callback(self._back.put)

    @property
    def full(self) -> bool:
        return len(self._out) >= AHEAD * self._crew.slots

    @property
    def busy(self) -> bool:
        return bool(self._out)

    def next(self) -> Receipt:
        """The next block that comes back. RunError where its worker died or it cannot be lived at all."""
        while True:
            try:
                future = self._back.get(timeout=STILL)
            except Empty:
                self._crew.check()
                continue
            if future in self._out:  # not one that was taken back
                break
        self._out.discard(future)
        if future.cancelled():
            raise RunError("The workers are gone: the pool or the cluster dropped its work.")
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, OSError | TwentyCentsError):
            raise error
        raise RunError(_why(error))

    def let_go(self) -> None:
        """Take back what has not been begun. A block that came back as Ctrl-C was pressed may be out of the queue."""
        self._out = {future for future in self._out if not future.cancel()}
        for future in self._out:
            future.add_done_callback(self._back.put)


def _take(hands: _Hands, dataset: Dataset, standing: Standing, report: Report) -> None:
    """Take one block in, and stop where too many rows failed."""
    receipt = hands.next()
    for name, content in receipt.files.items():
        dataset.store.write(name, content)
    dataset.arrived(receipt.number)
    standing.note(receipt)
    report(standing)
    if standing.too_many_failed:
        common = [f"  {count} x {error}" for error, count in standing.errors.most_common(TOLD)]
        raise RunError("\n".join([f"Too many runs fail: {standing.failed:,} of {standing.done:,}.", *common]))


def _wind_up(hands: _Hands, dataset: Dataset, standing: Standing, report: Report) -> None:
    """After Ctrl-C: take in what is being lived, which lasts about a second; a second Ctrl-C leaves it."""
    try:
        hands.let_go()
        while hands.busy:
            _take(hands, dataset, standing, report)
    except (KeyboardInterrupt, OSError, TwentyCentsError):
        return


def _fail(why: str, standing: Standing, dataset: Dataset) -> NoReturn:
    raise RunError(why, kept(standing, dataset)) from None


def kept(standing: Standing, dataset: Dataset) -> str:
    """What is kept, as it lies there, and how to go on."""
    there = Dataset(dataset.store, dataset.manifest).rows_there
    return (
        f"{there:,} of {standing.to_do:,} rows are kept in {dataset.store.address}. To go on, ask for the "
        "same again with --resume."
    )


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"Rows could not be written: {error.strerror or error}."
    return str(error)


def _why(error: BaseException) -> str:
    if isinstance(error, BrokenProcessPool):
        return (
            "A worker process died: it was killed, or the computer ran out of memory (then try fewer --workers). If "
            'none could even begin, ask for the sweep below `if __name__ == "__main__":` in a file of your own.'
        )
    return f"The workers cannot go on: {type(error).__name__}: {error}"
