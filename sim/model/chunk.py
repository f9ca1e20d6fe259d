"""A month of a chunk of people: what a quiet month changes for all of them in one go, then the others one by one."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model import draws, quiet, rule, short
from sim.model.brief import NOBODY
from sim.model.columns import CUSTOMER, FORMER, KNOWS, PROSPECT, Moving, Table
from sim.model.compiled import kernel
from sim.model.reacting import status_alarm
from sim.model.rows import load_state, load_traits, store_state
from sim.model.totals import AT_END, JOINED, KNOWING, LEFT, PIECES, QUIET_SUMS, RETURNED, SALES, TALKING, count

TILE = 512  # people whose quiet month is worked out at a time: what that needs fits the fastest cache
BLOCK = 16 * TILE  # people after whom those to whom something happens are lived: what they need is still at hand


class Ahead(NamedTuple):
    """What is known of everybody's months to come; it follows from the state and the terms."""

    due: npt.NDArray[np.int16]  # the first month to be lived in full whatever happens
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


@kernel
def live_chunk(start, stop, people, discounts, now, standing, sums):  # type: ignore[no-untyped-def]
    """One month of people start to stop - 1, added to the sums in the order of `Totals`.

    standing: what these people add to the sums of a quiet month, kept from month to month. Returns who started or
    stopped talking or being content, and for each two numbers of -1, 0 or 1 (talking, content).
    """
    traits, leave_hazard, moving, seldom, ahead, heard, content_contacts = people
    copies, annoyance, status_clock, mail_clock, learn_clock, first_sold, status, knows = moving
    due, by_email, mood = ahead
    new_copies, new_annoyance = np.empty(TILE, np.float32), np.empty(TILE, np.float32)
    new_status, new_mail, new_learn = np.empty(TILE, np.float32), np.empty(TILE, np.float32), np.empty(TILE, np.float32)
    calls = np.empty(TILE, np.bool_)  # whether something happens to a person
    busy = np.empty(BLOCK + 1, np.int32)  # to whom it does
    before = np.empty((BLOCK, 5), np.float32)  # their moving numbers before this month
    alarm, ring = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    step, whim = np.empty(BLOCK), np.empty(BLOCK)
    fetched = np.zeros(1, np.int64)
    changed = np.empty(stop - start, np.int32)
    change = np.empty((stop - start, 2), np.int8)
    told = 0
    for n in range(QUIET_SUMS):
        sums[n] += standing[n]
    for block in range(start, stop, BLOCK):
        found = 0
        for tile in range(block, min(block + BLOCK, stop), TILE):
            # Short loops over few columns each: the compiler does them for many people at a time.
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
                busy[found] = tile + j
                found += calls[j]
            for place in range(first, found):
                i = np.uintp(busy[place])
                before[place, 0] = copies[i]
                before[place, 1] = annoyance[i]
                before[place, 2] = status_clock[i]
                before[place, 3] = mail_clock[i]
                before[place, 4] = learn_clock[i]
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
        for place in range(found):
            i = np.uintp(busy[place])
            row = seldom[i]
            turns, next_status = status_clock[i] <= 0.0, status_alarm(status[i], row)
            pieces = row.pieces_magazines + row.pieces_charities + row.pieces_travel + row.pieces_political
            alarm[place] = next_status[0] if turns else draws.MAIL
            ring[place] = next_status[1] if turns else 1 + pieces
            fetched[0] += traits[i].digital  # a look at each row beforehand: then memory brings many at a time
        for place in range(found):  # what the clock that rings is set to: many at a time are drawn far sooner
            drawn = draws.words(now.seed, now.replicate, busy[place], alarm[place], ring[place])
            step[place], whim[place] = draws.unit_exponential(drawn[0]), draws.uniform(drawn[1])
        for place in range(found):
            i = np.uintp(busy[place])
            row = seldom[i]
            person = load_traits(traits[i], leave_hazard[i])
            calm = now.calm == 1 and heard[i] == 0
            usual = calm and due[i] > now.month and mail_clock[i] > 0.0
            if knows[i] == KNOWS:
                if usual:
                    holds, clock = short.grudge(
                        person, row, before[place, 1], before[place, 2], status[i], mood[i], content_contacts[i], now
                    )
                    if holds:
                        status_clock[i], learn_clock[i] = clock, before[place, 4]  # to learn is over
                        continue
            elif learn_clock[i] > 0.0 and status_clock[i] > 0.0:
                if calm and due[i] > quiet.NOW:
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
                        step[place],
                        whim[place],
                        now,
                    )
                    if holds:
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
                            due[i], by_email[i], mood[i] = short.look(
                                person, row, annoyance[i], status[i], knows[i], now.month, now
                            )
                        continue
            elif learn_clock[i] > 0.0 and usual:
                was = status[i]
                short.book(person, row, was, now.month, discounts, now)
                status[i], content = short.turn(person, row, was, knows[i], np.float64(before[place, 1]), now)
                row.booked = now.month
                status_clock[i] = step[place]
                sums[LEFT] += 1 if was == CUSTOMER else 0
                sums[JOINED] += 1 if was == PROSPECT else 0
                sums[RETURNED] += 1 if was == FORMER else 0
                quiet.add_standing(standing, -1, person, was, row.profiled, now)
                quiet.add_standing(standing, 1, person, status[i], row.profiled, now)
                due[i], by_email[i], mood[i] = short.look(
                    person, row, annoyance[i], status[i], knows[i], now.month, now
                )
                if content != 0:
                    changed[told], change[told, 0], change[told, 1] = i, 0, content
                    told += 1
                continue
            short.book(person, row, status[i], now.month - 1, discounts, now)
            row.booked = now.month
            old = load_state(before, place, first_sold[i], status[i], knows[i], row)
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
            content = new.content - old.content
            if talk != 0 or content != 0:
                changed[told] = i
                change[told, 0] = talk
                change[told, 1] = content
                told += 1
    sums[AT_END] += standing[0]
    sums[AT_END + 1] += standing[KNOWING]
    sums[AT_END + 2] += standing[TALKING]
    return changed[:told].copy(), change[:told].copy()


@kernel
def look_ahead(start, stop, people, now, standing):  # type: ignore[no-untyped-def]
    """Note what is coming to people start to stop - 1, and their standing sums, when new terms begin to hold."""
    traits, leave_hazard, moving, seldom, ahead, _, _ = people
    annoyance, status, knows = moving.annoyance, moving.status, moving.knows
    due, by_email, mood = ahead
    last = now.month - 1
    standing[:] = 0
    for place in range(start, stop):
        i = np.uintp(place)
        row = seldom[i]
        person = load_traits(traits[i], leave_hazard[i])
        row.booked = last
        due[i], by_email[i], mood[i] = short.look(person, row, annoyance[i], status[i], knows[i], last, now)
        quiet.add_standing(standing, 1, person, status[i], row.profiled, now)
        standing[KNOWING] += 1 if knows[i] == KNOWS else 0
        standing[TALKING] += 1 if row.talking > 0 else 0


@kernel
def book_chunk(start, stop, people, last, discounts, now):  # type: ignore[no-untyped-def]
    """Bring everybody's money and months as a customer up to the end of month `last`, all quiet ones since."""
    traits, leave_hazard, moving, seldom, _, _, _ = people
    status = moving.status
    for place in range(start, stop):
        i = np.uintp(place)
        row = seldom[i]
        short.book(load_traits(traits[i], leave_hazard[i]), row, status[i], last, discounts, now)
