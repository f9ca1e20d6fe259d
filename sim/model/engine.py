"""The rule over all people: compiled loops over fixed chunks, on any number of threads, always to the same result."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from sim.model.chunk import book_chunk, live_months, look_ahead
from sim.model.columns import CUSTOMER, MONEY_UNIT
from sim.model.compiled import kernel, part
from sim.model.conditions import OF_THE_MONTH, Conditions
from sim.model.draws import exponential
from sim.model.network import spread
from sim.model.outlook import Outlook
from sim.model.people import People
from sim.model.threads import CHUNK, chunks, over
from sim.model.totals import STANDING, Totals

Integers = npt.NDArray[np.int64]


class Engine:
    """Lives the months of everybody: without a pool in the caller's thread, else on the pool's threads."""

    def __init__(self, people: People, pool: ThreadPoolExecutor | None = None) -> None:
        self.people = people
        self._size, self._everybody = len(people), people.everybody
        self._pool, self._over = pool, over(pool)
        self._standing = np.zeros((len(chunks(self._size)), STANDING), np.int64)
        self._discounts = np.zeros(1)  # by month, from month 0 on
        self._latest: Conditions | None = None
        people.book = self.book

    def live(self, outlook: Outlook) -> Integers:
        """The coming months of everybody: their sums, a row a month in the order of `Totals`.

        One month at least; more where a market of one chunk is lived, up to the end of the outlook or to the month in
        which the press finds a story.
        """
        if self._latest is None or outlook.base[OF_THE_MONTH:] != self._latest[OF_THE_MONTH:]:
            self.book()
            self._look_ahead(outlook.now())
        self._note_discounts(outlook.months)
        people, network, discounts, standing = (
            self._everybody,
            self.people.born.network,
            self._discounts,
            self._standing,
        )
        sums = np.zeros((len(standing), len(outlook.months), len(Totals._fields)), np.int64)
        parts = self._over(
            self._size,
            lambda start, stop: live_months(
                start, stop, people, network, discounts, outlook, standing[start // CHUNK], sums[start // CHUNK]
            ),
        )
        lived, whos, changes = zip(*parts, strict=True)
        if any(len(who) for who in whos):
            self._tell(np.concatenate(whos), np.concatenate(changes))
        self._latest = outlook.now(lived[0] - 1)
        return np.asarray(sums[:, : lived[0]].sum(axis=0))

    def _look_ahead(self, now: Conditions) -> None:
        people, standing = self._everybody, self._standing
        self._over(self._size, lambda start, stop: look_ahead(start, stop, people, now, standing[start // CHUNK]))

    def _tell(self, changed: npt.NDArray[np.int32], change: npt.NDArray[np.int8]) -> None:
        """Let listeners know who started or stopped talking, and being content; on a pool each half of them apart."""
        people, size = self.people, self._size
        network, heard, content = people.born.network, people.heard, people.content_contacts
        if self._pool is None:
            spread(network, changed, change, heard, content, 0, size)
            return
        halves = [(0, size // 2), (size // 2, size)]
        list(self._pool.map(lambda half: spread(network, changed, change, heard, content, *half), halves))

    def book(self) -> None:
        """Bring what follows from quiet months, money and months as a customer, up to date for everybody."""
        latest, people, discounts = self._latest, self._everybody, self._discounts
        if latest is not None:
            last = latest.month
            self._over(self._size, lambda start, stop: book_chunk(start, stop, people, last, discounts, latest))

    def _note_discounts(self, months: npt.NDArray[np.float64]) -> None:
        """Keep what a dollar of each of the coming months is worth today, beside those of the months before."""
        first, last = int(months[0, 0]), int(months[-1, 0])
        if last >= len(self._discounts):
            self._discounts = np.resize(self._discounts, 2 * last + 1)
        self._discounts[first : last + 1] = months[:, 1]

    def terminal_value(self, keep: float) -> float:
        """Expected margin of today's customers from next month on, at today's value [dollars, simulated people].

        keep: monthly discount factor. Each stays with probability exp(-h0) a month; nothing is sold any more.
        """
        people = self._everybody
        return float(sum(self._over(self._size, lambda start, stop: _terminal(start, stop, people, keep))))


@kernel
def _terminal(start, stop, people, keep):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(start, stop):
        if people.moving.status[i] == CUSTOMER:
            total += expected_margin(int(people.traits[i].margin), float(people.leave_hazard[i]), keep)
    return total


@part
def expected_margin(margin, leave_hazard, keep):  # type: ignore[no-untyped-def]
    """A customer's margin from next month on, discounted and weighted by survival [dollars].

    The sum over s = 1, 2, ... of margin x q**s with q = keep x exp(-h0). (Leaving takes effect at a month's end, so the
    next month is paid for certain: the first factor has no exp(-h0).)
    """
    q = keep * exponential(-leave_hazard)
    return margin * MONEY_UNIT * keep / (1.0 - q)
