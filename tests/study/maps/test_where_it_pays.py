"""A map's cells are what direct runs give; what does not matter is flat; few replicates are not taken for many."""

import json
from typing import Any

import numpy as np
import pytest
from scipy import stats

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.maps import price_lines
from sim.study.maps.where_it_pays import WhereItPays, where_it_pays

FEW: dict[str, Any] = {"people": 600, "replicates": 3}
TRACE = "people.trace_chance_ordinary"


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    dated = [{"month": 7, "price": 0.5}, {"month": 13, "buyers": 2}]
    own = {"label": "Own price", "sale": "quiet", "price": 0.3}
    later = {"label": "Own price later", "sale": "quiet", "changes": dated}
    more = {"market.months": 24, "policies.own": own, "policies.own-later": later}
    return sim.load("magazine").changed(more)


@pytest.fixture(scope="module")
def quiet(magazine: Scenario) -> WhereItPays:
    return where_it_pays(magazine, "data_market.price=0:1:5", f"{TRACE}=0.001:0.02:3", **FEW)


def direct(found: WhereItPays, row: int, column: int) -> list[float]:
    """A cell's differences by running both policies with both values set."""
    values = {found.y.key: found.y.values[row], found.x.key: found.x.values[column]}
    world = found.scenario.changed(values)
    return [
        sim.run(world, found.policy.key, replicate).net_present_value
        - sim.run(world, found.baseline.key, replicate).net_present_value
        for replicate in range(found.replicates)
    ]


@pytest.mark.parametrize(
    ("x", "y", "policy", "baseline"),
    [
        ("data_market.price=0:1:3", f"{TRACE}=0.001:0.02:2", "sell-quietly", "never-sell"),
        ("money.margin=10:40:2", "data_market.price=0:1:3", "opt-out", "never-sell"),  # the price upwards, traits move
        ("data_market.price=0:1:3", "data_market.commission=0:1:3", "sell-quietly", "ask-first"),  # both sell
        ("data_market.price=0:1:3", "people.patience_median", "own-later", "never-sell"),  # own price from month 7 on
        ("data_market.price=0:1:3", "people.patience_median", "own", "sell-quietly"),
        ("policies.own.price=0:1:3", "data_market.price=0.1:0.4:2", "own", "sell-quietly"),
        ("policies.own-later.price=0:1:3", "data_market.buyers", "own-later", "never-sell"),
        ("people.leaving_rate", "market.win_back", "sell-quietly", "never-sell"),  # no price: a run a cell
        ("law.regime", "policies.opt-out.sale", "opt-out", "never-sell"),
    ],
)
def test_every_cell_is_what_direct_runs_give(magazine: Scenario, x: str, y: str, policy: str, baseline: str) -> None:
    found = where_it_pays(magazine, x, y, policy=policy, baseline=baseline, cells=2, **FEW)
    scale = abs(sim.run(found.scenario, baseline).net_present_value)
    for row in range(len(found.y.values)):
        for column in range(len(found.x.values)):
            assert found.differences[row, column] == pytest.approx(
                direct(found, row, column), rel=1e-9, abs=1e-11 * scale
            )


def test_along_a_price_one_run_gives_a_whole_line(quiet: WhereItPays) -> None:
    assert quiet.straight_along == "data_market.price"
    assert quiet.runs == 3 * (3 + 1)  # three lines under quiet selling; nobody can find out where nothing is sold


def test_without_a_price_a_run_is_needed_for_every_cell(magazine: Scenario) -> None:
    told: list[tuple[int, float]] = []
    found = where_it_pays(
        magazine, "people.patience_median", "money.discount", cells=3, foretold=lambda *said: told.append(said), **FEW
    )
    assert found.straight_along is None
    assert found.runs == 3 * (9 + 3)  # patience cannot touch the baseline, discounting can
    ((runs, seconds),) = told
    assert runs == found.runs
    assert seconds > 0


def test_it_tells_how_far_it_is(magazine: Scenario) -> None:
    told: list[tuple[int, int]] = []
    where_it_pays(magazine, y=f"{TRACE}=0.001:0.02:3", progress=lambda *at: told.append(at), **FEW)
    assert told == [(n, 9) for n in range(1, 10)]


def test_a_dearer_record_makes_selling_better_and_more_tracing_worse(quiet: WhereItPays) -> None:
    mean = quiet.estimates[0]
    assert (np.diff(mean, axis=1) > 0).all()
    assert (np.diff(mean, axis=0) < 0).all()


def test_the_break_even_price_is_the_comparison_s(magazine: Scenario) -> None:
    found = where_it_pays(magazine, y=f"{TRACE}=0.001:0.02:3", **FEW)
    assert found.here is not None
    told = found.break_even[found.here[0]]
    assert not isinstance(told, str)
    same = sim.compare(found.scenario, ["sell-quietly"], turns_on=False).policies["sell-quietly"]
    assert same.break_even_price is not None
    assert told[0].mean == pytest.approx(same.break_even_price.mean, rel=1e-9)
    assert found.at(*found.here) == pytest.approx(same.difference, rel=1e-9)


def test_the_probability_is_student_s(quiet: WhereItPays) -> None:
    for row, column in ((0, 0), (1, 2), (2, 4)):
        values = quiet.differences[row, column]
        expected = stats.ttest_1samp(values, 0, alternative="greater").pvalue
        assert quiet.probability[row, column] == pytest.approx(1 - expected)


def test_a_cell_is_settled_where_the_probability_leaves_five_per_cent(quiet: WhereItPays) -> None:
    _, low, high = quiet.estimates
    assert ((low > 0) == (quiet.probability > 0.95)).all()
    assert ((high < 0) == (quiet.probability < 0.05)).all()
    assert sum(quiet.shares.values()) == pytest.approx(1.0)


def test_few_replicates_all_ahead_are_not_certain(magazine: Scenario) -> None:
    found = where_it_pays(magazine, "data_market.price=0:1:30", f"{TRACE}=0.001:0.02:3", people=600, replicates=2)
    unsure = (found.ahead == 1.0) & (found.probability < 0.95)
    assert unsure.any()


def test_a_key_that_does_not_matter_gives_a_flat_map(magazine: Scenario) -> None:
    found = where_it_pays(magazine, y="company.declared_accuracy=0.1:0.9:3", **FEW)
    assert (found.differences == found.differences[0]).all()
    own = where_it_pays(magazine, y=TRACE, policy="own", cells=3, **FEW)
    assert (own.differences == own.differences[:, :1]).all()
    assert all("does not matter" in str(line) for line in own.break_even)


def test_a_policy_equal_to_the_baseline_is_exactly_level_with_it(magazine: Scenario) -> None:
    found = where_it_pays(
        magazine.changed({"policies.twin": {"sale": "quiet"}}),
        y=TRACE,
        policy="twin",
        baseline="sell-quietly",
        cells=3,
        **FEW,
    )
    assert not found.differences.any()
    assert found.shares == {"better": 0.0, "worse": 0.0, "same": 1.0, "not_settled": 0.0}
    assert np.isnan(found.probability).all()


def test_values_that_cannot_hold_together_leave_cells_empty(magazine: Scenario) -> None:
    found = where_it_pays(
        magazine, "people.fundamentalist=0.1:0.9:3", "people.pragmatist=0.05:0.8:3", people=300, replicates=2
    )
    empty = np.isnan(found.differences).all(axis=2)
    beyond = np.add.outer(found.y.places, found.x.places) > 1 + 1e-9
    assert (empty == beyond).all()
    assert 0 < empty.sum() < empty.size
    assert "must be at most 1" in str(found.impossible)
    assert json.loads(found.to_json())["difference"][2][2] is None


def test_where_no_cell_can_be_the_reason_is_given(magazine: Scenario) -> None:
    with pytest.raises(InputError, match="needs somebody who is asked"):
        where_it_pays(magazine, "data_market.price", "policies.sell-quietly.reward=1:2", **FEW)


def test_threads_change_nothing(magazine: Scenario, quiet: WhereItPays) -> None:
    alone = where_it_pays(magazine, "data_market.price=0:1:5", f"{TRACE}=0.001:0.02:3", threads=1, **FEW)
    assert (alone.differences == quiet.differences).all()


def test_people_are_shared_only_where_they_are_born_alike(magazine: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.model import people

    made = []
    real = people.born

    def counted(scenario: Scenario, replicate: int) -> people.Born:
        made.append(int(scenario["market.people"]))
        return real(scenario, replicate)

    monkeypatch.setattr(people, "born", counted)
    where_it_pays(magazine, y="people.leaving_rate", cells=4, **FEW)
    assert made.count(600) == 3  # one a replicate
    made.clear()
    where_it_pays(magazine, y="people.traceable", cells=4, **FEW)
    assert made.count(600) == 3 * 4


def test_the_json_says_what_the_cells_are(quiet: WhereItPays) -> None:
    raw = json.loads(quiet.to_json())
    assert raw["x"]["values"] == list(quiet.x.values)
    assert raw["y"]["grade"] == "assumption"
    assert np.array(raw["probability"]).shape == (3, 5)
    assert [line["at"] for line in raw["break_even"]] == list(quiet.y.values)
    assert raw["here"] is None or raw["here"]["row"] == quiet.y.at_here


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"x": TRACE, "y": f"{TRACE}=0.001:0.01"}, "key of --x, too"),
        ({"policy": "never-sell"}, "is the baseline"),
        ({"policy": "sell-quitely"}, "did you mean sell-quietly"),
        ({"baseline": "nobody"}, "nobody"),
        ({"replicates": 1}, "from 2 to"),
        ({"people": 1_000_000}, "people = 1000000: must be a whole number from 1 to 399,999"),
        ({"people": "many"}, "people = 'many'"),
        ({"replicates": 2.5}, "replicates = 2.5"),
        ({"x": 3}, "x = 3: must be a text"),
        ({"policy": 3}, "there is no policy 3"),
        ({"people": 3}, "market.people"),
        ({"threads": 0}, "threads"),
        ({"cells": 1}, "cells = 1: must be a whole number from 2 to 200"),
    ],
)
def test_what_cannot_be_mapped_is_refused(magazine: Scenario, asked: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        where_it_pays(magazine, **{**FEW, **asked})


def test_every_price_of_a_record_is_known_for_one() -> None:
    keys = ("data_market.price", "policies.a.price", "data_market.commission", "policies.a.reward")
    assert [price_lines.is_price(key) for key in keys] == [True, True, False, False]
