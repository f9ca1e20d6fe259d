"""`twenty-cents sweep` and `results`: what a sweep over a price and a law says, draws and exports."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from sim.cli import cli
from sim.show.sweep_figure import draw
from sim.study.proof.checks import LIVELY
from sim.study.sweeps.results import Results

PRICE, LAW = "data_market.price", "law.regime"
PRICES = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Result]:
    """Selling where people find out soon: it loses at low prices, and pays at high ones. The folder; what was said."""
    out = str(tmp_path_factory.mktemp("results") / "sweep")
    world = {**LIVELY, "market.months": 12}
    settings = [word for name, value in world.items() for word in ("--set", f"{name}={value}")]
    vary = ["--vary", f"{PRICE}=0:2.5:6", "--vary", f"{LAW}=none,opt_in", "--policies", "sell-quietly"]
    size = ["--replicates", "3", "--people", "60", "--workers", "1"]
    asked = ["sweep", "magazine", *vary, *size, *settings, "--out", out, "--yes", "--progress", "plain"]
    return out, CliRunner().invoke(cli, asked)


@pytest.fixture(scope="module")
def swept(sweep: tuple[str, Result]) -> str:
    return sweep[0]


def asked(*words: str) -> Result:
    return CliRunner().invoke(cli, ["results", *words])


def rows_of(told: Result) -> list[list[str]]:
    """The lines of a table, in words."""
    assert told.exit_code == 0, told.output
    return [line.split() for line in told.stdout.splitlines()]


def test_a_sweep_says_beforehand_what_it_takes_and_afterwards_where_to_look(sweep: tuple[str, Result]) -> None:
    out, told = sweep
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "72 runs: 12 points x 2 policies x 3 replicates; 60 people, 12 months. About " in said
    assert "with 1 worker, measured on " in said and " points here; up to " in said
    assert said.endswith(f"none failed. Look at them: twenty-cents results {out}")


def test_the_summary_has_a_row_for_each_policy_and_says_its_unit(swept: str) -> None:
    told = asked(swept)
    assert "12 points x 2 policies x 3 replicates; 60 people, 12 months." in told.stdout
    assert f"Varied: {PRICE}, {LAW}" in told.stdout
    assert "difference [thousand dollars]: Net present value less the baseline's" in told.stdout
    found = Results(swept).summary().set_index("policy")
    (row,) = [row for row in rows_of(told) if row[:1] == ["sell-quietly"]]
    mean, better = (float(found[name]["sell-quietly"]) for name in ("mean", "better"))
    assert float(row[1].replace(",", "")) == pytest.approx(mean / 1e3, rel=1e-3)
    assert 0.0 < better < 1.0 and row[-1] == f"{better:.0%}"


def test_a_square_marks_what_chance_could_have_turned_round(swept: str) -> None:
    told = asked(swept, "--pivot", f"{PRICE},{LAW}")
    table = Results(swept).pivot(PRICE, LAW).table
    doubtful = int(((table["low"] <= 0) & (table["high"] >= 0)).sum())
    cells = [
        cell for row in rows_of(told) if row and row[0] in ("0", "0.5", "1", "1.5", "2", "2.5") for cell in row[1:]
    ]
    assert len(cells) == 12
    assert sum(cell.endswith("?") for cell in cells) == doubtful > 0
    assert cells[0].startswith("-") and not cells[-1].startswith("-")


def test_a_pivot_of_one_key_has_intervals_and_is_drawn(swept: str, tmp_path: Path) -> None:
    file = tmp_path / "prices.svg"
    told = asked(swept, "--pivot", PRICE, "--figure", str(file))
    assert f"Drawn to {file}" in told.stdout.replace("\n", "")
    assert "<svg" in file.read_text(encoding="utf-8")
    rows = [row for row in rows_of(told) if len(row) == 5 and row[4] == "6"]
    assert [float(row[0]) for row in rows] == PRICES
    for mean, low, high in ([float(cell.replace(",", "")) for cell in row[1:4]] for row in rows):
        assert low < mean < high


def test_lines_have_a_point_for_each_value_and_name_words(swept: str) -> None:
    by_price, by_law = (draw(Results(swept).pivot(key), "Sell quietly").axes[0] for key in (PRICE, LAW))
    assert by_price.lines[0].get_xdata() == pytest.approx(PRICES)
    assert by_price.get_title(loc="left") == '"Sell quietly": difference'
    assert "data_market.price (dollars per record" in by_price.get_xlabel()
    assert [label.get_text() for label in by_law.get_xticklabels()] == ["none", "opt_in"]


def test_a_heat_map_says_each_number_and_where_it_is_doubtful(swept: str) -> None:
    square = Results(swept).pivot(PRICE, LAW)
    axes = draw(square, "Sell quietly").axes[0]
    told = {(text.get_position()[1], text.get_position()[0]): text.get_text() for text in axes.texts}
    assert len(told) == 12
    for row in square.table.to_dict("records"):
        words = told[PRICES.index(row[PRICE]), ["none", "opt_in"].index(row[LAW])]
        assert words.endswith("?") == (row["low"] <= 0 <= row["high"])
        assert ("−" in words or "-" in words) == (row["mean"] < 0)
    image = axes.images[0]
    assert image.get_clim()[0] == -image.get_clim()[1]  # no effect lies in the middle of the colours


def test_shares_of_outcomes_and_rows_that_hold(swept: str) -> None:
    quantiles = rows_of(asked(swept, "--quantiles", "0.1,0.9", "--by", LAW, "--where", "policy = sell-quietly"))
    lines = [row for row in quantiles if row[:1] == ["sell-quietly"]]
    assert [line[1] for line in lines] == ["none", "opt_in"]
    dear = json.loads(asked(swept, "--where", f"{PRICE}>1.7", "--json").stdout)
    assert [row["rows"] for row in dear] == [12, 12]
    assert dear[1]["low"] > 0


def test_every_column_is_explained(swept: str) -> None:
    told = asked(swept, "--columns").stdout
    for column in Results(swept).columns:
        assert f"{column.name} [{column.unit}]" in told


def test_rows_are_exported(swept: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    assert asked(swept, "--csv", str(file)).stdout.startswith("72 rows written to ")
    assert len(pd.read_csv(file)) == 72


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--figure", "prices.png"], "--figure draws a pivot; say of which keys"),
        (["--pivot", "a,b,c"], "give one key or two"),
        (["--quantiles", "some"], "give numbers from 0 to 1"),
        (["--pivot", PRICE, "--figure", "prices.pdf"], "a figure is a .png or .svg file"),
        (["--pivot", PRICE, "--figure", "no-such-folder/prices.png"], "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(swept: str, words: list[str], told: str) -> None:
    refused = asked(swept, *words)
    assert refused.exit_code == 2
    assert told in refused.stderr
