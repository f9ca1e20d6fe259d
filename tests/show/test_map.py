"""A map in words, in letters and as a figure says what its cells say."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb

import sim
from sim.inputs.scenario import Scenario
from sim.show.map_figure import BLUES, map_figure
from sim.show.map_report import drawing
from sim.show.map_wording import how_it_was_made, said
from sim.study.maps.where_it_pays import WhereItPays, where_it_pays

TRACE = "people.trace_chance_ordinary"


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed({"market.months": 24})


@pytest.fixture(scope="module")
def found(magazine: Scenario) -> WhereItPays:
    return where_it_pays(magazine, "data_market.price=0.05:0.6:12", TRACE, cells=5, people=2_000, replicates=4)


def moved(found: WhereItPays, by: float) -> WhereItPays:
    return replace(found, differences=found.differences + by)


def texts(found: WhereItPays, file: Path) -> str:
    figure = map_figure(found)
    figure.savefig(file)
    assert file.stat().st_size > 1_000
    axes = figure.axes[0]
    written = [text.get_text() for text in (*axes.texts, *(t for legend in figure.legends for t in legend.get_texts()))]
    return " | ".join([*written, axes.get_title(loc="left"), axes.get_xlabel(), axes.get_ylabel()])


def test_it_says_from_which_price_on_selling_pays_with_an_interval(found: WhereItPays) -> None:
    words = " ".join(said(found))
    assert "pays only where the price of a record (data_market.price) is above $0." in words
    assert "90 % interval" in words
    assert "The scenario has $0.20" in words
    assert "You are here" in words
    assert "probability" in words


def test_it_says_what_the_cells_rest_on(found: WhereItPays) -> None:
    words = how_it_was_made(found)
    assert "2,000 simulated people" in words
    assert "4 times" in words
    assert "3 degrees of freedom" in words
    assert "chance only" in words


def test_break_even_that_is_nowhere_on_the_map_is_told_all_the_same(found: WhereItPays) -> None:
    assert "more than the highest value on this map" in said(moved(found, -5e6))[0]
    assert "pays at any price" in said(moved(found, 5e6))[0]
    assert "It leaves the company worse off on 100 % of this map." in " ".join(said(moved(found, -5e7)))


def test_without_a_price_a_line_that_never_crosses_is_called_one_sided(found: WhereItPays) -> None:
    general = replace(found, straight_along=None)
    assert "pays only where" in said(general)[0]
    assert '"Sell quietly" is behind, whatever' in said(moved(general, -5e7))[0]
    assert '"Sell quietly" is ahead, whatever' in said(moved(general, 5e7))[0]


def test_a_key_that_does_not_matter_is_named(found: WhereItPays) -> None:
    flat = replace(found, differences=np.broadcast_to(found.differences[:1], found.differences.shape))
    assert f"{TRACE} does not matter here" in " ".join(said(flat))
    level = replace(found, differences=np.zeros_like(found.differences))
    assert "exactly the same" in " ".join(said(level))


def test_a_scenario_that_is_not_on_the_map_is_told(magazine: Scenario) -> None:
    away = where_it_pays(magazine, "data_market.price=0.5:1:3", TRACE, cells=3, people=500, replicates=2)
    assert "The scenario's own value of the price of a record (data_market.price) lies outside" in " ".join(said(away))
    assert "X" not in "".join(drawing(away)[:-1])


def test_letters_say_what_cells_say(found: WhereItPays) -> None:
    *lines, _, legend = drawing(found)
    cells = [line.split("|")[1] for line in lines]
    assert "you are here" in legend
    assert "".join(cells).count("X") == 1
    assert "#" in cells[-1]  # hardly anybody finds out
    assert "." in cells[0]
    assert len(cells) == 5
    assert max(len(line) for line in drawing(found)) <= 80


def test_a_large_map_fits_into_a_terminal(magazine: Scenario) -> None:
    large = where_it_pays(magazine, "data_market.price=0:1:90", f"{TRACE}=0.001:0.02:20", people=200, replicates=2)
    lines = drawing(large)
    assert len(lines) <= 16
    assert max(map(len, lines)) <= 80
    assert sum("X" in line for line in lines[:-1]) == 1


def test_the_figure_has_its_line_its_mark_and_its_axes(found: WhereItPays, tmp_path: Path) -> None:
    words = texts(found, tmp_path / "map.png")
    for said_there in ("break-even", "you are here", "data_market.price", "assumption", "measured", "beats", "it pays"):
        assert said_there in words
    assert "dollars per record" in words


def test_darker_is_surer_in_black_and_white_too() -> None:
    grey = [np.dot(to_rgb(colour), (0.299, 0.587, 0.114)) for colour in BLUES]
    assert (np.diff(grey) < -0.07).all()


def test_every_kind_of_map_can_be_drawn(magazine: Scenario, found: WhereItPays, tmp_path: Path) -> None:
    few: dict[str, Any] = {"people": 300, "replicates": 2, "cells": 3}
    switch = where_it_pays(magazine, "data_market.price=0:1:3", "mechanisms.annoyance", **few)
    assert "break-even" in texts(switch, tmp_path / "switch.png")
    choices = where_it_pays(magazine, "law.regime", "mechanisms.press", **few)
    assert "opt_in" in " ".join(label.get_text() for label in map_figure(choices).axes[0].get_xticklabels())
    assert choices.break_even == ()
    assert said(choices)
    gaps = where_it_pays(magazine, "people.fundamentalist=0.1:0.9", "people.pragmatist=0.05:0.8", **few)
    assert "cannot hold together" in texts(gaps, tmp_path / "gaps.png")
    assert " " in drawing(gaps)[0].split("|")[1]
    texts(moved(found, -5e7), tmp_path / "loses.png")
    level = replace(found, differences=np.zeros_like(found.differences))
    assert "exactly the same" in texts(level, tmp_path / "level.png")
    two = where_it_pays(magazine, y=TRACE, **{**few, "cells": 2})
    texts(two, tmp_path / "two.png")
