"""Months in which one thing happens to a person and nothing comes of it, in a short form.

The same as `rule.month`, for speed alone; a test holds the two to the same result. Each form says whether it holds:
where it does not, `rule.month` has to say what happens. All are for months without talk heard, story or breach.
"""

from typing import NamedTuple

import numpy as np

from sim.model.columns import CUSTOMER, KNOWS
from sim.model.compiled import part
from sim.model.noticing import (
    annoyance_after,
    kind_of_sender,
    mail_learn_hazard,
    mail_rates,
    pieces_up_to,
    reached_by_email,
)
from sim.model.quiet import fewer_copies, less_annoyance, mail_clock_after, status_clock_after
from sim.model.reacting import betrayal_after, complain_hazard, extra_leave_hazard, grievance
from sim.model.selling import gives_claim, is_sold, weighs

NOBODY = -1  # sends mail


class Short(NamedTuple):
    """As much of the state of one who does not know as a month of mail or of a sale needs."""

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
    """What a month changes in which mail comes or the record is sold, and nothing comes of it."""

    copies: float
    annoyance: float
    mail_clock: float
    learn_clock: float
    first_sold: int
    exposure: float
    sold: bool
    disclosures: int
    claims: int
    kind: int  # of sender, from 0 on, of the piece of mail noticed; or NOBODY


@part
def brief_month(traits, state, step, whim, now):  # type: ignore[no-untyped-def]
    """A month of mail or of a sale, of one who does not know and does not join, leave or return.

    step, whim: what the mail clock draws if it rings. Returns (True, `Brief`), or (False, ...) where more comes of it:
    two pieces of mail, finding out, or the end of patience.
    """
    sold = is_sold(traits, state, state.told, now)
    disclosures = now.buyers if sold else 0
    claims = 1 if sold and gives_claim(state.last_sold, now) else 0
    first_sold = now.month if sold and state.first_sold == 0 else state.first_sold
    copies = fewer_copies(state.copies, now) + now.resale * disclosures
    by_email = reached_by_email(traits, state, now)
    clock = mail_clock_after(state.mail_clock, copies, first_sold, by_email, now)
    kind = NOBODY
    if clock <= 0.0:
        clock += step
        kind = kind_of_sender(pieces_up_to(now.month - first_sold, mail_rates(by_email, now), now), whim)
    pieces = 1 if kind != NOBODY else 0
    annoyance = annoyance_after(state.annoyance, traits.objection, pieces, now)
    learns = mail_learn_hazard(traits, pieces, now) + now.read_hazard if first_sold > 0 else 0.0
    learn_clock = state.learn_clock - learns
    kept = max(annoyance, np.float64(np.float32(annoyance)))  # the month after begins with it as it is stored
    bears = grievance(kept, 0.0, state.knows, now) <= traits.patience
    holds = clock > 0.0 and learn_clock > 0.0 and (bears or state.status != CUSTOMER)
    return holds, Brief(
        copies=copies,
        annoyance=annoyance,
        mail_clock=clock,
        learn_clock=learn_clock,
        first_sold=first_sold,
        exposure=state.exposure + weighs(state.told, now) * disclosures,
        sold=sold,
        disclosures=disclosures,
        claims=claims,
        kind=kind,
    )


class Grudge(NamedTuple):
    """As much of the state of one who knows as a month without mail and sale needs."""

    annoyance: float
    status_clock: float
    status: int
    betrayal_fast: float
    betrayal_slow: float
    complain_clock: float


@part
def month_of_grudge(traits, state, feels, content_contacts, now):  # type: ignore[no-untyped-def]
    """A month without mail and sale of one who knows and no longer talks of it; feels: the mood.

    Returns whether the form holds, (the new parts of betrayal, the complaint clock, the status clock). It does not
    where the person complains, joins, leaves or returns.
    """
    fast, slow = betrayal_after(state.betrayal_fast, state.betrayal_slow, 0.0, now)
    betrayal = fast + slow
    complain_clock = state.complain_clock - (complain_hazard(betrayal, now) if betrayal > 0.0 else 0.0)
    grief = grievance(less_annoyance(state.annoyance, now), betrayal, KNOWS, now)
    over_data = extra_leave_hazard(traits, grief, now)
    status_clock = status_clock_after(
        state.status_clock, state.status, KNOWS, traits.leave_hazard, feels, over_data, content_contacts, now
    )
    return complain_clock > 0.0 and status_clock > 0.0, (fast, slow, complain_clock, status_clock)
