"""Numbers and verdicts as people read them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.show import wording
from sim.study.certainty.turning import TurningPoint, TurnsOn
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

MILLION = 1_000_000


@pytest.fixture(scope="module")
def found() -> Comparison:
    few = {"market.people": 1_000, "market.months": 12, "market.replicates": 2}
    return sim.compare(sim.load("magazine").changed(few), ["sell-quietly"], why=False)


def with_difference(found: Comparison, *estimate: float) -> Comparison:
    quiet = replace(found.policies["sell-quietly"], difference=Estimate(*estimate))
    return replace(found, policies={**found.policies, "sell-quietly": quiet})


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "$0.00"),
        (0.004, "$0.004"),
        (-0.00423, "-$0.0042"),
        (0.00004, "$0.00"),
        (0.2094, "$0.21"),
        (-0.2094, "-$0.21"),
        (99.99, "$99.99"),
        (99.996, "$100"),
        (1_234, "$1,230"),
        (340_400, "$340,000"),
        (999_499, "$999,000"),
        (999_600, "$1 million"),
        (1_249_000, "$1.25 million"),
        (-12_340_000, "-$12.3 million"),
        (123.4e6, "$123 million"),
        (2.5e9, "$2.5 billion"),
        (-3.2e15, "-$3,200 trillion"),
    ],
)
def test_money_for_people(amount: float, said: str) -> None:
    assert wording.dollars(amount) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (37.4, "37"), (999, "999"), (71_612, "71,600"), (1.2e6, "1.2 million")]
)
def test_counts_for_people(number: float, said: str) -> None:
    assert wording.count(number) == said


@given(st.floats(-1e12, 1e12))
def test_money_in_words_is_within_one_per_cent_or_half_a_cent(amount: float) -> None:
    said = wording.dollars(amount)
    number, _, unit = said.replace("$", "").replace(",", "").partition(" ")
    value = float(number) * {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}[unit]
    assert abs(value - amount) <= max(0.0051, 0.0051 * abs(amount))


def test_a_settled_verdict_comes_with_its_interval(found: Comparison) -> None:
    worse = with_difference(found, -2 * MILLION, -2.5 * MILLION, -1.5 * MILLION)
    assert wording.verdict(worse)[0].startswith(
        '"Sell quietly" leaves the company $2 million worse off than "Never sell" '
        "(90 % interval: $1.5 million to $2.5 million worse)."
    )
    better = with_difference(found, 2 * MILLION, 1.5 * MILLION, 2.5 * MILLION)
    assert "$2 million better off" in wording.verdict(better)[0]
    assert "$1.5 million to $2.5 million better" in wording.verdict(better)[0]


def test_a_verdict_whose_interval_spans_zero_is_not_settled(found: Comparison) -> None:
    open_ = wording.verdict(with_difference(found, -1 * MILLION, -2.5 * MILLION, 0.5 * MILLION))[0]
    assert open_.startswith("Not settled")
    assert "spans zero, from $2.5 million worse to $500,000 better" in open_


@given(st.floats(-1e7, 1e7), st.floats(0, 1e7))
def test_no_verdict_is_bare(found: Comparison, mean: float, half: float) -> None:
    verdict = wording.verdict(with_difference(found, mean, mean - half, mean + half))[0]
    assert "interval" in verdict or "exactly the same" in verdict
    assert "turns on" in verdict or "turns this" in verdict
    assert (mean - half <= 0 <= mean + half and half > 0) == verdict.startswith("Not settled")


def test_the_highest_policy_is_named_and_its_doubt_too(found: Comparison) -> None:
    quiet = found.policies["sell-quietly"]
    high = Estimate(9e9, -1e9, 1.9e10)
    other = replace(quiet, key="other", label="Other", net_present_value=Estimate(9e12, 9e12, 9e12), difference=high)
    said = wording.verdict(replace(found, policies={**found.policies, "other": other}))[-1]
    assert said.startswith('Highest of the 3 policies, though not settled: "Other" comes out $9 billion better')


def test_policies_that_do_the_same_are_called_so(found: Comparison) -> None:
    assert "exactly the same" in wording.verdict(with_difference(found, 0, 0, 0))[0]


def test_the_price_of_a_record_is_said_or_why_there_is_none(found: Comparison) -> None:
    quiet = found.policies["sell-quietly"]
    priced = replace(quiet, cost_per_record=Estimate(0.22, 0.2, 0.24), break_even_price=Estimate(0.31, 0.29, 0.34))
    (said,) = wording.price_of_a_record(priced)
    assert "brings $0.14" in said
    assert "costs $0.22 ($0.20 to $0.24)" in said
    assert "gross price of $0.31 ($0.29 to $0.34)" in said
    pays = replace(priced, break_even_price=None, reasons={"break_even_price": "pays at any price"})
    assert "the sale pays at any price" in wording.price_of_a_record(pays)[0]
    unknown = replace(pays, cost_per_record=None, reasons={"cost_per_record": "too few replicates"})
    assert "cannot be said: too few replicates" in wording.price_of_a_record(unknown)[0]
    assert wording.price_of_a_record(found.policies["never-sell"]) == []


def test_what_was_run_is_said_below(found: Comparison) -> None:
    said = wording.how_it_was_asked(found)
    assert "1,000 simulated people lived 12 months" in said
    assert "chance only" in said
    assert "one assumption at a time" in said
    settling = replace(found, settling={"level": 0.99, "most": 4, "settled": False})
    assert "Not every difference was settled at 99 %" in wording.how_it_settled(settling)


def test_an_assumption_turns_the_verdict_and_not_the_smaller_study_behind_it(found: Comparison) -> None:
    """The smaller study may come out on the other side of zero."""
    better, worse = Estimate(9_000, 8_000, 10_000), Estimate(-9_000, -10_000, -8_000)
    point = TurningPoint("money.margin", "what a customer is worth", 5.0, 60.0, better, worse, turns=True)
    small = TurnsOn(1_000, 4, Estimate(500, -1_000, 2_000), (point,))
    loses = replace(with_difference(found, -2_000, -3_000, -1_000), turns_on={"sell-quietly": small})
    (said,) = wording.turns_on(loses, loses.policies["sell-quietly"])
    assert said == "It turns on what a customer is worth (money.margin at 5: $9,000 better)."


def test_how_much_of_what_was_tried_comes_from_assumptions_is_said_where_doubt_was_not_asked(found: Comparison) -> None:
    same = Estimate(9_000, 8_000, 10_000)
    points = tuple(TurningPoint(key, key, 5.0, 60.0, same, same, turns=False) for key in ("horizon", "money.margin"))
    small = TurnsOn(1_000, 4, same, points, Estimate(0.5, 0.4, 0.6))
    asked = replace(found, turns_on={"sell-quietly": small})
    (said,) = wording.rests_on(asked, asked.policies["sell-quietly"])
    assert "the 1 numbers tried" not in said
    assert "50 % comes from assumptions (40 % to 60 %)" in said
    asked = replace(found, turns_on={"sell-quietly": replace(small, from_assumptions=Estimate(1.0, 1.0, 1.0))})
    (said,) = wording.rests_on(asked, asked.policies["sell-quietly"])
    assert said == "Nearly all of the variance that the number tried brings to it comes from assumptions."


def test_amounts_of_a_table_have_three_digits_and_no_exponent() -> None:
    assert [wording.in_scale(money, 1_000.0) for money in (-1_010_000, 29_640, 820, 9_876_543, 0)] == [
        "-1,010",
        "29.6",
        "0.82",
        "9,877",
        "0",
    ]
