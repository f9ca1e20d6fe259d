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


FULL, TURN, BRIEF, GRUDGE = range(4)  # kinds of month of those to whom something happens


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
    who, alarm, ring = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    fetched = np.zeros(1, np.int64)
    step, whim = np.empty(BLOCK), np.empty(BLOCK)
    queue, many = np.empty((4, BLOCK), np.int64), np.zeros(4, np.int64)
    changed = np.empty(stop - start, np.int32)
    change = np.empty((stop - start, 2), np.int8)
    told = 0
    for n in range(QUIET_SUMS):
        sums[n] += standing[n]
    for block in range(start, stop, BLOCK):
        found = 0
        many[:] = 0
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
                j = np.uintp(busy[place] - tile)
                before[place, 0] = copies[i]
                before[place, 1] = annoyance[i]
                before[place, 2] = status_clock[i]
                before[place, 3] = mail_clock[i]
                before[place, 4] = learn_clock[i]
                calm = (now.calm == 1) & (heard[i] == 0)
                knowing = knows[i] == KNOWS
                usual = calm & (due[i] > now.month) & (new_mail[j] > 0.0)
                free = (not knowing) & (new_learn[j] > 0.0)
                turns = new_status[j] <= 0.0
                kind = GRUDGE if usual & knowing else FULL
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
        for k in range(many[TURN]):
            who[k] = busy[queue[TURN, k]]
            i = np.uintp(who[k])
            alarm[k], ring[k] = status_alarm(status[i], seldom[i])
            fetched[0] += traits[i].digital  # a look at each row beforehand: then memory brings many at a time
        for k in range(many[TURN]):  # what clocks that ring are set to: many at a time are drawn far sooner
            step[k] = draws.step(now.seed, now.replicate, who[k], alarm[k], ring[k])
        for k in range(many[TURN]):
            i = np.uintp(busy[queue[TURN, k]])
            row = seldom[i]
            person = load_traits(traits[i], leave_hazard[i])
            was = status[i]
            if was == CUSTOMER:
                row.money = quiet.money_after(
                    row.money, person, row.profiled, row.booked + 1, now.month, discounts, now
                )
                row.months = short.months_after(row, was, now.month)
            status[i], content = short.turn(person, row, was, knows[i], np.float64(before[queue[TURN, k], 1]), now)
            row.booked = now.month
            status_clock[i] = step[k]
            sums[LEFT] += 1 if was == CUSTOMER else 0
            sums[JOINED] += 1 if was == PROSPECT else 0
            sums[RETURNED] += 1 if was == FORMER else 0
            quiet.add_standing(standing, -1, person, was, row.profiled, now)
            quiet.add_standing(standing, 1, person, status[i], row.profiled, now)
            due[i], by_email[i], mood[i] = short.look(person, row, annoyance[i], status[i], knows[i], now.month, now)
            if content != 0:
                changed[told], change[told, 0], change[told, 1] = i, 0, content
                told += 1
        for k in range(many[BRIEF]):
            who[k] = busy[queue[BRIEF, k]]
            i = np.uintp(who[k])
            row = seldom[i]
            ring[k] = 1 + row.pieces_magazines + row.pieces_charities + row.pieces_travel + row.pieces_political
            fetched[0] += traits[i].digital
        for k in range(many[BRIEF]):
            drawn = draws.words(now.seed, now.replicate, who[k], draws.MAIL, ring[k])
            step[k], whim[k] = draws.unit_exponential(drawn[0]), draws.uniform(drawn[1])
        for k in range(many[BRIEF]):
            place = queue[BRIEF, k]
            i = np.uintp(who[k])
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
                queue[FULL, many[FULL]] = place
                many[FULL] += 1
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
                if status[i] == CUSTOMER:
                    last = now.month - 1
                    row.money = quiet.money_after(row.money, person, row.profiled, row.booked + 1, last, discounts, now)
                    row.months = short.months_after(row, status[i], last)
                short.sell(person, row, status[i], new, now)
                due[i], by_email[i], mood[i] = short.look(
                    person, row, annoyance[i], status[i], knows[i], now.month, now
                )
        for k in range(many[GRUDGE]):
            place = queue[GRUDGE, k]
            i = np.uintp(busy[place])
            row = seldom[i]
            person = load_traits(traits[i], leave_hazard[i])
            holds, clock = short.grudge(
                person, row, before[place, 1], before[place, 2], status[i], mood[i], content_contacts[i], now
            )
            if holds:
                status_clock[i], learn_clock[i] = clock, before[place, 4]  # to learn is over
            else:
                queue[FULL, many[FULL]] = place
                many[FULL] += 1
        for k in range(many[FULL]):
            place = queue[FULL, k]
            i = np.uintp(busy[place])
            row = seldom[i]
            person = load_traits(traits[i], leave_hazard[i])
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
