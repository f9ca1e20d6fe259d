"""The reference names every option, figure, line and series; its Python runs."""

import json
import re
import runpy
from pathlib import Path

import pytest
import typer

import sim
from sim.cli import cli
from sim.study.comparison import FIGURES, Comparison

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "reference.md").read_text(encoding="utf-8")
SMALL = {"market.people": 500, "market.months": 12, "market.replicates": 2}


@pytest.fixture(scope="module")
def found() -> Comparison:
    return sim.compare(sim.load("magazine").changed(SMALL), ["sell-quietly"])


def test_every_option_is_described() -> None:
    compare = typer.main.get_command(cli).commands["compare"]  # type: ignore[attr-defined]
    options = [name for entry in compare.params for name in entry.opts if name.startswith("--")]
    assert len(options) >= 13
    for name in options:
        assert f"`{name}" in TEXT, name


def test_every_figure_line_and_series_is_described(found: Comparison) -> None:
    quiet = found.policies["sell-quietly"]
    series = {name.removesuffix("_low").removesuffix("_high") for name in quiet.by_month}
    for name in (*FIGURES, *quiet.ledger, *series):
        assert f"`{name}`" in TEXT, name


def test_every_key_of_the_json_is_described(found: Comparison) -> None:
    raw = json.loads(found.to_json())
    policy = raw["policies"]["sell-quietly"]
    answer = raw["turns_on"]["sell-quietly"]
    for name in (*raw, *policy, *answer, *answer["points"][0]):
        assert f'"{name}"' in TEXT or name in FIGURES, name


@pytest.mark.parametrize("name", ["commands", "names"])
def test_a_generated_page_is_what_the_code_says(root: Path, name: str) -> None:
    now = runpy.run_path(str(root / "docs" / f"write_{name}.py"))["page"]()
    written = (root / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert written == now, f"out of date: python docs/write_{name}.py > docs/{name}.md writes it again"


def test_every_page_stands_in_the_site_s_index(root: Path) -> None:
    listed = (root / "docs" / "index.md").read_text(encoding="utf-8").split()
    assert [page.name for page in (root / "docs").glob("*.md") if page.stem not in (*listed, "index")] == []


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    smaller = example.replace('"data_market.price": 0.40', '"data_market.price": 0.40, **SMALL')
    assert smaller != example
    exec(compile(smaller, "reference.md", "exec"), {"SMALL": SMALL})
    assert (tmp_path / "results" / "result.json").is_file()
