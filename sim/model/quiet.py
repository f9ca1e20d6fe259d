"""The short form of a quiet month: the same as `rule.month`, for speed alone."""

from typing import NamedTuple

from sim.model.columns import CUSTOMER, KNOWS, UNAWARE
from sim.model.compiled import part
from sim.model.noticing import annoyance_after, mail_learn_hazard, receive_mail
from sim.model.reacting import (
    brings,
    grievance,
    is_rewarded,
    personalisation_pleases,
    personalisation_repels,
    status_hazard,
)
from sim.model.selling import fills_in_profile, is_sold


class Quiet(NamedTuple):
    """What a month changes of a person to whom nothing happens."""

    months: int
    copies: float
    annoyance: float
    status_clock: float
    mail_clock: float
    learn_clock: float
    money: float
    magazines: int  # pieces noticed this month, by kind of sender
    charities: int
    travel: int
    political: int
    paid: int
    margin: int
    pleased: int
    repelled: int
    rewarded: int


@part
def quiet_month(i, traits, state, heard, content_contacts, now):  # type: ignore[no-untyped-def]
    """The same month, short: of one who does not know and hears nothing, is not sold, and for whom no clock rings.

    Returns (True, `Quiet`) where the month is such a one, and (False, ...) where `month` must be lived in full. A test
    holds the two to the same result; there is no other reason for this function than speed.
    """
    customer = state.status == CUSTOMER
    quiet = (
        state.knows != KNOWS
        and heard == 0
        and state.talking == 0
        and now.calm == 1
        and not (customer and now.plain > state.told)
        and not (customer and fills_in_profile(traits, state, now))
        and not is_sold(traits, state, state.told, now)
    )
    copies = now.copy_keep * state.copies
    mail_clock, magazines, charities, travel, political = receive_mail(i, traits, state, copies, state.first_sold, now)
    pieces = magazines + charities + travel + political
    annoyance = annoyance_after(state.annoyance, traits.objection, pieces, now)
    learn_clock = state.learn_clock
    if state.first_sold > 0:
        learn_clock -= mail_learn_hazard(traits, pieces, now) + now.read_hazard
    margin = traits.margin if customer else 0
    pleased, repelled, rewarded = 0, 0, 0
    money = state.money
    if customer:
        pleased = 1 if personalisation_pleases(traits, state.profiled, now) else 0
        repelled = 1 if personalisation_repels(traits, now) else 0
        rewarded = 1 if is_rewarded(traits, state.profiled, now) else 0
        money += brings(margin, pleased, repelled, rewarded, now) * now.discount
    grief = grievance(annoyance, 0.0, UNAWARE, now)
    clock = state.status_clock - status_hazard(
        traits, state, pleased, repelled, grief, content_contacts, 0, state.knows, now
    )
    content = 1 if customer and state.knows == UNAWARE and grief <= traits.patience else 0
    quiet = quiet and learn_clock > 0.0 and clock > 0.0 and content == state.content
    return quiet, Quiet(
        months=state.months + int(customer),
        copies=copies,
        annoyance=annoyance,
        status_clock=clock,
        mail_clock=mail_clock,
        learn_clock=learn_clock,
        money=money,
        magazines=magazines,
        charities=charities,
        travel=travel,
        political=political,
        paid=int(customer),
        margin=margin,
        pleased=pleased,
        repelled=repelled,
        rewarded=rewarded,
    )
