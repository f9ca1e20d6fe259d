"""Months of a chunk of people, block by block; what is coming to them; and the booking of what was put off."""

import numpy as np

from sim.model import quiet, short
from sim.model.block import (
    BLOCK,
    Busy,
    News,
    live_briefly,
    live_fully,
    live_quietly,
    live_turns,
    live_with_a_grudge,
)
from sim.model.columns import KNOWS
from sim.model.compiled import kernel
from sim.model.network import spread
from sim.model.outlook import in_force
from sim.model.rows import load_traits
from sim.model.totals import AT_END, FIRST_HAND, KNOWING, QUIET_SUMS, TALKING


@kernel
def live_months(start, stop, people, network, discounts, outlook, standing, sums):  # type: ignore[no-untyped-def]
    """The coming months of people start to stop - 1, added to `sums`, a row a month in the order of `Totals`.

    standing: what these people add to the sums of a quiet month, kept from month to month. If they are the whole
    market, they live all months of the outlook, or those up to the one in which the press finds a story; else one
    month, as others have to be told. Returns how many months were lived, and who is still to be told of: those who
    started or stopped talking or being content, and for each two numbers of -1, 0 or 1 (talking, content).
    """
    size = stop - start
    alone = size == len(people.traits)
    left = outlook.story_left
    room = min(BLOCK, size)
    busy = Busy(
        who=np.empty(room + 1, np.int32),
        before=np.empty((room, 5), np.float32),
        queue=np.empty((4, room), np.int32),
        many=np.zeros(4, np.int64),
        whom=np.empty(room, np.int64),
        alarm=np.empty(room, np.int64),
        ring=np.empty(room, np.int64),
        step=np.empty(room),
        whim=np.empty(room),
        looked=np.zeros(1, np.int64),
    )
    news = News(np.empty(size, np.int32), np.empty((size, 2), np.int8), np.zeros(1, np.int64))
    lived = 0
    while lived < len(outlook.months) and left > 0.0 and (alone or lived == 0):
        now = in_force(outlook.base, outlook.months[lived])
        month = sums[lived]
        for n in range(QUIET_SUMS):
            month[n] += standing[n]
        for block in range(start, stop, BLOCK):
            live_quietly(block, min(block + BLOCK, stop), people, now, busy)
            live_turns(people, discounts, now, busy, news, standing, month)
            live_briefly(people, discounts, now, busy, month)
            live_with_a_grudge(people, now, busy)
            live_fully(people, discounts, now, busy, news, standing, month)
        month[AT_END] += standing[0]
        month[AT_END + 1] += standing[KNOWING]
        month[AT_END + 2] += standing[TALKING]
        if alone:
            told = news.many[0]
            spread(network, news.who[:told], news.change[:told], people.heard, people.content_contacts, 0, size)
            news.many[0] = 0
            left -= outlook.story_chance[lived] * (month[FIRST_HAND] * outlook.scale)
        lived += 1
    told = news.many[0]
    return lived, news.who[:told].copy(), news.change[:told].copy()


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
