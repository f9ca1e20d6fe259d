"""A validation and a fit for people: in a terminal, and as the page of the documents."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from sim.inputs.parameter import plain
from sim.inputs.parameters import PARAMETERS
from sim.show.validation import modelled, show_findings, show_fit
from sim.show.validation_page import page
from sim.study.intervals import Estimate
from sim.study.validation.data_fits import DATA_FITS
from sim.study.validation.fit import Fit, fit
from sim.study.validation.targets import TARGETS, Unit
from sim.study.validation.validate import Finding, validate
from sim.study.validation.worlds import FREE

FIGURE = re.compile(r"[$\\]*(-?[\d.]+)[^(]*(?:\((?:[$\\]*)(-?[\d.]+) to [$\\]*(-?[\d.]+)\))?")


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return validate(people=8_000, replicates=4)


@pytest.fixture(scope="module")
def fitted() -> Fit:
    return fit(24, 400)


def written(cell: str) -> tuple[float, float, float]:
    """Mean, low and high in a cell such as "3.4 % (3.3 to 3.5)"."""
    found = FIGURE.match(cell)
    assert found, cell
    mean, low, high = found.groups()
    return float(mean), float(low or mean), float(high or mean)


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading row that starts so."""
    lines = text.split(f"| {heading} |", 1)[1].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[: lines.index("")] if line]


def test_a_terminal_shows_class_both_figures_and_why(findings: list[Finding], fitted: Fit) -> None:
    out = io.StringIO()
    show_findings(findings, Console(file=out, width=80))
    show_fit(fitted, Console(file=out, width=80))
    told = out.getvalue()
    assert max(map(len, told.splitlines())) <= 80
    assert "V2   not met  held out of the fit" in told
    assert "published 45 % to 70 %" in told
    assert "trace_chance_ordinary" in told


@pytest.mark.parametrize(
    ("unit", "estimate", "written"),
    [
        ("share", (0.0343, 0.0334, 0.0352), "3.4 % (3.3 to 3.5)"),
        ("points", (0.039, 0.0378, 0.0401), "3.9 points (3.8 to 4.0)"),
        ("dollars", (10.29, 10.29, 10.29), "$10.29"),
        ("per 10,000", (1.89e-5, 1.7e-5, 2.1e-5), "0.189 per 10,000 (0.17 to 0.21)"),
        ("years", (43.2, 43.1, 43.3), "43.2 years (43.1 to 43.3)"),
    ],
)
def test_figures_are_written_with_their_interval(
    findings: list[Finding], unit: Unit, estimate: tuple[float, float, float], written: str
) -> None:
    target = next(target for target in TARGETS if target.unit == unit)
    assert modelled(Finding(target, Estimate(*estimate), (), "")) == written


def test_the_page_in_the_documents_has_the_figures_of_today(root: Path, findings: list[Finding], fitted: Fit) -> None:
    """Lived here with fewer people, so its figures agree within chance; everything else word for word."""
    shown = rows((root / "docs" / "validation.md").read_text(encoding="utf-8"), "target | figure")
    for cells, again in zip(shown, rows(page(findings, fitted), "target | figure"), strict=True):
        assert [*cells[:3], cells[4]] == [*again[:3], again[4]]
        (then, *_), (now, low, high) = (written(text) for text in (cells[3], again[3]))
        assert abs(then - now) <= 3.0 * (high - low) + 0.011 * abs(now), cells[1]


def test_the_page_has_todays_parameters_and_estimates(root: Path) -> None:
    text = (root / "docs" / "validation.md").read_text(encoding="utf-8")
    shown = {row[0].strip("`"): row[4] for row in rows(text, "parameter | before")}
    assert shown == {key: plain(float(PARAMETERS[key].default)) for key in FREE}
    fits = [
        (row[0].strip("`"), float(row[2].replace(",", "")), row[4]) for row in rows(text, "parameter | what was fitted")
    ]
    assert fits == [(one.parameter, one.estimate, plain(float(PARAMETERS[one.parameter].default))) for one in DATA_FITS]
