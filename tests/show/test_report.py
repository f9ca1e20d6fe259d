"""What the terminal shows, as text."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

import sim
from sim.show.catalogue import show_list, show_scenario
from sim.show.report import show_comparison
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate


@pytest.fixture(scope="module")
def found() -> Comparison:
    few = {"market.people": 500, "market.months": 26, "market.replicates": 2, "data_market.price": 0.3}
    return sim.compare(sim.load("magazine").changed(few))


def printed(show: object, *what: object) -> str:
    out = Console(file=io.StringIO(), width=80, highlight=False)
    show(*what, out)  # type: ignore[operator]
    return out.file.getvalue()  # type: ignore[attr-defined]


def test_a_comparison_fits_80_columns_and_names_every_policy(found: Comparison) -> None:
    text = printed(show_comparison, found)
    assert max(len(line) for line in text.splitlines()) <= 80
    squeezed = " ".join(text.split())
    assert "data_market.price = 0.3" in squeezed
    for result in found.policies.values():
        assert result.label.split()[0] in squeezed
    assert "the baseline" in squeezed


def test_differences_that_are_not_settled_are_marked(found: Comparison) -> None:
    quiet = replace(found.policies["sell-quietly"], difference=Estimate(2e5, -1e5, 5e5))
    text = printed(show_comparison, replace(found, policies={**found.policies, "sell-quietly": quiet}))
    assert "+200 ± 300?" in text
    assert "? not settled" in text


def test_the_best_policy_stands_first(found: Comparison) -> None:
    rows = [line for line in printed(show_comparison, found).splitlines() if "±" in line or "the baseline" in line]
    first = rows[0].strip().split("  ")[0]  # as much of the name as fits its column
    assert first
    assert found.best.label.startswith(first)


def test_a_scenario_shows_what_differs_and_where_numbers_come_from() -> None:
    text = printed(show_scenario, sim.load("magazine").changed({"data_market.price": 0.3}))
    assert "data_market.price = 0.3" in text
    assert "sell-quietly" in text
    assert "Sources" in text
    assert "magazine" in printed(show_list, [sim.load("magazine")])
