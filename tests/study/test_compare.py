"""Comparisons on real runs of a small market: what must hold for every scenario, and what the figures mean."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate, student

SMALL: dict[str, Any] = {"market.people": 2_000, "market.months": 30, "market.replicates": 3}
PAIR = ["sell-quietly", "golden-rule"]
BARE: dict[str, Any] = {"turns_on": False, "why": False}  # the figures only


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed(SMALL)


@pytest.fixture(scope="module")
def everything(magazine: Scenario) -> Comparison:
    return sim.compare(magazine, **BARE)


def test_all_policies_are_compared_unless_some_are_named(everything: Comparison, magazine: Scenario) -> None:
    assert list(everything.policies) == list(magazine.policies)
    assert list(sim.compare(magazine, ["golden-rule"], **BARE).policies) == ["never-sell", "golden-rule"]


def test_a_policy_compared_alone_comes_to_the_same(everything: Comparison, magazine: Scenario) -> None:
    alone = sim.compare(magazine, ["sell-quietly"], **BARE)
    assert alone.policies["sell-quietly"].figures() == everything.policies["sell-quietly"].figures()


def test_threads_change_nothing(magazine: Scenario) -> None:
    one, three = (sim.compare(magazine, PAIR, threads=threads, **BARE) for threads in (1, 3))
    assert one.to_json() == three.to_json()


def test_no_change_means_exactly_zero(magazine: Scenario) -> None:
    same = {"label": "The same", "description": "", "sale": "quiet", "notice": "buried"}
    found = sim.compare(magazine.changed({"policies.twin": same}), ["twin"], "sell-quietly", **BARE)
    twin = found.policies["twin"]
    assert twin.difference == twin.difference_without_terminal_value == Estimate(0.0, 0.0, 0.0)
    assert twin.customers_lost_to_policy.high == 0
    assert not twin.by_month["difference_to_date_high"].any()


def test_nothing_differs_before_the_month_of_change(everything: Comparison) -> None:
    quiet, stops = (everything.policies[key].by_month for key in ("sell-quietly", "stop-and-apologise"))
    for name, values in quiet.items():
        assert values[:24].tolist() == stops[name][:24].tolist(), name
    assert quiet["net_value_to_date"][-1] != stops["net_value_to_date"][-1]


@pytest.mark.parametrize("group", ["ledger", "ledger_undiscounted"])
def test_ledger_lines_have_the_sign_of_money_in_or_out(everything: Comparison, group: str) -> None:
    costs = {"bought_data", "rewards", "profile_programme", "acquisition", "complaint_handling", "fines", "settlements"}
    for result in everything.policies.values():
        for line, estimate in getattr(result, group).items():
            assert estimate.mean <= 0 if line in costs else True, (result.key, line)


def test_discounted_lines_add_up_to_the_net_present_value(everything: Comparison) -> None:
    for result in everything.policies.values():
        total = sum(line.mean for line in result.ledger.values())
        assert total == pytest.approx(result.net_present_value.mean, rel=1e-9)


def test_differences_are_those_of_the_means(everything: Comparison) -> None:
    base = everything.policies["never-sell"].net_present_value.mean
    for result in everything.policies.values():
        assert result.difference.mean == pytest.approx(result.net_present_value.mean - base, abs=1e-3)


def test_data_revenue_is_price_times_records_less_commission(everything: Comparison, magazine: Scenario) -> None:
    net = float(magazine["data_market.price"]) * (1 - float(magazine["data_market.commission"]))
    sold = everything.policies["sell-quietly"]
    assert sold.data_revenue.mean == pytest.approx(net * sold.records_sold.mean, rel=1e-9)
    assert everything.policies["golden-rule"].data_revenue.mean == 0


def test_at_the_break_even_price_selling_makes_no_difference(magazine: Scenario) -> None:
    dear = magazine.changed({"people.trace_chance_ordinary": 0.015, "people.patience_median": 0.3})
    price = sim.compare(dear, ["sell-quietly"], **BARE).policies["sell-quietly"].break_even_price
    assert price is not None
    at_break_even = dear.changed({"data_market.price": price.mean})
    result = sim.compare(at_break_even, ["sell-quietly"], **BARE).policies["sell-quietly"]
    assert result.difference.mean == pytest.approx(0, abs=1e-6 * result.net_present_value.mean)
    assert result.cost_per_record is not None
    assert result.cost_per_record.mean == pytest.approx(price.mean * 0.7)


def test_a_sale_that_nobody_ever_notices_pays_at_any_price(magazine: Scenario) -> None:
    deaf = magazine.changed(
        {f"mechanisms.{name}": False for name in ("annoyance", "betrayal", "word_of_mouth", "press")}
    )
    result = sim.compare(deaf, ["sell-quietly"], **BARE).policies["sell-quietly"]
    assert result.break_even_price is None
    assert "pays at any price" in result.reasons["break_even_price"]


def test_who_never_sells_has_no_price_of_a_record(everything: Comparison) -> None:
    result = everything.policies["golden-rule"]
    assert result.cost_per_record is None and result.break_even_price is None
    assert "sells no records" in result.reasons["cost_per_record"]


def test_people_lost_are_counted_by_attitude(everything: Comparison) -> None:
    for result in everything.policies.values():
        by_attitude = sum(estimate.mean for estimate in result.lost_by_attitude.values())
        assert by_attitude == pytest.approx(result.customers_lost_to_policy.mean)
    quiet = everything.policies["sell-quietly"]
    assert quiet.customers_lost_to_policy.mean > 0
    assert quiet.months_lost.mean >= quiet.customers_lost_to_policy.mean  # at least a month each


def test_monthly_series_end_in_the_headline_figures(everything: Comparison) -> None:
    for result in everything.policies.values():
        series = result.by_month
        assert series["difference_to_date"][-1] == pytest.approx(
            result.difference_without_terminal_value.mean, abs=1e-3
        )
        assert series["customers"][-1] == result.customers_at_end.mean
        assert series["records_sold"].sum() == pytest.approx(result.records_sold.mean)
        assert series["people_who_know"][-1] == result.people_who_know.mean


def test_intervals_narrow_as_replicates_are_added(magazine: Scenario) -> None:
    widths = []
    for replicates in (3, 24):
        found = sim.compare(magazine, ["sell-quietly"], replicates=replicates, **BARE)
        estimate = found.policies["sell-quietly"].difference
        widths.append((estimate.high - estimate.low) / (2 * student(0.9, replicates - 1)))
    assert all(wide > 1.5 * narrow for wide, narrow in pairwise(widths))


def test_first_replicates_stay_when_more_are_added(magazine: Scenario) -> None:
    lives = [sim.run(magazine, "sell-quietly", replicate).net_present_value for replicate in range(2)]
    found = sim.compare(magazine, ["sell-quietly"], replicates=2, **BARE)
    assert found.policies["sell-quietly"].net_present_value.mean == pytest.approx(np.mean(lives))


def test_pairing_is_worth_its_while(everything: Comparison) -> None:
    assert everything.variance_ratio is not None
    assert everything.variance_ratio > 2


def test_the_baseline_alone_has_no_variance_ratio_and_says_so(magazine: Scenario) -> None:
    found = sim.compare(magazine, [], **BARE)
    assert found.variance_ratio is None
    assert found.reasons["variance_ratio"]
    assert found.headline is None


def test_replicates_are_added_until_the_sign_is_settled(magazine: Scenario) -> None:
    clear = sim.compare(magazine, ["golden-rule"], until_settled=True, **BARE)
    assert clear.settling == {"level": 0.99, "most": 200, "settled": True}
    assert clear.policies["golden-rule"].difference.settled


def test_adding_replicates_gives_up_at_the_most_allowed(magazine: Scenario) -> None:
    dear = magazine.changed({"people.trace_chance_ordinary": 0.015, "people.patience_median": 0.3})
    price = sim.compare(dear, ["sell-quietly"], replicates=4, **BARE).policies["sell-quietly"].break_even_price
    assert price is not None
    undecided = dear.changed({"data_market.price": price.mean, "market.replicates": 2})
    found = sim.compare(undecided, ["sell-quietly"], until_settled=True, most=4, **BARE)
    assert found.replicates == 4
    assert found.settling == {"level": 0.99, "most": 4, "settled": False}


def test_any_policy_can_be_the_baseline(magazine: Scenario, everything: Comparison) -> None:
    turned = sim.compare(magazine, ["never-sell"], "sell-quietly", **BARE)
    here, there = turned.policies["never-sell"].difference, everything.policies["sell-quietly"].difference
    assert here.mean == pytest.approx(-there.mean)


def test_progress_counts_up_to_all_runs(magazine: Scenario) -> None:
    seen: list[tuple[int, int]] = []
    sim.compare(magazine, PAIR, **BARE, progress=lambda done, to_do: seen.append((done, to_do)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1] == (9, 9)  # three runs in each of three replicates


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"policies": ["sell-quitely"]}, "did you mean sell-quietly"),
        ({"baseline": "nobody"}, "there is no policy nobody"),
        ({"replicates": 1}, "market.replicates = 1"),
        ({"threads": 0}, "threads"),
        ({"using": "magic"}, "engine, mesa"),
    ],
)
def test_bad_requests_are_named(magazine: Scenario, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        sim.compare(magazine, **asked)


def test_the_plain_model_gives_the_same_comparison(magazine: Scenario) -> None:
    tiny = magazine.changed({"market.people": 200, "market.months": 12, "market.replicates": 2})
    engine, mesa = (sim.compare(tiny, ["sell-quietly"], using=using, **BARE) for using in ("engine", "mesa"))
    for name, figure in engine.policies["sell-quietly"].figures().items():
        twin = mesa.policies["sell-quietly"].figures()[name]
        assert twin == (figure if figure is None else pytest.approx(figure, rel=1e-9)), name
