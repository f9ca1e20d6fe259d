"""What would turn a verdict, in the brief's words."""

from sim.show.brief.words import what_turns_it
from sim.show.currency import Currency, told_in
from sim.study.certainty.flip import Change, Flip, Flips
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

NOTHING = Estimate(0.0, -1.0, 1.0)
MARGIN = Change("money.margin", "what a customer is worth", 15.0, 12.5)
MAIL = Change("data_market.pieces", "how much mail a sold record brings", 0.083, 0.05)
BOTH, ALONE = Flip((MARGIN, MAIL), 0.166, NOTHING), Flip((MARGIN,), 0.331, NOTHING)


def said(found: Comparison, *ways: Flip) -> str:
    headline = found.headline
    assert headline is not None
    flips = Flips(5_000, 8, Estimate(-5.0, -6.0, -4.0), ways)
    return what_turns_it(Comparison(**{**vars(found), "flips": {headline.key: flips}}), headline)


def test_the_smallest_change_of_two_assumptions_and_of_one_alone(found: Comparison) -> None:
    told = said(found, BOTH, ALONE)
    assert told.startswith(
        "The smallest change that turns it: what a customer is worth, $12.50 in place of $15.00 together with how much "
        "mail a sold record brings, 0.05 pieces"
    )
    assert "(each 17 % of the way to the end of what is plausible). Of one alone: what a customer is worth" in told
    assert told.endswith("$12.50 in place of $15.00 (33 % of the way to the end of what is plausible).")


def test_one_alone_is_not_told_twice_and_money_is_in_the_readers_own(found: Comparison) -> None:
    with told_in(Currency("EUR", 1.25)):
        told = said(found, ALONE)
    assert told.count("what a customer is worth") == 1 and "€10.00 in place of €12.00" in told


def test_where_nothing_turns_it_that_is_said(found: Comparison) -> None:
    assert said(found).startswith("Nothing that was tried turns it, one assumption or two together")
