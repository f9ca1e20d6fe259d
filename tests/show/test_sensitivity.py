"""What is said of the parameters that a difference depends on."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.patches import Rectangle
from rich.console import Console
from typer.testing import CliRunner

import sim
from sim.cli import cli
from sim.show.parameter_words import phrase
from sim.show.sensitivity_figure import tornado
from sim.show.sensitivity_report import headline, show_sensitivity
from sim.study.sensitivity import Sensitivity, sensitivity

PRICE, PRESS, BUYERS = "data_market.price", "press.story_chance", "data_market.buyers"
VARY = {PRICE: (0.05, 0.4), PRESS: (0.0, 1e-5), BUYERS: [1, 2]}


@pytest.fixture(scope="module", params=["sobol", "morris"])
def found(request: pytest.FixtureRequest) -> Sensitivity:
    """Nobody minds anything: a sale brings price times buyers, and the press does not matter."""
    off = {f"mechanisms.{name}": False for name in ("annoyance", "betrayal", "word_of_mouth", "press", "law")}
    world = sim.load("magazine").changed({"market.people": 100, "market.months": 3, **off})
    rows = {"sobol": 32, "morris": 6}[request.param]
    return sensitivity(world, "sell-quietly", vary=VARY, method=request.param, rows=rows, people=100, workers=1)


def shown(found: Sensitivity) -> str:
    out = Console(width=110, record=True, force_terminal=False, file=io.StringIO())
    show_sensitivity(found, out)
    return out.export_text()


def row_of(found: Sensitivity, name: str) -> str:
    return next(line.strip() for line in shown(found).splitlines() if line.strip().startswith(name))


def test_the_headline_names_what_matters_most_and_luck(found: Sensitivity) -> None:
    told = headline(found)
    assert told.startswith("It depends most on the price of a record, ")
    assert "; how many buyers get each record at a sale, " in told
    assert phrase(PRESS) not in told  # not told apart from nothing
    _, luck = told.split("Luck in markets of this size: ")
    assert luck.count("(") == luck.count(" to ") == 1
    assert ("%" in luck, "$" in luck) == (found.method == "sobol", found.method == "morris")


def test_every_index_has_its_interval_and_doubt_its_mark(found: Sensitivity) -> None:
    indices = 2 if found.method == "sobol" else 1
    for name in (PRICE, BUYERS, PRESS, "luck"):
        assert row_of(found, name).count(" to ") == indices
    assert row_of(found, f"{PRESS} ? (a)").count("(0 to 0)") == indices
    assert row_of(found, PRICE)[len(PRICE) :].lstrip()[0].isdigit()  # measured, and told apart: neither mark


def test_both_ends_are_told_in_one_scale(found: Sensitivity) -> None:
    told = shown(found)
    assert "thousand dollars" in told
    price = next(one for one in found.influences if one.key == PRICE)
    low, high = (float(word) for word in row_of(found, PRICE).split()[-2:])
    assert (low, high) == pytest.approx((price.low.mean / 1e3, price.high.mean / 1e3), rel=0.01)


def test_the_notes_explain_the_method_and_say_its_size(found: Sensitivity) -> None:
    told = " ".join(shown(found).split())
    if found.method == "sobol":
        assert "first-order index" in told and "192 points (32 rows) of 100 people" in told
    else:
        assert "(Morris)" in told and "30 points (6 trajectories) of 100 people" in told


def test_what_cannot_be_told_apart_is_not_told_as_a_finding(found: Sensitivity) -> None:
    press = next(one for one in found.influences if one.key == PRESS)
    told = headline(replace(found, influences=(press,)))
    assert told == f"No parameter's effect is told apart from nothing with so few points ({found.points}); raise --n."


def test_a_long_list_is_cut_and_says_so(found: Sensitivity) -> None:
    long = replace(found, influences=found.influences * 10)
    assert "5 more parameters have smaller effects; --json and --out give all." in shown(long)


def test_the_tornado_has_a_row_for_each_parameter_and_luck(found: Sensitivity) -> None:
    figure = tornado(found)
    swing, index = figure.axes
    rows = [label.get_text() for label in swing.get_yticklabels()]
    assert rows == [*(one.key for one in found.influences), "luck"]
    assert swing.get_ylim()[0] > swing.get_ylim()[1]  # the most influential at the top
    ends = [patch.get_x() + patch.get_width() for patch in swing.patches if isinstance(patch, Rectangle)]
    assert ends == pytest.approx([end.mean for one in found.influences for end in (one.low, one.high)])
    assert ("variance" in index.get_xlabel()) == (found.method == "sobol")


def test_the_command_says_the_same_and_keeps_the_figure(tmp_path: Path) -> None:
    vary = ["--vary", f"{PRICE}=0.05:0.4", "--vary", f"{BUYERS}=1,2", "--method", "morris", "--n", "4"]
    size = ["--people", "60", "--set", "market.months=3", "--workers", "1", "--yes"]
    told = CliRunner().invoke(cli, ["sensitivity", "magazine", *vary, *size, "--out", str(tmp_path / "out")])
    assert told.exit_code == 0, told.output
    said = " ".join(told.stdout.split())
    assert "It depends most on" in said and "16 points (4 trajectories) of 60 people" in said
    assert {file.name for file in (tmp_path / "out").iterdir()} >= {"tornado.png", "tornado.svg", "sensitivity.csv"}
