"""Months in which nothing happens to a person: which these are, and the little that they change.

The same as `rule.month`, for speed alone; a test holds the two to the same result. One who does not know, hears
nothing and has nothing coming only loses a little of each clock, of the copies in circulation and of annoyance. Those
are a few additions, which the engine makes for everybody in one go (for months in which one thing happens see `brief`).
Money and months as a customer follow from how long it is since somebody's months were booked, and are booked when more
happens, or somebody is looked at.
"""

from typing import NamedTuple

from sim.model.columns import CUSTOMER, KNOWS, UNAWARE
from sim.model.compiled import part
from sim.model.noticing import mail_hazard
from sim.model.reacting import (
    brings,
    grievance,
    is_rewarded,
    personalisation_pleases,
    personalisation_repels,
    status_hazard,
    stays,
)
from sim.model.selling import fills_in_profile, may_be_sold, on_list

# Months from which on somebody has something coming: all, to be lived in full; all; none.
NOW, FIRST, NEVER = 0, 1, 32_767
INDIFFERENT, PLEASED, REPELLED = 0, 1, 2  # moods


class Glance(NamedTuple):
    """As much of a person's state as tells what is coming."""

    annoyance: float
    status: int
    knows: int
    months: int
    last_sold: int
    talking: int
    content: int
    profiled: int
    told: int


@part
def next_sale(traits, state, now):  # type: ignore[no-untyped-def]
    """The month from which on the record is due to be sold, as things stand; NEVER where it may not be sold."""
    if not (on_list(state, now) and may_be_sold(traits, state.told, now)):
        return NEVER
    if state.last_sold == 0:
        return FIRST
    return state.last_sold + now.again_every if now.again_every > 0 else NEVER


@part
def email_begins(traits, state, last, now):  # type: ignore[no-untyped-def]
    """The month in which e-mail begins to reach a customer who stays; `last`: the month at whose end the state is."""
    waiting = state.status == CUSTOMER and traits.digital == 1 and state.months < now.digital_after
    return last + 1 + now.digital_after - state.months if waiting else NEVER


@part
def comes_due(traits, state, last, now):  # type: ignore[no-untyped-def]
    """The first month in which more happens than in a quiet one even where nothing is heard and no clock rings.

    NOW where that must be lived in full; else the record is sold then, or e-mail begins. state: at the end of month
    `last`, as it is stored.
    """
    customer = state.status == CUSTOMER
    bears = grievance(state.annoyance, 0.0, state.knows, now) <= traits.patience
    content = 1 if customer and state.knows == UNAWARE and bears else 0
    if (
        state.talking > 0
        or content != state.content
        or (customer and not bears and state.knows != KNOWS)
        or (customer and now.plain > state.told)
        or (customer and fills_in_profile(traits, state, now))
    ):
        return NOW
    return min(next_sale(traits, state, now), email_begins(traits, state, last, now))


@part
def mood(traits, profiled, now):  # type: ignore[no-untyped-def]
    """How personalisation leaves this customer: PLEASED, REPELLED or INDIFFERENT."""
    if personalisation_pleases(traits, profiled, now):
        return PLEASED
    return REPELLED if personalisation_repels(traits, now) else INDIFFERENT


@part
def add_standing(sums, sign, traits, status, profiled, now):  # type: ignore[no-untyped-def]
    """Add to the first sums (or take from them, sign -1) what a person brings in a quiet month, as `Totals` has it."""
    if status == CUSTOMER:
        feels = mood(traits, profiled, now)
        sums[0] += sign
        sums[1] += sign * traits.margin
        sums[2] += sign * traits.margin if feels == PLEASED else 0
        sums[3] += sign * traits.margin if feels == REPELLED else 0
        sums[4] += sign if is_rewarded(traits, profiled, now) else 0


@part
def brings_quietly(traits, profiled, now):  # type: ignore[no-untyped-def]
    """What a customer brings in a quiet month [dollars, undiscounted]."""
    feels = mood(traits, profiled, now)
    rewarded = 1 if is_rewarded(traits, profiled, now) else 0
    return brings(traits.margin, 1 if feels == PLEASED else 0, 1 if feels == REPELLED else 0, rewarded, now)


@part
def money_after(money, traits, profiled, first, last, discounts, now):  # type: ignore[no-untyped-def]
    """A customer's money after the quiet months first to last, each at its discount, added up as in living them."""
    brought = brings_quietly(traits, profiled, now)
    for month in range(first, last + 1):
        money += brought * discounts[month]
    return money


@part
def fewer_copies(copies, now):  # type: ignore[no-untyped-def]
    """Copies at the end of a month without a sale."""
    return now.copy_keep * copies


@part
def mail_clock_after(clock, copies, first_sold, by_email, now):  # type: ignore[no-untyped-def]
    """The mail clock after a month without a sale, before any ring; copies: at its end."""
    return clock - mail_hazard(copies, now.month - first_sold, by_email, now)


@part
def learn_clock_after(clock, first_sold, now):  # type: ignore[no-untyped-def]
    """The learn clock after a month without mail, talk or press: only those who were sold can read that they were."""
    return clock - (now.read_hazard if first_sold > 0 else 0.0)


@part
def less_annoyance(annoyance, now):  # type: ignore[no-untyped-def]
    """Annoyance after a month without mail."""
    return now.annoyance_keep * annoyance


@part
def status_clock_after(clock, status, knows, leaving, feels, over_data, content_contacts, now):  # type: ignore[no-untyped-def]
    """The clock of a person's status after a month without talk; feels: the mood; over_data: hazard from grievance."""
    stay = stays(1 if feels == PLEASED else 0, 1 if feels == REPELLED else 0, now)
    return clock - status_hazard(status, knows, leaving, stay, over_data, content_contacts, 0, now)
