"""What is said of the policies that a search found."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

import sim
from sim.inputs.policy import Change
from sim.show.search_figure import search_figure
from sim.show.search_report import policy_in_words, show_search
from sim.show.wording import span
from sim.study.search import Search, search


def found(objectives: list[str]) -> Search:
    small = sim.load("magazine").changed({"market.people": 100, "market.months": 6})
    return search(small, objectives, ["sale", "buyers", "change"], trials=16, people=100, replicates=2, threads=1)


@pytest.fixture(scope="module")
def best() -> Search:
    return found(["value"])


@pytest.fixture(scope="module")
def front() -> Search:
    return found(["value", "trust"])


def shown(one: Search) -> str:
    out = Console(width=400, record=True, force_terminal=False, file=io.StringIO())
    show_search(one, out)
    return out.export_text()


def test_the_best_is_told_with_its_interval_and_as_a_policy_to_paste(best: Search) -> None:
    told = shown(best)
    assert "the best of 16 policies tried" in told
    assert f"(90 % interval: {span(best.best.value)})" in told
    assert "[policies.found]" in told and f'sale = "{best.best.policy.sale}"' in told
    assert "lived again 16 times by other people" in told
    assert "Searched: sale, buyers, change. The price is the scenario's" in told


def test_what_may_be_chance_is_not_told_as_the_best(best: Search) -> None:
    doubtful = replace(best.best, value=best.best.value._replace(low=-1e6, high=1e6))
    assert "Not settled: the best policy found" in shown(replace(best, best=doubtful))


def test_a_front_has_a_row_for_each_policy(front: Search) -> None:
    lines = [" ".join(line.split()) for line in shown(front).splitlines()]
    for one in front.front:
        (row,) = [line for line in lines if line.startswith(f"{policy_in_words(one.policy)} ") and "(" in line]
        assert row.count(" to ") == 2
    assert any("trust in customers" in line for line in lines)


def test_a_policy_that_changes_is_told_in_a_line() -> None:
    quiet = sim.load("magazine").policy("sell-quietly")
    told = policy_in_words(replace(quiet, buyers=3, changes=(Change(25, sale="never", apology=True),)))
    first, then = told.split("; ")
    assert "sale quiet" in first and "buyers 3" in first and "label" not in told
    assert "25" in then and "never" in then


def test_the_figure_of_one_objective_shows_the_best_so_far(best: Search) -> None:
    axes = search_figure(best).axes[0]
    trials, so_far = (np.asarray(line.get_ydata()) for line in axes.lines[:2])
    assert trials.tolist() == best.tried[:, 0].tolist()
    assert (np.diff(so_far) >= 0).all() and so_far[-1] == best.tried[:, 0].max()
    assert axes.get_ylabel() == 'Net present value against "Never sell"'


def test_the_figure_of_two_shows_each_policy_of_the_front(front: Search) -> None:
    axes = search_figure(front).axes[0]
    circles = [line for line in axes.lines if line.get_marker() == "o"]
    for line, one in zip(circles, front.front, strict=True):
        assert np.asarray(line.get_xdata()).tolist() == [one.trust.mean]
        assert np.asarray(line.get_ydata()).tolist() == [one.value.mean]
