"""A person's row in the tables: read into plain numbers, and written back rounded to the types of the columns."""

from sim.model.columns import State, Traits
from sim.model.compiled import part


@part
def load_traits(row):  # type: ignore[no-untyped-def]
    """One person's traits, in 64 bits, from a row of the table."""
    return Traits(
        objection=float(row.objection),
        leave_hazard=float(row.leave_hazard),
        patience=float(row.patience),
        margin=int(row.margin),
        consents_below=float(row.consents_below),
        opts_out_below=float(row.opts_out_below),
        profile_below=float(row.profile_below),
        attitude=int(row.attitude),
        experience_counts=int(row.experience_counts),
        likes_personalisation=int(row.likes_personalisation),
        traceable=int(row.traceable),
        digital=int(row.digital),
    )


@part
def load_state(monthly, seldom):  # type: ignore[no-untyped-def]
    """One person's state, in 64 bits, from a row of each of its tables."""
    return State(
        money=float(monthly.money),
        copies=float(monthly.copies),
        annoyance=float(monthly.annoyance),
        status_clock=float(monthly.status_clock),
        mail_clock=float(monthly.mail_clock),
        learn_clock=float(monthly.learn_clock),
        months=int(monthly.months),
        last_sold=int(monthly.last_sold),
        first_sold=int(monthly.first_sold),
        status=int(monthly.status),
        knows=int(monthly.knows),
        talking=int(monthly.talking),
        content=int(monthly.content),
        profiled=int(monthly.profiled),
        told=int(monthly.told),
        exposure=float(seldom.exposure),
        pieces_magazines=int(seldom.pieces_magazines),
        pieces_charities=int(seldom.pieces_charities),
        pieces_travel=int(seldom.pieces_travel),
        pieces_political=int(seldom.pieces_political),
        betrayal_fast=float(seldom.betrayal_fast),
        betrayal_slow=float(seldom.betrayal_slow),
        complain_clock=float(seldom.complain_clock),
        returns=int(seldom.returns),
        leavings=int(seldom.leavings),
        complaints=int(seldom.complaints),
        first_joined=int(seldom.first_joined),
        learned_month=int(seldom.learned_month),
        first_left=int(seldom.first_left),
        learnings=int(seldom.learnings),
        learned_how=int(seldom.learned_how),
    )


@part
def store_state(monthly, seldom, new):  # type: ignore[no-untyped-def]
    """Put one person's state back into the tables, rounded to the types of their columns."""
    monthly.money = new.money
    monthly.copies = new.copies
    monthly.annoyance = new.annoyance
    monthly.status_clock = new.status_clock
    monthly.mail_clock = new.mail_clock
    monthly.learn_clock = new.learn_clock
    monthly.months = new.months
    monthly.last_sold = new.last_sold
    monthly.first_sold = new.first_sold
    monthly.status = new.status
    monthly.knows = new.knows
    monthly.talking = new.talking
    monthly.content = new.content
    monthly.profiled = new.profiled
    monthly.told = new.told
    seldom.exposure = new.exposure
    seldom.pieces_magazines = new.pieces_magazines
    seldom.pieces_charities = new.pieces_charities
    seldom.pieces_travel = new.pieces_travel
    seldom.pieces_political = new.pieces_political
    seldom.betrayal_fast = new.betrayal_fast
    seldom.betrayal_slow = new.betrayal_slow
    seldom.complain_clock = new.complain_clock
    seldom.returns = new.returns
    seldom.leavings = new.leavings
    seldom.complaints = new.complaints
    seldom.first_joined = new.first_joined
    seldom.learned_month = new.learned_month
    seldom.first_left = new.first_left
    seldom.learnings = new.learnings
    seldom.learned_how = new.learned_how


@part
def store_quiet(row, new):  # type: ignore[no-untyped-def]
    """Put back what a quiet month changes."""
    row.money = new.money
    row.copies = new.copies
    row.annoyance = new.annoyance
    row.status_clock = new.status_clock
    row.mail_clock = new.mail_clock
    row.learn_clock = new.learn_clock
    row.months = new.months


@part
def store_mail(row, old, new):  # type: ignore[no-untyped-def]
    """Put back what a month with mail changes besides: pieces noticed so far."""
    row.pieces_magazines = old.pieces_magazines + new.magazines
    row.pieces_charities = old.pieces_charities + new.charities
    row.pieces_travel = old.pieces_travel + new.travel
    row.pieces_political = old.pieces_political + new.political
