"""What a verdict turns on: assumptions whose effect is known beforehand."""

import pytest

import sim
from sim.inputs.parameter import ASSUMPTION
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.study.certainty.turning import HORIZON, ONLY_WHERE_SOLD, TurnsOn, ends, turning_points

FEW = {"market.people": 2_000, "market.months": 36}


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed(FEW)


@pytest.fixture(scope="module")
def quiet(magazine: Scenario) -> TurnsOn:
    answer = turning_points(magazine, magazine.policies["sell-quietly"], magazine.policies["never-sell"])
    assert answer is not None
    return answer


def test_a_dearer_record_and_a_blinder_customer_make_selling_better(quiet: TurnsOn) -> None:
    points = {point.key: point for point in quiet.points}
    for key in ("data_market.price", "people.patience_median"):
        assert points[key].difference_at_high.mean > points[key].difference_at_low.mean, key
    for key in ("people.trace_chance_ordinary", "data_market.pieces", "money.margin"):
        assert points[key].difference_at_high.mean < points[key].difference_at_low.mean, key
    assert points[HORIZON].difference_at_high == quiet.difference


def test_an_assumption_turns_the_sign_only_beyond_chance(quiet: TurnsOn) -> None:
    for point in quiet.points:
        opposite = [
            end
            for end in (point.difference_at_low, point.difference_at_high)
            if end.settled and end.mean * quiet.difference.mean < 0
        ]
        assert point.turns == bool(opposite)
    assert "people.trace_chance_ordinary" in [point.key for point in quiet.turning]


def test_it_says_how_little_it_ran(quiet: TurnsOn) -> None:
    assert (quiet.people, quiet.replicates) == (2_000, 4)


def test_two_policies_alike_turn_on_nothing(magazine: Scenario) -> None:
    never = magazine.policies["never-sell"]
    assert turning_points(magazine, never, never) is None


def test_personalising_is_asked_about_personalisation(magazine: Scenario) -> None:
    answer = turning_points(magazine, magazine.policies["golden-rule"], magazine.policies["never-sell"])
    assert answer is not None
    keys = [point.key for point in answer.points]
    assert "company.personalisation_retention" in keys
    assert "data_market.price" not in keys


def test_who_never_sells_is_untouched_by_what_matters_only_where_records_are_sold(magazine: Scenario) -> None:
    today = sim.run(magazine, "never-sell").ledger_discounted
    for key in ONLY_WHERE_SOLD:
        for end in ends(key, magazine):
            assert sim.run(magazine.changed({key: end}), "never-sell").ledger_discounted == today, (key, end)


def test_a_value_beyond_the_range_takes_the_range_with_it(magazine: Scenario) -> None:
    entry = PARAMETERS["money.margin"]
    assert ends("money.margin", magazine) == (entry.low, entry.high)
    dear = magazine.changed({"money.margin": 20 * float(entry.default)})
    assert ends("money.margin", dear) == (20 * (entry.low or 0), 20 * (entry.high or 0))


def test_threads_change_nothing(magazine: Scenario, quiet: TurnsOn) -> None:
    pair = magazine.policies["sell-quietly"], magazine.policies["never-sell"]
    assert turning_points(magazine, *pair, threads=1) == quiet


def test_a_comparison_says_what_its_headline_turns_on(magazine: Scenario) -> None:
    found = sim.compare(magazine, ["sell-quietly"], replicates=2, why=False)
    assert list(found.turns_on) == ["sell-quietly"]


def test_it_says_how_much_of_the_variance_of_what_was_tried_comes_from_assumptions(quiet: TurnsOn) -> None:
    """By hand: the squared swings of the assumptions over those of all; the means stand for the replicates."""
    tried = [point for point in quiet.points if point.key != HORIZON]
    squares = {point.key: (point.difference_at_high.mean - point.difference_at_low.mean) ** 2 for point in tried}
    measured = sum(square for key, square in squares.items() if PARAMETERS[key].grade != ASSUMPTION)
    assert measured > 0
    assert quiet.from_assumptions is not None
    assert quiet.from_assumptions.mean == pytest.approx(1 - measured / sum(squares.values()), abs=0.05)
    assert 0 <= quiet.from_assumptions.low <= quiet.from_assumptions.mean <= quiet.from_assumptions.high <= 1
