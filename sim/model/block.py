"""A month of a block of people: first as a quiet one for all in one go, then kind by kind where more happens.

Each step is a loop over what the step before has found. Loops are short, over few columns, and without much else in
them: the compiler does them for many people at a time, and memory brings what the next ones need beforehand.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model import draws, quiet, rule, short
from sim.model.brief import NOBODY
from sim.model.columns import CUSTOMER, FORMER, KNOWS, PROSPECT, Moving, Table
from sim.model.compiled import kernel, part
from sim.model.reacting import status_alarm
from sim.model.rows import load_state, load_traits, store_state
from sim.model.totals import JOINED, KNOWING, LEFT, PIECES, RETURNED, SALES, TALKING, count

TILE = 512  # people whose quiet month is worked out at a time: what that needs fits the fastest cache
BLOCK = 16 * TILE  # people after whom those to whom something happens are lived: what they need is still at hand

FULL, TURN, BRIEF, GRUDGE = range(4)  # kinds of month in which something happens


class Ahead(NamedTuple):
    """What is known of everybody's months to come; it follows from the state and the terms."""

    due: npt.NDArray[np.int16]  # the first month in which more happens, as `quiet.comes_due` has it
    by_email: npt.NDArray[np.uint8]  # 1 where e-mail reaches the person
    mood: npt.NDArray[np.uint8]  # of a customer, about personalisation


class Everybody(NamedTuple):
    """All the columns and tables of a market's people."""

    traits: Table
    leave_hazard: npt.NDArray[np.float32]
    moving: Moving
    seldom: Table
    ahead: Ahead
    heard: npt.NDArray[np.uint8]  # contacts who talk
    content_contacts: npt.NDArray[np.uint8]  # contacts who are content customers


class Busy(NamedTuple):
    """Those of a block to whom something happens this month."""

    who: npt.NDArray[np.int32]
    before: npt.NDArray[np.float32]  # [place, column] copies, annoyance, clocks of status, mail and learning before it
    queue: npt.NDArray[np.int32]  # [kind of month, number] their places in the two above
    many: npt.NDArray[np.int64]  # how many there are of each kind
    whom: npt.NDArray[np.int64]  # by number in one kind: who they are, and which draws set their clocks
    alarm: npt.NDArray[np.int64]
    ring: npt.NDArray[np.int64]
    step: npt.NDArray[np.float64]  # and what was drawn
    whim: npt.NDArray[np.float64]
    looked: npt.NDArray[np.int64]  # nothing: what has been looked at only so that memory brings it


class News(NamedTuple):
    """Who started or stopped talking, and being content."""

    who: npt.NDArray[np.int32]
    change: npt.NDArray[np.int8]  # [number, (talking, content)] -1, 0 or 1
    many: npt.NDArray[np.int64]  # one number


@part
def note(news, i, talk, content):  # type: ignore[no-untyped-def]
    """Note that person i talks or is content from now on (1), or does so no longer (-1)."""
    if talk != 0 or content != 0:
        n = news.many[0]
        news.who[n], news.change[n, 0], news.change[n, 1] = i, talk, content
        news.many[0] = n + 1


@kernel
def live_quietly(start, stop, people, now, busy):  # type: ignore[no-untyped-def]
    """A quiet month for everybody from start to stop - 1; those to whom more happens are put into the queues."""
    _, leave_hazard, moving, _, ahead, heard, content_contacts = people
    copies, annoyance, status_clock, mail_clock, learn_clock, first_sold, status, knows = moving
    due, by_email, mood = ahead
    who, before, queue, many = busy.who, busy.before, busy.queue, busy.many
    new_copies, new_annoyance = np.empty(TILE, np.float32), np.empty(TILE, np.float32)
    new_status, new_mail, new_learn = np.empty(TILE, np.float32), np.empty(TILE, np.float32), np.empty(TILE, np.float32)
    calls = np.empty(TILE, np.bool_)  # whether something happens to a person
    found = 0
    many[:] = 0
    for tile in range(start, stop, TILE):
        n = min(TILE, stop - tile)
        for j in range(n):
            i = np.uintp(tile + j)
            fewer = quiet.fewer_copies(copies[i], now)
            new_copies[j] = fewer
            new_mail[j] = quiet.mail_clock_after(mail_clock[i], fewer, first_sold[i], by_email[i], now)
        for j in range(n):
            i = np.uintp(tile + j)
            new_learn[j] = quiet.learn_clock_after(learn_clock[i], first_sold[i], now)
        for j in range(n):
            new_annoyance[j] = quiet.less_annoyance(annoyance[np.uintp(tile + j)], now)
        for j in range(n):
            i = np.uintp(tile + j)
            new_status[j] = quiet.status_clock_after(
                status_clock[i], status[i], knows[i], leave_hazard[i], mood[i], 0.0, content_contacts[i], now
            )
        for j in range(n):
            rings = (new_mail[j] <= 0.0) | (new_learn[j] <= 0.0) | (new_status[j] <= 0.0)
            i = np.uintp(tile + j)
            calls[j] = rings | (due[i] <= now.month) | (heard[i] > 0) | (knows[i] == KNOWS) | (now.calm == 0)
        first = found
        for j in range(n):
            who[found] = tile + j
            found += calls[j]
        for place in range(first, found):
            i = np.uintp(who[place])
            at = np.uintp(who[place] - tile)
            before[place, 0] = copies[i]
            before[place, 1] = annoyance[i]
            before[place, 2] = status_clock[i]
            before[place, 3] = mail_clock[i]
            before[place, 4] = learn_clock[i]
            calm = (now.calm == 1) & (heard[i] == 0)
            usual = calm & (due[i] > now.month) & (new_mail[at] > 0.0)
            free = (knows[i] != KNOWS) & (new_learn[at] > 0.0)
            turns = new_status[at] <= 0.0
            kind = GRUDGE if usual & (knows[i] == KNOWS) else FULL
            kind = TURN if usual & free & turns else kind
            kind = BRIEF if calm & free & (not turns) & (due[i] > quiet.NOW) else kind
            queue[kind, many[kind]] = place
            many[kind] += 1
        for j in range(n):  # a loop a column: far faster than assigning slices
            copies[np.uintp(tile + j)] = new_copies[j]
        for j in range(n):
            annoyance[np.uintp(tile + j)] = new_annoyance[j]
        for j in range(n):
            status_clock[np.uintp(tile + j)] = new_status[j]
        for j in range(n):
            mail_clock[np.uintp(tile + j)] = new_mail[j]
        for j in range(n):
            learn_clock[np.uintp(tile + j)] = new_learn[j]


@kernel
def live_turns(people, discounts, now, busy, news, standing, sums):  # type: ignore[no-untyped-def]
    """Months at whose end people who do not know join, leave or return, and nothing else happens."""
    traits, leave_hazard, moving, seldom, ahead, _, _ = people
    annoyance, status_clock, status, knows = moving.annoyance, moving.status_clock, moving.status, moving.knows
    due, by_email, mood = ahead
    before, queue, whom = busy.before, busy.queue, busy.whom
    alarm, ring, step, looked = busy.alarm, busy.ring, busy.step, busy.looked
    many = busy.many[TURN]
    for k in range(many):
        whom[k] = busy.who[queue[TURN, k]]
        i = np.uintp(whom[k])
        alarm[k], ring[k] = status_alarm(status[i], seldom[i])
        looked[0] += traits[i].digital
    for k in range(many):
        step[k] = draws.step(now.seed, now.replicate, whom[k], alarm[k], ring[k])
    for k in range(many):
        place = queue[TURN, k]
        i = np.uintp(whom[k])
        row = seldom[i]
        person = load_traits(traits[i], leave_hazard[i])
        was = status[i]
        short.book(person, row, was, now.month, discounts, now)
        status[i], content = short.turn(person, row, was, knows[i], np.float64(before[place, 1]), now)
        status_clock[i] = step[k]
        sums[LEFT] += 1 if was == CUSTOMER else 0
        sums[JOINED] += 1 if was == PROSPECT else 0
        sums[RETURNED] += 1 if was == FORMER else 0
        quiet.add_standing(standing, -1, person, was, row.profiled, now)
        quiet.add_standing(standing, 1, person, status[i], row.profiled, now)
        due[i], by_email[i], mood[i] = short.look(person, row, annoyance[i], status[i], knows[i], now.month, now)
        note(news, i, 0, content)


@kernel
def live_briefly(people, discounts, now, busy, sums):  # type: ignore[no-untyped-def]
    """Months of mail or of a sale from which nothing comes; the others are put among those to be lived in full."""
    traits, leave_hazard, moving, seldom, ahead, _, _ = people
    copies, annoyance, _, mail_clock, learn_clock, first_sold, status, knows = moving
    due, by_email, mood = ahead
    before, queue, whom, ring = busy.before, busy.queue, busy.whom, busy.ring
    step, whim, looked = busy.step, busy.whim, busy.looked
    many = busy.many[BRIEF]
    for k in range(many):
        whom[k] = busy.who[queue[BRIEF, k]]
        i = np.uintp(whom[k])
        row = seldom[i]
        ring[k] = 1 + row.pieces_magazines + row.pieces_charities + row.pieces_travel + row.pieces_political
        looked[0] += traits[i].digital
    for k in range(many):
        drawn = draws.words(now.seed, now.replicate, whom[k], draws.MAIL, ring[k])
        step[k], whim[k] = draws.unit_exponential(drawn[0]), draws.uniform(drawn[1])
    for k in range(many):
        place = queue[BRIEF, k]
        i = np.uintp(whom[k])
        row = seldom[i]
        person = load_traits(traits[i], leave_hazard[i])
        holds, new = short.mail_or_sale(
            person,
            row,
            before[place, 0],
            before[place, 1],
            before[place, 3],
            before[place, 4],
            first_sold[i],
            status[i],
            knows[i],
            step[k],
            whim[k],
            now,
        )
        if not holds:
            queue[FULL, busy.many[FULL]] = place
            busy.many[FULL] += 1
            continue
        copies[i], annoyance[i] = new.copies, new.annoyance
        mail_clock[i], learn_clock[i] = new.mail_clock, new.learn_clock
        if new.kind != NOBODY:
            sums[PIECES + new.kind] += 1
        if due[i] <= now.month:
            first_sold[i] = new.first_sold
            sums[SALES] += 1 if new.sold else 0
            sums[SALES + 1] += new.disclosures
            sums[SALES + 2] += new.claims
            short.book(person, row, status[i], now.month - 1, discounts, now)
            short.sell(person, row, status[i], new, now)
            due[i], by_email[i], mood[i] = short.look(person, row, annoyance[i], status[i], knows[i], now.month, now)


@kernel
def live_with_a_grudge(people, now, busy):  # type: ignore[no-untyped-def]
    """Months of those who know in which they do nothing; the others are put among those to be lived in full."""
    traits, leave_hazard, moving, seldom, ahead, _, content_contacts = people
    status_clock, learn_clock, status = moving.status_clock, moving.learn_clock, moving.status
    who, before, queue = busy.who, busy.before, busy.queue
    for k in range(busy.many[GRUDGE]):
        place = queue[GRUDGE, k]
        i = np.uintp(who[place])
        row = seldom[i]
        person = load_traits(traits[i], leave_hazard[i])
        holds, clock = short.grudge(
            person, row, before[place, 1], before[place, 2], status[i], ahead.mood[i], content_contacts[i], now
        )
        if holds:
            status_clock[i], learn_clock[i] = clock, before[place, 4]  # there is nothing to learn any more
        else:
            queue[FULL, busy.many[FULL]] = place
            busy.many[FULL] += 1


@kernel
def live_fully(people, discounts, now, busy, news, standing, sums):  # type: ignore[no-untyped-def]
    """Months in which more happens than the short forms say, by the whole rule."""
    traits, leave_hazard, moving, seldom, ahead, heard, content_contacts = people
    copies, annoyance, status_clock, mail_clock, learn_clock, first_sold, status, knows = moving
    due, by_email, mood = ahead
    for k in range(busy.many[FULL]):
        place = busy.queue[FULL, k]
        i = np.uintp(busy.who[place])
        row = seldom[i]
        person = load_traits(traits[i], leave_hazard[i])
        short.book(person, row, status[i], now.month - 1, discounts, now)
        row.booked = now.month
        old = load_state(busy.before, place, first_sold[i], status[i], knows[i], row)
        new, did = rule.month(int(i), person, old, int(heard[i]), int(content_contacts[i]), now)
        copies[i], annoyance[i] = new.copies, new.annoyance
        status_clock[i], mail_clock[i], learn_clock[i] = new.status_clock, new.mail_clock, new.learn_clock
        first_sold[i], status[i], knows[i] = new.first_sold, new.status, new.knows
        store_state(row, new)
        due[i], by_email[i], mood[i] = short.look(person, row, annoyance[i], status[i], knows[i], now.month, now)
        quiet.add_standing(standing, -1, person, old.status, old.profiled, now)
        quiet.add_standing(sums, -1, person, old.status, old.profiled, now)
        quiet.add_standing(standing, 1, person, new.status, new.profiled, now)
        count(sums, did)
        talk = (1 if new.talking > 0 else 0) - (1 if old.talking > 0 else 0)
        standing[KNOWING] += (1 if new.knows == KNOWS else 0) - (1 if old.knows == KNOWS else 0)
        standing[TALKING] += talk
        note(news, i, talk, new.content - old.content)
