"""The figure of a retention curve holds what was asked: data, lines, groups, and what was held out."""

from pathlib import Path

import numpy as np
import pytest

from sim.show.retention_figure import retention_figure
from sim.study.calibration.retention import retention

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_data_and_both_fits_are_drawn_to_the_horizon() -> None:
    (axes,) = retention_figure(retention(FIXTURES / "customers.csv"), 24).axes
    assert axes.get_legend_handles_labels()[1] == ["fitted to all periods", "fitted to the first 41"]
    data, fitted = (np.asarray(line.get_xydata()) for line in axes.lines[:2])
    assert fitted[-1][0] == 24
    assert data[0].tolist() == fitted[0].tolist() == [0, 1]


def test_groups_are_told_apart_by_more_than_colour() -> None:
    (axes,) = retention_figure(retention(FIXTURES / "customers.csv", by="plan")).axes
    lines = [line for line in axes.lines if line.get_linestyle() != "None"]
    assert len({(line.get_color(), line.get_linestyle()) for line in lines}) == 3
    assert len({line.get_linestyle() for line in lines}) == 3
    dots = [line for line in axes.lines if line.get_linestyle() == "None"]
    assert len({line.get_marker() for line in dots}) == 3


def test_a_name_with_a_dollar_is_drawn_as_it_is(tmp_path: Path) -> None:
    rows = "".join(f"{name},{n},{count}\n" for name in ("$9", "$_$") for n, count in enumerate((100, 60, 45, 40)))
    file = tmp_path / "some.csv"
    file.write_text("plan,period,survivors\n" + rows, encoding="utf-8")
    figure = retention_figure(retention(file, by="plan"))
    figure.savefig(tmp_path / "figure.png")
    assert (tmp_path / "figure.png").stat().st_size > 0


@pytest.mark.parametrize("horizon", [1, 5, 300])
def test_any_horizon_can_be_drawn(horizon: int, tmp_path: Path) -> None:
    retention_figure(retention(FIXTURES / "customers.csv"), horizon).savefig(tmp_path / "figure.svg")
