"""The short forms of a month for one person of a market: what is in the person's row is read from it and written back.

What happens is in `brief` and `quiet`. The columns stay the caller's: arrays handed on to parts would be counted in
and out for every person, which costs more than the rest.
"""

import numpy as np

from sim.model import brief, quiet
from sim.model.brief import Grudge, Short
from sim.model.columns import CUSTOMER, FORMER, PROSPECT, UNAWARE
from sim.model.compiled import part
from sim.model.noticing import reached_by_email
from sim.model.quiet import Glance
from sim.model.reacting import grievance


@part
def look(person, row, annoyance, status, knows, last, now):  # type: ignore[no-untyped-def]
    """What is coming to a person after month `last`: when something does, whether e-mail reaches, and the mood."""
    state = Glance(
        annoyance=np.float64(annoyance),
        status=int(status),
        knows=int(knows),
        months=int(row.months),
        last_sold=int(row.last_sold),
        talking=int(row.talking),
        content=int(row.content),
        profiled=int(row.profiled),
        told=int(row.told),
    )
    due = quiet.comes_due(person, state, last, now)
    return due, reached_by_email(person, state, now), quiet.mood(person, state.profiled, now)


@part
def months_after(row, status, last):  # type: ignore[no-untyped-def]
    """Months as a customer after the quiet months up to `last`."""
    return int(row.months) + (last - row.booked if status == CUSTOMER else 0)


@part
def book(person, row, status, last, discounts, now):  # type: ignore[no-untyped-def]
    """Book money and months as a customer of the quiet months up to `last`, all under the same terms."""
    if status == CUSTOMER:
        row.money = quiet.money_after(row.money, person, row.profiled, row.booked + 1, last, discounts, now)
        row.months = months_after(row, status, last)
    row.booked = last


@part
def turn(person, row, status, knows, annoyance, now):  # type: ignore[no-untyped-def]
    """The end of a month in which one who does not know joins, leaves or returns; the months before are booked.

    annoyance: before the month. Returns the new status, and the change in being content.
    """
    content = 0
    if status == CUSTOMER:
        row.leavings += 1
        row.first_left = now.month if row.first_left == 0 else row.first_left
    else:
        row.money -= now.acquisition * now.discount
        row.months = 0
        if status == PROSPECT:
            row.first_joined = now.month
        else:
            row.returns += 1
        bears = grievance(quiet.less_annoyance(annoyance, now), 0.0, knows, now) <= person.patience
        content = 1 if knows == UNAWARE and bears else 0
    more = content - int(row.content)
    row.content = content
    return FORMER if status == CUSTOMER else CUSTOMER, more


@part
def mail_or_sale(  # type: ignore[no-untyped-def]
    person, row, copies, annoyance, mail_clock, learn_clock, first_sold, status, knows, step, whim, now
):
    """A month in which mail comes, the record is sold or e-mail begins, and nothing else, as `brief_month` has it.

    The numbers are those before the month.
    """
    state = Short(
        copies=np.float64(copies),
        annoyance=np.float64(annoyance),
        mail_clock=np.float64(mail_clock),
        learn_clock=np.float64(learn_clock),
        first_sold=int(first_sold),
        status=int(status),
        knows=int(knows),
        exposure=np.float64(row.exposure),
        months=months_after(row, status, now.month - 1),
        last_sold=int(row.last_sold),
        told=int(row.told),
    )
    holds, new = brief.brief_month(person, state, step, whim, now)
    if holds and new.kind != brief.NOBODY:
        row.pieces_magazines += 1 if new.kind == 0 else 0
        row.pieces_charities += 1 if new.kind == 1 else 0
        row.pieces_travel += 1 if new.kind == 2 else 0
        row.pieces_political += 1 if new.kind == 3 else 0
    return holds, new


@part
def sell(person, row, status, new, now):  # type: ignore[no-untyped-def]
    """Put into the row a month in which a sale was due or e-mail begins; the months before are booked."""
    there = 1 if status == CUSTOMER else 0
    brought = quiet.brings_quietly(person, row.profiled, now) if there == 1 else 0.0
    row.money += (now.sale_income * new.disclosures + brought) * now.discount
    row.months += there
    row.booked = now.month
    row.exposure = new.exposure
    row.last_sold = now.month if new.sold else row.last_sold


@part
def grudge(person, row, annoyance, status_clock, status, feels, content_contacts, now):  # type: ignore[no-untyped-def]
    """A month without mail and sale of one who knows, and no longer talks of it: whether it holds, the status clock.

    The numbers are those before the month.
    """
    state = Grudge(
        annoyance=np.float64(annoyance),
        status_clock=np.float64(status_clock),
        status=int(status),
        betrayal_fast=np.float64(row.betrayal_fast),
        betrayal_slow=np.float64(row.betrayal_slow),
        complain_clock=np.float64(row.complain_clock),
    )
    holds, (fast, slow, complain_clock, clock) = brief.month_of_grudge(person, state, feels, content_contacts, now)
    if holds:
        row.betrayal_fast, row.betrayal_slow, row.complain_clock = fast, slow, complain_clock
    return holds, clock
