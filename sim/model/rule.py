"""The month of one person: scalars in, scalars out.

`month` is the whole rule, in the order of the model; its steps are small functions in `selling`, `noticing` and
`reacting`. Everything that is read of others (talk heard, content contacts, a press story) is the state at the end of
last month. The functions are ordinary Python; the engine compiles the very same ones.
"""

from typing import NamedTuple

from sim.model import draws
from sim.model.columns import (
    AWARE,
    BY_MAIL,
    BY_NOTICE,
    BY_READING,
    CUSTOMER,
    FORMER,
    KNOWS,
    PROSPECT,
    UNAWARE,
    State,
)
from sim.model.compiled import part
from sim.model.noticing import annoyance_after, is_notified, receive_mail, run_learn_clock
from sim.model.reacting import (
    betrayal_after,
    betrayal_felt,
    brings,
    extra_leave_hazard,
    grievance,
    is_rewarded,
    personalisation_pleases,
    personalisation_repels,
    run_complain_clock,
    status_alarm,
    status_hazard,
    stays,
)
from sim.model.selling import fills_in_profile, gives_claim, is_sold, weighs


class Month(NamedTuple):
    """What happened to a person in a month: counts, for the market's sums."""

    paid: int  # 1 where the person was a customer and paid
    margin: int  # what was paid, after costs of serving [MONEY_UNIT dollars]
    pleased: int  # 1 where personalisation pleased this customer
    repelled: int  # 1 where personalisation repelled this customer
    rewarded: int
    profiles: int
    records: int  # 1 where the record was sold
    disclosures: int
    claims: int  # 1 where the record was sold without consent for the first time
    magazines: int  # pieces of mail noticed, by kind of sender
    charities: int
    travel: int
    political: int
    found_out: int  # 1 where the person learned that the record was sold
    first_hand: int  # 1 where that was not by talk or press
    complaints: int
    left: int
    joined: int
    returned: int


@part
def month(i, traits, state, heard, content_contacts, now):  # type: ignore[no-untyped-def]
    """Live one month: the new state of person i and what happened.

    traits: `Traits`; state: `State` at the end of last month; heard: contacts who were talking then; content_contacts:
    contacts who were content customers then; now: `Conditions`. Returns (`State`, `Month`). The numbers are the steps
    of docs/model.md.
    """
    customer = state.status == CUSTOMER

    # 1 company
    told = 1 if customer and now.plain == 1 else state.told
    profiles = 1 if customer and fills_in_profile(traits, state, now) else 0
    profiled = state.profiled + profiles

    # 2 sale
    last_sold, first_sold, exposure = state.last_sold, state.first_sold, state.exposure
    disclosures, claims = 0, 0
    if is_sold(traits, state, told, now):
        claims = 1 if gives_claim(last_sold, now) else 0
        first_sold = first_sold if first_sold > 0 else now.month
        last_sold = now.month
        disclosures = now.buyers
        exposure += weighs(told, now) * now.buyers

    # 3 data market, 4 contacts, 5 annoyance
    copies = now.copy_keep * state.copies + now.resale * disclosures
    mail_clock, magazines, charities, travel, political = receive_mail(i, traits, state, copies, first_sold, now)
    pieces = magazines + charities + travel + political
    annoyance = annoyance_after(state.annoyance, traits.objection, pieces, now)

    # 6 finding out
    learn_clock, learnings, how, aware, whim = run_learn_clock(i, traits, state, pieces, first_sold, heard, now)
    notified, notice_whim = is_notified(i, state, now)
    if notified:
        exposure += now.breach_severity
        if state.knows != KNOWS and how == 0:
            how = BY_NOTICE
            whim = notice_whim
    found_out = how > 0
    first_hand = how in (BY_MAIL, BY_READING, BY_NOTICE)
    knows = KNOWS if found_out else (AWARE if aware else state.knows)

    # 7 grievance
    felt = betrayal_felt(traits, state, exposure, found_out, now)
    fast, slow = betrayal_after(state.betrayal_fast, state.betrayal_slow, felt, now)
    grief = grievance(annoyance, fast + slow, knows, now)

    # 8 talking, 9 complaining
    talking = max(0, state.talking - 1)
    if first_hand and traits.objection > 0.0 and whim < now.talks:
        talking = now.talk_months
    complain_clock, complaints = run_complain_clock(i, state, fast + slow, now)

    # 10 experience
    pleased = 1 if customer and personalisation_pleases(traits, profiled, now) else 0
    repelled = 1 if customer and personalisation_repels(traits, now) else 0
    rewarded = 1 if customer and is_rewarded(traits, profiled, now) else 0

    # 11 leaving, 12 joining and coming back: one of them at most, at the month's end
    status, months = state.status, state.months
    stay = stays(pleased, repelled, now)
    over_data = extra_leave_hazard(traits, grief, now)
    hazard = status_hazard(status, knows, traits.leave_hazard, stay, over_data, content_contacts, heard, now)
    clock = state.status_clock - hazard
    left, joined, returned = 0, 0, 0
    if customer:
        months += 1
    if clock <= 0.0:
        clock = draws.step(now.seed, now.replicate, i, *status_alarm(status, state))
        left, joined, returned = int(customer), int(status == PROSPECT), int(status == FORMER)
        status = FORMER if customer else CUSTOMER
        months = months if customer else 0
    content = 1 if status == CUSTOMER and knows == UNAWARE and grief <= traits.patience else 0

    # 15 what this person brought and cost this month
    margin = traits.margin if customer else 0
    money = now.sale_income * disclosures - now.profile_cost * profiles - now.complaint_handling * complaints
    money -= now.acquisition * (joined + returned)
    if customer:
        money += brings(margin, pleased, repelled, rewarded, now)

    # what will be told of this person: months are noted once
    learned_how = how if found_out else state.learned_how
    learned_month = now.month if found_out else state.learned_month
    first_joined = now.month if joined == 1 else state.first_joined
    first_left = now.month if left == 1 and state.first_left == 0 else state.first_left

    return (
        State(
            status=status,
            months=months,
            told=told,
            profiled=profiled,
            last_sold=last_sold,
            first_sold=first_sold,
            exposure=exposure,
            copies=copies,
            pieces_magazines=state.pieces_magazines + magazines,
            pieces_charities=state.pieces_charities + charities,
            pieces_travel=state.pieces_travel + travel,
            pieces_political=state.pieces_political + political,
            annoyance=annoyance,
            knows=knows,
            learned_how=learned_how,
            betrayal_fast=fast,
            betrayal_slow=slow,
            talking=talking,
            content=content,
            status_clock=clock,
            mail_clock=mail_clock,
            learn_clock=learn_clock,
            complain_clock=complain_clock,
            returns=state.returns + returned,
            leavings=state.leavings + left,
            learnings=learnings,
            complaints=state.complaints + complaints,
            first_joined=first_joined,
            learned_month=learned_month,
            first_left=first_left,
            money=state.money + money * now.discount,
        ),
        Month(
            paid=int(customer),
            margin=margin,
            pleased=pleased,
            repelled=repelled,
            rewarded=rewarded,
            profiles=profiles,
            records=int(disclosures > 0),
            disclosures=disclosures,
            claims=claims,
            magazines=magazines,
            charities=charities,
            travel=travel,
            political=political,
            found_out=int(found_out),
            first_hand=int(first_hand),
            complaints=complaints,
            left=left,
            joined=joined,
            returned=returned,
        ),
    )
