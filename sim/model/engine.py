"""The rule over all people: compiled loops over fixed chunks, on one thread or on several, always to the same result."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model import rule
from sim.model.columns import CUSTOMER, KNOWS, State, Traits
from sim.model.compiled import kernel, part
from sim.model.conditions import Conditions
from sim.model.draws import exponential
from sim.model.network import spread
from sim.model.people import People

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
def load_traits(traits, i):  # type: ignore[no-untyped-def]
    """One person's traits from the columns, in 64 bits."""
    return Traits(
        attitude=int(traits.attitude[i]),
        objection=float(traits.objection[i]),
        experience_counts=int(traits.experience_counts[i]),
        likes_personalisation=int(traits.likes_personalisation[i]),
        leave_hazard=float(traits.leave_hazard[i]),
        patience=float(traits.patience[i]),
        traceable=int(traits.traceable[i]),
        digital=int(traits.digital[i]),
        margin=int(traits.margin[i]),
        consents_below=float(traits.consents_below[i]),
        opts_out_below=float(traits.opts_out_below[i]),
        profile_below=float(traits.profile_below[i]),
    )


@part
def load_state(state, i):  # type: ignore[no-untyped-def]
    """One person's state from the columns, in 64 bits."""
    return State(
        status=int(state.status[i]),
        months=int(state.months[i]),
        told=int(state.told[i]),
        profiled=int(state.profiled[i]),
        last_sold=int(state.last_sold[i]),
        first_sold=int(state.first_sold[i]),
        exposure=float(state.exposure[i]),
        copies=float(state.copies[i]),
        pieces_magazines=int(state.pieces_magazines[i]),
        pieces_charities=int(state.pieces_charities[i]),
        pieces_travel=int(state.pieces_travel[i]),
        pieces_political=int(state.pieces_political[i]),
        annoyance=float(state.annoyance[i]),
        knows=int(state.knows[i]),
        learned_how=int(state.learned_how[i]),
        betrayal_fast=float(state.betrayal_fast[i]),
        betrayal_slow=float(state.betrayal_slow[i]),
        talking=int(state.talking[i]),
        content=int(state.content[i]),
        join_clock=float(state.join_clock[i]),
        return_clock=float(state.return_clock[i]),
        leave_clock=float(state.leave_clock[i]),
        mail_clock=float(state.mail_clock[i]),
        learn_clock=float(state.learn_clock[i]),
        complain_clock=float(state.complain_clock[i]),
        returns=int(state.returns[i]),
        leavings=int(state.leavings[i]),
        learnings=int(state.learnings[i]),
        complaints=int(state.complaints[i]),
        first_joined=int(state.first_joined[i]),
        learned_month=int(state.learned_month[i]),
        first_left=int(state.first_left[i]),
        money=float(state.money[i]),
    )


@part
def put(column, i, old, new):  # type: ignore[no-untyped-def]
    """Store a value, rounded to the column's type, where it has changed: most columns of most people stay clean."""
    if new != old:
        column[i] = new


@part
def store_state(state, i, old, new):  # type: ignore[no-untyped-def]
    """Put what has changed of one person's state back into the columns."""
    put(state.status, i, old.status, new.status)
    put(state.months, i, old.months, new.months)
    put(state.told, i, old.told, new.told)
    put(state.profiled, i, old.profiled, new.profiled)
    put(state.last_sold, i, old.last_sold, new.last_sold)
    put(state.first_sold, i, old.first_sold, new.first_sold)
    put(state.exposure, i, old.exposure, new.exposure)
    put(state.copies, i, old.copies, new.copies)
    put(state.pieces_magazines, i, old.pieces_magazines, new.pieces_magazines)
    put(state.pieces_charities, i, old.pieces_charities, new.pieces_charities)
    put(state.pieces_travel, i, old.pieces_travel, new.pieces_travel)
    put(state.pieces_political, i, old.pieces_political, new.pieces_political)
    put(state.annoyance, i, old.annoyance, new.annoyance)
    put(state.knows, i, old.knows, new.knows)
    put(state.learned_how, i, old.learned_how, new.learned_how)
    put(state.betrayal_fast, i, old.betrayal_fast, new.betrayal_fast)
    put(state.betrayal_slow, i, old.betrayal_slow, new.betrayal_slow)
    put(state.talking, i, old.talking, new.talking)
    put(state.content, i, old.content, new.content)
    put(state.join_clock, i, old.join_clock, new.join_clock)
    put(state.return_clock, i, old.return_clock, new.return_clock)
    put(state.leave_clock, i, old.leave_clock, new.leave_clock)
    put(state.mail_clock, i, old.mail_clock, new.mail_clock)
    put(state.learn_clock, i, old.learn_clock, new.learn_clock)
    put(state.complain_clock, i, old.complain_clock, new.complain_clock)
    put(state.returns, i, old.returns, new.returns)
    put(state.leavings, i, old.leavings, new.leavings)
    put(state.learnings, i, old.learnings, new.learnings)
    put(state.complaints, i, old.complaints, new.complaints)
    put(state.first_joined, i, old.first_joined, new.first_joined)
    put(state.learned_month, i, old.learned_month, new.learned_month)
    put(state.first_left, i, old.first_left, new.first_left)
    put(state.money, i, old.money, new.money)


@part
def add_up(sums, traits, new, did):  # type: ignore[no-untyped-def]
    """Add one person's month to the sums, in the order of `Totals`."""
    margin = traits.margin * did.paid
    sums[0] += did.paid
    sums[1] += margin
    sums[2] += margin * did.pleased
    sums[3] += margin * did.repelled
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
def _live_chunk(start, stop, traits, state, heard, content_contacts, now, sums, changed, change):  # type: ignore[no-untyped-def]
    """One month of people start to stop - 1; returns how many of them started or stopped talking or being content."""
    count = 0
    for i in range(start, stop):
        at = np.uint64(i)  # an unsigned place spares the check for places counted from the end
        person = load_traits(traits, at)
        old = load_state(state, at)
        new, did = rule.month(i, person, old, int(heard[at]), int(content_contacts[at]), now)
        store_state(state, at, old, new)
        add_up(sums, person, new, did)
        talk = (1 if new.talking > 0 else 0) - (1 if old.talking > 0 else 0)
        content = new.content - old.content
        if talk != 0 or content != 0:
            changed[start + count] = i
            change[start + count, 0] = talk
            change[start + count, 1] = content
            count += 1
    return count


class Engine:
    """Lives the months of everybody. threads = 1 works in the caller's thread; more share the chunks among a pool."""

    def __init__(self, people: People, pool: ThreadPoolExecutor | None = None) -> None:
        self.people = people
        self._pool = pool
        size = len(people)
        self._chunks = [(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]
        self._sums = np.zeros((len(self._chunks), len(Totals._fields)), np.int64)
        self._changed = np.empty(size, np.int32)
        self._change = np.empty((size, 2), np.int8)

    def live(self, now: Conditions) -> Totals:
        """One month for everybody; afterwards listeners have been told who talks and who is content."""
        self._sums[:] = 0
        run = self._pool.map if self._pool else map
        counts = list(run(lambda n: self._live_chunk(n, now), range(len(self._chunks))))
        for (start, _), count in zip(self._chunks, counts, strict=True):
            who = slice(start, start + count)
            people = self.people
            spread(people.network, self._changed[who], self._change[who], people.heard, people.content_contacts)
        return Totals(*(int(total) for total in self._sums.sum(axis=0)))

    def _live_chunk(self, n: int, now: Conditions) -> int:
        start, stop = self._chunks[n]
        people = self.people
        return int(
            _live_chunk(
                start,
                stop,
                people.traits,
                people.state,
                people.heard,
                people.content_contacts,
                now,
                self._sums[n],
                self._changed,
                self._change,
            )
        )

    def terminal_value(self, keep: float) -> float:
        """Expected margin of today's customers from next month on, at today's value [dollars, simulated people].

        keep: monthly discount factor. Each stays with probability exp(-h0) a month; nothing is sold any more.
        """
        people = self.people
        parts = [_terminal(start, stop, people.traits, people.state.status, keep) for start, stop in self._chunks]
        return float(sum(parts))


@kernel
def _terminal(start, stop, traits, status, keep):  # type: ignore[no-untyped-def]
    total = 0.0
    for i in range(start, stop):
        if status[i] == CUSTOMER:
            total += expected_margin(int(traits.margin[i]), float(traits.leave_hazard[i]), keep)
    return total


@part
def expected_margin(margin, leave_hazard, keep):  # type: ignore[no-untyped-def]
    """A customer's margin from next month on, discounted and weighted by survival [dollars].

    The sum over s = 1, 2, ... of margin x q**s with q = keep x exp(-h0). (Leaving takes effect at a month's end, so the
    next month is paid for certain: the first factor has no exp(-h0).)
    """
    q = keep * exponential(-leave_hazard)
    return margin * 1e-4 * keep / (1.0 - q)
