"""Which points a sweep visits: what `--vary` and design files say, and what is refused."""

from collections import Counter
from pathlib import Path

import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import ends, open_parameters
from sim.study.sweeps.axis import axes_of
from sim.study.sweeps.design import Given, sampled
from sim.study.sweeps.design_file import design_from_file, design_from_frame

PRICE, TRACE, BUYERS = "data_market.price", "people.traceable", "data_market.buyers"


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine")


def points(
    vary: object, magazine: Scenario, sample: str | None = None, n: int | None = None
) -> list[dict[str, object]]:
    axes = axes_of(vary, magazine)  # type: ignore[arg-type]
    return sampled(axes, sample, n, 1).table().to_pylist()


def test_a_grid_holds_every_combination_once(magazine: Scenario) -> None:
    found = points([f"{PRICE}=0.1:0.3:3", "policies.sell-quietly.buyers=1,2,4"], magazine)
    combinations = {(round(float(row[PRICE]), 9), row["policies.sell-quietly.buyers"]) for row in found}  # type: ignore[arg-type]
    assert combinations == {(price, buyers) for price in (0.1, 0.2, 0.3) for buyers in (1, 2, 4)}
    assert sorted(row["point"] for row in found) == list(range(9))  # type: ignore[type-var]


def test_a_grid_broken_off_has_been_everywhere(magazine: Scenario) -> None:
    """After a tenth of a grid of 1,000 points, each of its 10 prices has been visited."""
    visited = points([f"{PRICE}=0.1:0.4:10", f"{TRACE}=0.01:0.05:100"], magazine)[:100]
    assert len({row[PRICE] for row in visited}) == 10


@pytest.mark.parametrize("sample", ["latin", "sobol"])
def test_spread_out_samples_fill_each_axis_evenly(magazine: Scenario, sample: str) -> None:
    found = points([f"{PRICE}=0.1:0.4", f"{BUYERS}=1:4", "law.regime=none,opt_in"], magazine, sample, 64)
    prices = sorted(float(row[PRICE]) for row in found)  # type: ignore[arg-type]
    assert all(0.1 + 0.3 * n / 64 <= price <= 0.1 + 0.3 * (n + 1) / 64 for n, price in enumerate(prices))
    assert Counter(row[BUYERS] for row in found) == dict.fromkeys([1, 2, 3, 4], 16)
    assert Counter(row["law.regime"] for row in found) == {"none": 32, "opt_in": 32}


def test_uncertain_moves_every_open_parameter_within_its_range(magazine: Scenario) -> None:
    """And what is named beside it takes its place."""
    found = points(["uncertain", f"{PRICE}=0.5,0.6"], magazine, "sobol", 32)
    for entry in open_parameters():
        low, high = ends(entry.name, magazine) if entry.name != PRICE else (0.5, 0.6)
        assert all(low <= float(row[entry.name]) <= high for row in found)  # type: ignore[arg-type]
    middle = float(magazine["people.patience_median"])
    assert sum(float(row["people.patience_median"]) < middle for row in found) == 16  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        ("data_market.prise=0.1:0.3", "did you mean data_market.price"),
        (f"{PRICE}=0.3:0.1", "must lie below"),
        (f"{PRICE}=0.1:0.3:1", "number of steps"),
        (f"{PRICE}=cheap,dear", "must be a number"),
        (f"{TRACE}=0.1:1.5", "from 0 to 1"),
        ("policies.sell-quitely.price=0.1,0.2", "did you mean sell-quietly"),
        ("policies.sell-quietly.sale=never:quiet", "list its values"),
        ("market.replicates=2,4", "--replicates"),
        (PRICE, "KEY=LOW:HIGH"),
    ],
)
def test_what_cannot_be_varied_is_told(magazine: Scenario, vary: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        axes_of([vary], magazine)


def test_a_grid_of_all_that_is_uncertain_is_refused(magazine: Scenario) -> None:
    with pytest.raises(InputError, match="--sample sobol"):
        sampled(axes_of("uncertain", magazine), "grid", None, 1)


def test_bad_rows_of_a_design_file_are_named_by_line(magazine: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "design.csv"
    file.write_text(
        f"{PRICE},{TRACE},people.fundamentalist\n"
        "0.1,0.02,0.2\n"
        "0.2,2,0.2\n"
        "cheap,0.02,0.2\n"
        "0.3,0.02\n"
        "=1+1,0.02,0.2\n"
        ",0.02,0.2\n"
        "0.3,0.02,0.9\n"
        "0.3,0.02,0.3\n"
    )
    with pytest.raises(InputError) as caught:
        design_from_file(file, magazine)
    told = caught.value.problems
    assert [problem.split(": ")[1] for problem in told] == [f"line {n}" for n in (3, 4, 5, 6, 7, 8)]
    assert f"{TRACE} = 2" in told[0] and "from 0 to 1" in told[0]
    assert "has 2 cells and the header 3" in told[2]
    assert "formula" in told[3]
    assert "people.fundamentalist + people.pragmatist" in told[5]


def test_a_design_file_and_a_frame_give_their_points(magazine: Scenario, tmp_path: Path) -> None:
    import pandas as pd

    file = tmp_path / "design.csv"
    file.write_text(f"point,{PRICE},{BUYERS}\n0,0.1,2\n1,0.3,4\n")
    for design in (
        design_from_file(file, magazine),
        design_from_frame(pd.DataFrame({PRICE: [0.1, 0.3], BUYERS: [2, 4]}), magazine),
    ):
        found = sorted(design.table().to_pylist(), key=lambda row: row["point"])
        assert found == [{"point": 0, PRICE: 0.1, BUYERS: 2}, {"point": 1, PRICE: 0.3, BUYERS: 4}]


def test_unknown_columns_of_a_design_file_are_told(magazine: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "design.csv"
    file.write_text("data_market.prize\n0.1\n")
    with pytest.raises(InputError, match=r"line 1: data_market\.prize.*did you mean data_market\.price"):
        design_from_file(file, magazine)


def test_given_points_differ_by_digest() -> None:
    one, other = Given({PRICE: [0.1, 0.2]}, 1), Given({PRICE: [0.1, 0.20000000000000004]}, 1)
    assert one.said() != other.said()
    assert one.said() == Given({PRICE: [0.1, 0.2]}, 1).said()
