"""Steps 1 and 2 of a person's month: the company asks and tells; the record is sold or not."""

from sim.model.columns import CUSTOMER, FORMER, FUNDAMENTALIST, PRAGMATIST
from sim.model.compiled import part
from sim.model.conditions import DECLARED, NEVER, OPT_IN, OPT_OUT


@part
def of(rates, attitude):  # type: ignore[no-untyped-def]
    """The rate of one attitude."""
    return rates[0] if attitude == FUNDAMENTALIST else (rates[1] if attitude == PRAGMATIST else rates[2])


@part
def fills_in_profile(traits, state, now):  # type: ignore[no-untyped-def]
    """Whether a customer declares a profile this month: asked, not yet done, and the threshold lies below the rate."""
    return (
        now.data_source == DECLARED
        and state.profiled == 0
        and traits.profile_below < of(now.profile_rate, traits.attitude)
    )


@part
def consents(traits, now):  # type: ignore[no-untyped-def]
    """Whether a person says yes when asked whether the record may be sold."""
    return traits.consents_below < of(now.consent_rate, traits.attitude)


@part
def opts_out(traits, told, now):  # type: ignore[no-untyped-def]
    """Whether a person opts out: many more do where they are told plainly than where the notice is buried."""
    rate = now.opt_out_rate_told if told else now.opt_out_rate_untold
    return traits.opts_out_below < of(rate, traits.attitude)


@part
def may_be_sold(traits, told, now):  # type: ignore[no-untyped-def]
    """Whether the policy sells this record: nobody's, all but those who opted out, those who consented, all."""
    if now.sale == NEVER:
        return False
    if now.sale == OPT_IN:
        return consents(traits, now)
    if now.sale == OPT_OUT:
        return not opts_out(traits, told, now)
    return True


@part
def sale_is_due(last_sold, month, again_every):  # type: ignore[no-untyped-def]
    """Whether it is time to sell: never sold yet, or `again_every` months since the last sale (0 = once only)."""
    return last_sold == 0 or (again_every > 0 and month - last_sold >= again_every)


@part
def on_list(state, now):  # type: ignore[no-untyped-def]
    """Whether the person is among those whose records are sold: customers and, if the user says so, former ones."""
    return state.status == CUSTOMER or (now.sell_former == 1 and state.status == FORMER)


@part
def is_sold(traits, state, told, now):  # type: ignore[no-untyped-def]
    """Whether the record is sold this month."""
    due = sale_is_due(state.last_sold, now.month, now.again_every)
    return on_list(state, now) and due and may_be_sold(traits, told, now)


@part
def gives_claim(last_sold, now):  # type: ignore[no-untyped-def]
    """Whether a sale this month is the person's first without consent, from which a claim at law arises."""
    return now.sale != OPT_IN and last_sold < now.unasked_since


@part
def weighs(told, now):  # type: ignore[no-untyped-def]
    """Severity of one disclosure: that of the regime for people told beforehand [quiet sales]."""
    return now.severity_told if told == 1 else 1.0
