"""A month's sums over everybody: whole numbers, so that they are the same in whatever order people are counted."""

from typing import NamedTuple

from sim.model.compiled import part


class Totals(NamedTuple):
    """Whole-number sums of a month over all people, simulated and unscaled."""

    customers: int  # who paid
    margin: int  # [MONEY_UNIT dollars]
    margin_pleased: int
    margin_repelled: int
    rewarded: int
    profiles: int
    records: int
    disclosures: int
    claims: int
    magazines: int
    charities: int
    travel: int
    political: int
    found_out: int
    first_hand: int
    complaints: int
    left: int
    joined: int
    returned: int
    customers_at_end: int
    people_who_know: int
    talking: int


# Places in the sums: the first of the two of a sale, of four kinds of mail, and of three at the month's end.
SALES, PIECES, AT_END = (Totals._fields.index(name) for name in ("records", "magazines", "customers_at_end"))
LEFT, JOINED, RETURNED = (Totals._fields.index(name) for name in ("left", "joined", "returned"))
FIRST_HAND = Totals._fields.index("first_hand")
QUIET_SUMS = 5  # how many sums a quiet month adds to: the first ones
KNOWING, TALKING, STANDING = QUIET_SUMS, QUIET_SUMS + 1, QUIET_SUMS + 2  # places after these, and how many in all


@part
def count(sums, did):  # type: ignore[no-untyped-def]
    """Count what happened to a person, in the order of `Totals`."""
    sums[0] += did.paid
    sums[1] += did.margin
    sums[2] += did.margin * did.pleased
    sums[3] += did.margin * did.repelled
    sums[4] += did.rewarded
    sums[5] += did.profiles
    sums[6] += did.records
    sums[7] += did.disclosures
    sums[8] += did.claims
    sums[9] += did.magazines
    sums[10] += did.charities
    sums[11] += did.travel
    sums[12] += did.political
    sums[13] += did.found_out
    sums[14] += did.first_hand
    sums[15] += did.complaints
    sums[16] += did.left
    sums[17] += did.joined
    sums[18] += did.returned
