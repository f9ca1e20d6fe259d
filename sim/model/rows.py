"""One person out of the columns and tables: read into plain numbers, and written back rounded to the columns' types."""

import numpy as np

from sim.model.columns import State, Traits
from sim.model.compiled import part


@part
def load_traits(row, leave_hazard):  # type: ignore[no-untyped-def]
    """One person's traits, in 64 bits, from a row of the table and the column beside it."""
    return Traits(
        leave_hazard=np.float64(leave_hazard),
        objection=np.float64(row.objection),
        patience=np.float64(row.patience),
        margin=int(row.margin),
        consents_below=np.float64(row.consents_below),
        opts_out_below=np.float64(row.opts_out_below),
        profile_below=np.float64(row.profile_below),
        attitude=int(row.attitude),
        experience_counts=int(row.experience_counts),
        likes_personalisation=int(row.likes_personalisation),
        traceable=int(row.traceable),
        digital=int(row.digital),
    )


@part
def load_state(moved, place, first_sold, status, knows, row):  # type: ignore[no-untyped-def]
    """One person's state, in 64 bits, all months booked.

    moved: copies, annoyance and the clocks of status, mail and learning, by place.
    """
    return State(
        copies=np.float64(moved[place, 0]),
        annoyance=np.float64(moved[place, 1]),
        status_clock=np.float64(moved[place, 2]),
        mail_clock=np.float64(moved[place, 3]),
        learn_clock=np.float64(moved[place, 4]),
        first_sold=int(first_sold),
        status=int(status),
        knows=int(knows),
        money=row.money,
        exposure=np.float64(row.exposure),
        pieces_magazines=int(row.pieces_magazines),
        pieces_charities=int(row.pieces_charities),
        pieces_travel=int(row.pieces_travel),
        pieces_political=int(row.pieces_political),
        betrayal_fast=np.float64(row.betrayal_fast),
        betrayal_slow=np.float64(row.betrayal_slow),
        complain_clock=np.float64(row.complain_clock),
        months=int(row.months),
        last_sold=int(row.last_sold),
        returns=int(row.returns),
        leavings=int(row.leavings),
        complaints=int(row.complaints),
        first_joined=int(row.first_joined),
        learned_month=int(row.learned_month),
        first_left=int(row.first_left),
        learnings=int(row.learnings),
        learned_how=int(row.learned_how),
        talking=int(row.talking),
        content=int(row.content),
        profiled=int(row.profiled),
        told=int(row.told),
    )


@part
def store_state(row, new):  # type: ignore[no-untyped-def]
    """Put the state that seldom moves back into its row, rounded to the types of its columns."""
    row.money = new.money
    row.exposure = new.exposure
    row.pieces_magazines = new.pieces_magazines
    row.pieces_charities = new.pieces_charities
    row.pieces_travel = new.pieces_travel
    row.pieces_political = new.pieces_political
    row.betrayal_fast = new.betrayal_fast
    row.betrayal_slow = new.betrayal_slow
    row.complain_clock = new.complain_clock
    row.months = new.months
    row.last_sold = new.last_sold
    row.returns = new.returns
    row.leavings = new.leavings
    row.complaints = new.complaints
    row.first_joined = new.first_joined
    row.learned_month = new.learned_month
    row.first_left = new.first_left
    row.learnings = new.learnings
    row.learned_how = new.learned_how
    row.talking = new.talking
    row.content = new.content
    row.profiled = new.profiled
    row.told = new.told
