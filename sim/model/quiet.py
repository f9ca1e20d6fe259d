"""Months in which nothing happens to a person: which these are, and the little that they change.

The same as `rule.month`, for speed alone; a test holds the two to the same result. One who does not know, hears
nothing and has nothing coming only loses a little of each clock, of the copies in circulation and of annoyance. Those
are a few additions, which the engine makes for everybody in one go. Money and months as a customer follow from how
long it is since somebody was lived in full, and are booked when somebody next is, or is looked at.
"""

from typing import NamedTuple

from sim.model.columns import CUSTOMER, KNOWS, UNAWARE
from sim.model.compiled import part
from sim.model.noticing import (
    annoyance_after,
    kind_of_sender,
    mail_hazard,
    mail_learn_hazard,
    mail_rates,
    pieces_up_to,
    reached_by_email,
)
from sim.model.reacting import (
    brings,
    grievance,
    is_rewarded,
    personalisation_pleases,
    personalisation_repels,
    status_hazard,
    stays,
)
from sim.model.selling import fills_in_profile, gives_claim, is_sold, may_be_sold, on_list, weighs

NOW, NEVER = 0, 32_767  # months in which somebody has something coming: every one, and none
INDIFFERENT, PLEASED, REPELLED = 0, 1, 2  # moods
NOBODY = -1  # sends mail


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
    """The month from which the record is due to be sold, as things stand; NEVER where it may not be sold."""
    if not (on_list(state, now) and may_be_sold(traits, state.told, now)):
        return NEVER
    if state.last_sold == 0:
        return NOW
    return state.last_sold + now.again_every if now.again_every > 0 else NEVER


@part
def email_begins(traits, state, last, now):  # type: ignore[no-untyped-def]
    """The month in which e-mail begins to reach a customer who stays; `last`: the month at whose end the state is."""
    waiting = state.status == CUSTOMER and traits.digital == 1 and state.months < now.digital_after
    return last + 1 + now.digital_after - state.months if waiting else NEVER


@part
def comes_due(traits, state, last, now):  # type: ignore[no-untyped-def]
    """The first month that must be lived in full even where nothing is heard and no clock rings.

    state: at the end of month `last`, as it is stored.
    """
    customer = state.status == CUSTOMER
    bears = grievance(state.annoyance, 0.0, state.knows, now) <= traits.patience
    content = 1 if customer and state.knows == UNAWARE and bears else 0
    if (
        state.knows == KNOWS
        or state.talking > 0
        or content != state.content
        or (customer and not bears)
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
def status_clock_after(clock, status, knows, leaving, feels, content_contacts, now):  # type: ignore[no-untyped-def]
    """The clock of a person's status after a month without grievance and talk; feels: the mood."""
    stay = stays(1 if feels == PLEASED else 0, 1 if feels == REPELLED else 0, now)
    return clock - status_hazard(status, knows, leaving, stay, 0.0, content_contacts, 0, now)


class Short(NamedTuple):
    """As much of a person's state as a brief month needs."""

    copies: float
    annoyance: float
    mail_clock: float
    learn_clock: float
    first_sold: int
    status: int
    knows: int
    exposure: float
    months: int
    last_sold: int
    told: int


class Brief(NamedTuple):
    """What a month changes in which mail comes or the record is sold again, and nothing comes of it."""

    copies: float
    annoyance: float
    mail_clock: float
    learn_clock: float
    exposure: float
    disclosures: int
    kind: int  # of sender, from 0 on, of the piece of mail noticed; or NOBODY


@part
def brief_month(traits, state, step, whim, now):  # type: ignore[no-untyped-def]
    """The same month, short: of one sold before who does not know, hears nothing, and does not join, leave or return.

    step, whim: what the mail clock draws if it rings. Returns (True, `Brief`), or (False, ...) where more comes of it,
    two pieces of mail or finding out or the end of patience: then `rule.month` has to say.
    """
    disclosures = now.buyers if is_sold(traits, state, state.told, now) else 0
    copies = fewer_copies(state.copies, now) + now.resale * disclosures
    by_email = reached_by_email(traits, state, now)
    clock = mail_clock_after(state.mail_clock, copies, state.first_sold, by_email, now)
    kind = NOBODY
    if clock <= 0.0:
        clock += step
        kind = kind_of_sender(pieces_up_to(now.month - state.first_sold, mail_rates(by_email, now), now), whim)
    pieces = 1 if kind != NOBODY else 0
    annoyance = annoyance_after(state.annoyance, traits.objection, pieces, now)
    learn_clock = state.learn_clock - (mail_learn_hazard(traits, pieces, now) + now.read_hazard)
    bears = grievance(annoyance, 0.0, state.knows, now) <= traits.patience
    claims = disclosures > 0 and gives_claim(state.last_sold, now)
    brief = not claims and copies > 0.0 and clock > 0.0 and learn_clock > 0.0 and (bears or state.status != CUSTOMER)
    return brief, Brief(
        copies=copies,
        annoyance=annoyance,
        mail_clock=clock,
        learn_clock=learn_clock,
        exposure=state.exposure + weighs(state.told, now) * disclosures,
        disclosures=disclosures,
        kind=kind,
    )
