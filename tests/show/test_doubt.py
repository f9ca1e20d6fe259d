"""What doubt rests on, in words."""

from dataclasses import replace

import pytest

import sim
from sim.show import wording
from sim.study.certainty.doubt import Doubt, Spread
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

DOUBT = Doubt(
    worlds=256,
    repeated=64,
    people=2_000,
    assumptions=79,
    evidence=21,
    difference=Spread(-1.5e6, -57e6, 4.03e6),
    better=0.31,
    from_assumptions=Estimate(0.774, 0.599, 0.904),
    from_evidence=Estimate(0.023, 0.014, 0.039),
    from_both=Estimate(0.194, 0.067, 0.358),
    from_chance=Estimate(0.0089, 0.003, 0.017),
    from_assumptions_in_all=Estimate(0.968, 0.949, 0.979),
)


@pytest.fixture(scope="module")
def found() -> Comparison:
    few = {"market.people": 500, "market.months": 12, "market.replicates": 2}
    return replace(
        sim.compare(sim.load("magazine").changed(few), ["sell-quietly"], turns_on=False, why=False),
        doubt={"sell-quietly": DOUBT},
    )


def test_a_verdict_says_how_wide_the_doubt_is_and_how_much_of_it_rests_on_assumptions(found: Comparison) -> None:
    said = wording.verdict(found)[0]
    assert "from $57 million worse to $4.03 million better" in said
    assert "is better in 31 %." in said
    assert "About 77 % of that doubt rests on assumptions (60 % to 90 %)" in said


def test_what_was_run_for_it_is_said_below_with_the_share_of_chance(found: Comparison) -> None:
    said = wording.how_it_was_asked(found)
    assert "256 worlds of 2,000 people, one replicate each, with 79 assumptions and 21 numbers" in said
    assert (
        'The variance of "Sell quietly" comes from the assumptions alone (77 %), the others alone (2 %), '
        "both only together (19 %) and chance (0.9 %)." in said
    )


def test_nothing_is_said_where_nothing_was_asked(found: Comparison) -> None:
    plain = replace(found, doubt={})
    assert "plausible worlds" not in wording.verdict(plain)[0]
    assert "worlds" not in wording.how_it_was_asked(plain)


def test_a_value_beyond_its_plausible_range_is_told_where_ranges_were_tried(found: Comparison) -> None:
    assert "outside its plausible range" not in wording.how_it_was_asked(found)
    dear = replace(found, differs={**found.differs, "data_market.price": 0.5})
    assert "data_market.price lies outside its plausible range, which was moved" in wording.how_it_was_asked(dear)
    neither = replace(dear, doubt={})
    assert "outside" not in wording.how_it_was_asked(neither)
