"""The charts: told apart without colour, with titles and units, each policy the same colour wherever it stands."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

import sim
from sim.inputs.scenario import Scenario
from sim.study.comparison import Comparison
from sim.views import charts
from sim.views.policy_charts import customers

CHOSEN = ["sell-quietly", "ask-first", "buy-third-party", "golden-rule"]


@pytest.fixture(scope="module")
def scenario(small_magazine: str) -> Scenario:
    return sim.load(small_magazine)


@pytest.fixture(scope="module")
def comparison(scenario: Scenario) -> Comparison:
    return sim.compare(scenario, CHOSEN, turns_on=False, why=False)


def order(scenario: Scenario) -> list[str]:
    return [key for key in scenario.policies if key != "never-sell"]


def encodings(chart: charts.Drawing, channel: str) -> list[dict[str, Any]]:
    layers = chart.spec["layer"]
    return [layer["encoding"][channel] for layer in layers if channel in layer["encoding"]]


def test_lines_differ_in_dashes_as_well_as_in_colour(scenario: Scenario, comparison: Comparison) -> None:
    chart = charts.over_time(comparison, order(scenario))
    for channel in ("color", "strokeDash"):
        looks = encodings(chart, channel)[0]["scale"]["range"]
        assert len({str(look) for look in looks}) == len(CHOSEN)


def test_a_policy_keeps_its_colour_whatever_it_is_compared_with(scenario: Scenario, comparison: Comparison) -> None:
    alone = sim.compare(scenario, ["golden-rule"], turns_on=False, why=False)
    together, single = (
        encodings(charts.over_time(found, order(scenario)), "color")[0]["scale"] for found in (comparison, alone)
    )
    assert dict(zip(together["domain"], together["range"], strict=True))["The golden rule"] == single["range"][0]


def test_the_axis_says_its_unit(scenario: Scenario, comparison: Comparison) -> None:
    unit = charts.unit(comparison)[1]
    assert unit.startswith("$")
    assert unit in {axis.get("title") for axis in encodings(charts.over_time(comparison, order(scenario)), "y")}


@pytest.mark.parametrize(("draw", "lines"), [(charts.over_time, len(CHOSEN)), (customers, len(CHOSEN) + 1)])
def test_every_month_is_drawn_with_its_interval(
    scenario: Scenario, comparison: Comparison, draw: Callable[..., charts.Drawing], lines: int
) -> None:
    rows = draw(comparison, order(scenario)).rows["lines"]
    assert len(rows) == lines * comparison.months
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)
    assert any(row["low"] < row["value"] < row["high"] for row in rows)


def test_another_answer_moves_the_lines_and_leaves_the_rest_of_the_chart(
    scenario: Scenario, comparison: Comparison
) -> None:
    other = sim.compare(scenario.changed({"market.seed": 11}), CHOSEN, turns_on=False, why=False)
    before, after = (charts.over_time(found, order(scenario)) for found in (comparison, other))
    assert before.spec == after.spec
    assert before.rows["lines"] != after.rows["lines"]


@pytest.mark.parametrize("draw", [charts.over_time, customers])
def test_it_is_a_valid_chart(scenario: Scenario, comparison: Comparison, draw: Callable[..., charts.Drawing]) -> None:
    alt.LayerChart.from_dict(dict(draw(comparison, order(scenario)).spec)).to_dict(validate=True)


def test_where_the_last_change_began_is_drawn(scenario: Scenario, comparison: Comparison) -> None:
    drawn = charts.over_time(comparison, order(scenario), comparison).rows
    first = comparison.policies["sell-quietly"].label
    assert [row["value"] for row in drawn["earlier"]] == [
        row["value"] for row in drawn["lines"] if row["policy"] == first
    ]


@pytest.mark.parametrize("draw", [charts.over_time, customers])
def test_every_layer_finds_its_rows(
    scenario: Scenario, comparison: Comparison, draw: Callable[..., charts.Drawing]
) -> None:
    drawn = draw(comparison, order(scenario))
    parts = (drawn.spec, *drawn.spec["layer"])
    assert {part["data"]["name"] for part in parts if "data" in part} == set(drawn.rows)
