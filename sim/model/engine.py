"""The rule over all people: compiled loops over fixed chunks, on any number of threads, always to the same result."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from sim.model import rule
from sim.model.columns import CUSTOMER, KNOWS, MONEY_UNIT
from sim.model.compiled import kernel, part
from sim.model.conditions import Conditions
from sim.model.draws import exponential
from sim.model.network import spread
from sim.model.people import People
from sim.model.quiet import quiet_month
from sim.model.rows import load_state, load_traits, store_mail, store_quiet, store_state

CHUNK = 16_384  # people; fixed, so that sums do not depend on the number of threads


class Totals(NamedTuple):
    """Whole-number sums of a month over all people, simulated and unscaled."""

    customers: int  # who paid
    margin: int  # [MONEY_UNIT dollars]
    margin_pleased: int
    margin_repelled: int
    rewarded: int
    profiles: int
    records: int
    disclosures: int
    claims: int
    magazines: int
    charities: int
    travel: int
    political: int
    found_out: int
    first_hand: int
    complaints: int
    left: int
    joined: int
    returned: int
    customers_at_end: int
    people_who_know: int
    talking: int


@part
def add_up(sums, new, did):  # type: ignore[no-untyped-def]
    """Add one person's month to the sums, in the order of `Totals`."""
    sums[0] += did.paid
    sums[1] += did.margin
    sums[2] += did.margin * did.pleased
    sums[3] += did.margin * did.repelled
    sums[4] += did.rewarded
    sums[5] += did.profiles
    sums[6] += did.records
    sums[7] += did.disclosures
    sums[8] += did.claims
    sums[9] += did.magazines
    sums[10] += did.charities
    sums[11] += did.travel
    sums[12] += did.political
    sums[13] += did.found_out
    sums[14] += did.first_hand
    sums[15] += did.complaints
    sums[16] += did.left
    sums[17] += did.joined
    sums[18] += did.returned
    sums[19] += 1 if new.status == CUSTOMER else 0
    sums[20] += 1 if new.knows == KNOWS else 0
    sums[21] += 1 if new.talking > 0 else 0


@kernel
def _live_chunk(start, stop, traits, monthly, seldom, heard, content_contacts, now, sums, changed, change):  # type: ignore[no-untyped-def]
    """One month of people start to stop - 1; returns how many of them started or stopped talking or being content."""
    customers, margin, margin_pleased, margin_repelled, rewarded = 0, 0, 0, 0, 0
    busy = 0  # people to whom something happens, listed at the front of `changed` until they have been lived
    for i in range(start, stop):
        at = np.uintp(i)  # an unsigned place spares the check for places counted from the end
        person = load_traits(traits[at])
        old = load_state(monthly[at], seldom[at])
        quiet, short = quiet_month(i, person, old, int(heard[at]), int(content_contacts[at]), now)
        if quiet:
            store_quiet(monthly[at], short)
            if short.magazines + short.charities + short.travel + short.political > 0:
                store_mail(seldom[at], old, short)
                sums[9] += short.magazines
                sums[10] += short.charities
                sums[11] += short.travel
                sums[12] += short.political
            if short.paid == 1:
                customers += 1
                margin += short.margin
                margin_pleased += short.margin if short.pleased == 1 else 0
                margin_repelled += short.margin if short.repelled == 1 else 0
                rewarded += short.rewarded
        else:
            changed[start + busy] = i
            busy += 1
    count = 0
    for place in range(start, start + busy):
        i = int(changed[place])
        at = np.uintp(i)
        person = load_traits(traits[at])
        old = load_state(monthly[at], seldom[at])
        new, did = rule.month(i, person, old, int(heard[at]), int(content_contacts[at]), now)
        store_state(monthly[at], seldom[at], new)
        add_up(sums, new, did)
        talk = (1 if new.talking > 0 else 0) - (1 if old.talking > 0 else 0)
        content = new.content - old.content
        if talk != 0 or content != 0:
            changed[start + count] = i
            change[start + count, 0] = talk
            change[start + count, 1] = content
            count += 1
    sums[0] += customers
    sums[1] += margin
    sums[2] += margin_pleased
    sums[3] += margin_repelled
    sums[4] += rewarded
    sums[19] += customers
    return count


class Engine:
    """Lives the months of everybody. threads = 1 works in the caller's thread; more share the chunks among a pool."""

    def __init__(self, people: People, pool: ThreadPoolExecutor | None = None) -> None:
        self.people = people
        self._pool = pool
        size = len(people)
        self._chunks = [(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]
        self._sums = np.zeros((len(self._chunks), len(Totals._fields)), np.int64)
        self.changed = np.empty(size, np.int32)
        self.change = np.empty((size, 2), np.int8)

    def live(self, now: Conditions) -> Totals:
        """One month for everybody; afterwards listeners have been told who talks and who is content."""
        self._sums[:] = 0
        run = self._pool.map if self._pool else map
        counts = list(run(lambda n: self._live_chunk(n, now), range(len(self._chunks))))
        for (start, _), count in zip(self._chunks, counts, strict=True):
            who = slice(start, start + count)
            people = self.people
            spread(people.network, self.changed[who], self.change[who], people.heard, people.content_contacts)
        return Totals(*(int(total) for total in self._sums.sum(axis=0)))

    def _live_chunk(self, n: int, now: Conditions) -> int:
        start, stop = self._chunks[n]
        people = self.people
        return int(
            _live_chunk(
                start,
                stop,
                people.traits,
                people.monthly,
                people.seldom,
                people.heard,
                people.content_contacts,
                now,
                self._sums[n],
                self.changed,
                self.change,
            )
        )

    def terminal_value(self, keep: float) -> float:
        """Expected margin of today's customers from next month on, at today's value [dollars, simulated people].

        keep: monthly discount factor. Each stays with probability exp(-h0) a month; nothing is sold any more.
        """
        people = self.people
        parts = [_terminal(start, stop, people.traits, people.monthly, keep) for start, stop in self._chunks]
        return float(sum(parts))


@kernel
def _terminal(start, stop, traits, monthly, keep):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(start, stop):
        if monthly[i].status == CUSTOMER:
            total += expected_margin(int(traits[i].margin), float(traits[i].leave_hazard), keep)
    return total


@part
def expected_margin(margin, leave_hazard, keep):  # type: ignore[no-untyped-def]
    """A customer's margin from next month on, discounted and weighted by survival [dollars].

    The sum over s = 1, 2, ... of margin x q**s with q = keep x exp(-h0). (Leaving takes effect at a month's end, so the
    next month is paid for certain: the first factor has no exp(-h0).)
    """
    q = keep * exponential(-leave_hazard)
    return margin * MONEY_UNIT * keep / (1.0 - q)
