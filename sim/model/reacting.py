"""Steps 7 to 12 of a person's month: what he or she feels, says and does about it."""

from sim.model import draws
from sim.model.columns import AWARE, CUSTOMER, KNOWS, MONEY_UNIT, PROSPECT, UNAWARE
from sim.model.compiled import part
from sim.model.conditions import DECLARED, NO_DATA, OPT_IN
from sim.model.selling import consents


@part
def offence(exposure, now):  # type: ignore[no-untyped-def]
    """f(e): betrayal felt on finding out, per unit of objection; one quiet sale to one buyer = 1.

    Concave in the number of recipients, whose sign is that of Schudy and Utikal (2017).
    """
    return (draws.power(1.0 + exposure, now.recipients_exponent) - 1.0) * now.betrayal_scale


@part
def betrayal_felt(traits, state, exposure, found_out, now):  # type: ignore[no-untyped-def]
    """New betrayal this month: all of it on finding out; the increment of each later sale for those who know."""
    if traits.objection <= 0.0:
        return 0.0
    if found_out:
        return traits.objection * offence(exposure, now)
    if state.knows == KNOWS and exposure > state.exposure:
        return traits.objection * (offence(exposure, now) - offence(state.exposure, now))
    return 0.0


@part
def grievance(annoyance, betrayal, knows, now):  # type: ignore[no-untyped-def]
    """What a person holds against the company: the annoyance that is blamed on it, and betrayal."""
    return annoyance * (1.0 if knows == KNOWS else now.blame_unaware) + betrayal


@part
def betrayal_after(fast, slow, felt, now):  # type: ignore[no-untyped-def]
    """The two parts of betrayal at a month's end: the old fades, and what is newly felt is added in two shares."""
    return now.keep_fast * fast + (1.0 - now.slow_share) * felt, now.keep_slow * slow + now.slow_share * felt


@part
def complain_hazard(betrayal, now):  # type: ignore[no-untyped-def]
    """Hazard of complaining [per month]."""
    return now.complaint_rate * betrayal


@part
def run_complain_clock(i, state, betrayal, now):  # type: ignore[no-untyped-def]
    """Run the complaint clock by betrayal; it may ring more than once. Returns the clock and the month's complaints."""
    clock = state.complain_clock
    complaints = 0
    if betrayal > 0.0:
        clock -= complain_hazard(betrayal, now)
        while clock <= 0.0:
            complaints += 1
            clock += draws.step(now.seed, now.replicate, i, draws.COMPLAIN, state.complaints + complaints)
    return clock, complaints


@part
def personalisation_pleases(traits, profiled, now):  # type: ignore[no-untyped-def]
    """Whether personalisation helps this customer: it is liked, and there are data to do it with."""
    has_data = now.data_source != NO_DATA and (now.data_source != DECLARED or profiled == 1)
    return has_data and traits.likes_personalisation == 1


@part
def personalisation_repels(traits, now):  # type: ignore[no-untyped-def]
    """Whether personalisation feels creepy: bought data, used on somebody who does not like it."""
    return now.data_source != NO_DATA and now.data_source != DECLARED and traits.likes_personalisation == 0


@part
def is_rewarded(traits, profiled, now):  # type: ignore[no-untyped-def]
    """Whether a customer gets the reward: for consenting to sale, or for declaring a profile."""
    if now.reward <= 0.0:
        return False
    return (now.sale == OPT_IN and consents(traits, now)) or (now.data_source == DECLARED and profiled == 1)


@part
def extra_leave_hazard(traits, grief, now):  # type: ignore[no-untyped-def]
    """Hazard of leaving over data: what grievance exceeds patience, more where experience counts [per month]."""
    weight = 1.0 if traits.experience_counts == 1 else now.weight_others
    return now.leaving_rate * weight * max(0.0, grief - traits.patience)


@part
def stays(pleased, repelled, now):  # type: ignore[no-untyped-def]
    """Share of the hazard of leaving that personalisation takes away; negative where it repels."""
    return now.stay_pleased * pleased + now.stay_repelled * repelled


@part
def brings(margin, pleased, repelled, rewarded, now):  # type: ignore[no-untyped-def]
    """What a customer brings in a month as a customer: margin and uplift less reward and bought data [dollars].

    margin: of this month [MONEY_UNIT dollars].
    """
    uplift = now.margin_pleased * pleased + now.margin_repelled * repelled
    return margin * MONEY_UNIT * (1.0 + uplift) - now.reward * rewarded - now.bought_data


@part
def join_hazard(content_contacts, heard, knows, now):  # type: ignore[no-untyped-def]
    """A prospect's hazard of joining: advertising and referral, lowered by talk heard and by awareness [per month]."""
    drawn = now.advertising + now.referral * content_contacts
    return drawn * max(0.0, 1.0 - now.talk_damage * heard) * (1.0 if knows == UNAWARE else now.joining_if_aware)


@part
def return_hazard(heard, knows, now):  # type: ignore[no-untyped-def]
    """A former customer's hazard of coming back, lowered by talk heard and by what he or she knows [per month]."""
    trust = 1.0
    if knows == KNOWS:
        trust = now.win_back_if_knows
    elif knows == AWARE:
        trust = now.joining_if_aware
    return now.win_back * max(0.0, 1.0 - now.talk_damage * heard) * trust


@part
def status_hazard(status, knows, leaving, stay, over_data, content_contacts, heard, now):  # type: ignore[no-untyped-def]
    """What runs the clock of a person's status: leaving, joining or coming back.

    A customer leaves by the hazard he or she was born with (`leaving`), less what pleases (`stay`), and over data.
    """
    if status == CUSTOMER:
        return leaving * (1.0 - stay) + over_data
    if status == PROSPECT:
        return join_hazard(content_contacts, heard, knows, now)
    return return_hazard(heard, knows, now)


@part
def status_alarm(status, state):  # type: ignore[no-untyped-def]
    """What draws the clock of a person's next status once that of this one has rung: the purpose, and which draw."""
    if status == CUSTOMER:
        return draws.RETURN, state.returns
    return draws.LEAVE, state.leavings
