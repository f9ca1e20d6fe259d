"""What can be taken away gives the same numbers again, from the command line and in Python."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pypdf import PdfReader

import sim
from sim.inputs.scenario import full_toml, load_text
from sim.show.repeat import FILE, Repeat
from sim.show.repeat import comparison as repeat
from sim.study.comparison import Comparison
from sim.views.answers import played
from sim.views.keep import comparison_files
from sim.views.state import Study

SMALL = {"market.people": 400, "market.months": 12}
OWN: dict[str, Any] = {
    "label": "Mine, at $5",
    "sale": "quiet",
    "changes": [{"month": 5, "sale": "never", "apology": True}],
}


def compared(study: Study) -> Comparison:
    return sim.compare(played(study.scenario), study.policies, study.baseline, replicates=2, turns_on=False, why=False)


def plain_study() -> Study:
    return Study.of("magazine").with_settings(SMALL | {"data_market.price": 0.31, "policies.ask-first.price": 0.5})


def own_study() -> Study:
    study = Study.of("magazine").with_settings(SMALL | {"policies.mine": OWN})
    return replace(study, policies=("mine", "golden-rule"), baseline="ask-first")


STUDIES: list[Callable[[], Study]] = [plain_study, own_study]


def written(same: Repeat, study: Study, folder: Path) -> None:
    if same.needs_file:
        (folder / FILE).write_text(full_toml(study.scenario, named=True), encoding="utf-8")


@pytest.mark.parametrize("make", STUDIES)
def test_the_command_gives_the_same_numbers(make: Callable[[], Study], tmp_path: Path) -> None:
    study = make()
    found = compared(study)
    same = repeat(found)
    written(same, study, tmp_path)
    command = same.command.replace("twenty-cents", f"{sys.executable} -m sim", 1) + " --json --no-why"
    ended = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads(ended.stdout)
    assert said["baseline"] == study.baseline
    for key, result in found.policies.items():
        assert said["policies"][key]["difference"] == result.difference._asdict()
        assert said["policies"][key]["label"] == result.label


@pytest.mark.parametrize("make", STUDIES)
def test_python_gives_the_same_numbers(
    make: Callable[[], Study], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = make()
    found = compared(study)
    same = repeat(found)
    written(same, study, tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(same.python, names)
    assert names["comparison"].baseline == study.baseline
    assert {key: one.difference for key, one in names["comparison"].policies.items()} == {
        key: one.difference for key, one in found.policies.items()
    }


def test_a_policy_of_one_s_own_needs_the_file_and_settings_do_not() -> None:
    assert [repeat(compared(make())).needs_file for make in STUDIES] == [False, True]


def test_what_is_downloaded_can_be_read_back() -> None:
    study = own_study()
    found = compared(study)
    made = {name: make() for name, make in comparison_files(study, found).items()}
    table = pd.read_csv(io.BytesIO(made["table.csv"]))
    assert table["difference"].tolist() == pytest.approx([one.difference.mean for one in found.policies.values()])
    assert load_text(made[FILE].decode()).digest == study.scenario.digest
    assert made["net-value.png"].startswith(b"\x89PNG") and b"<svg" in made["net-value.svg"]
    assert "not asked" not in PdfReader(io.BytesIO(made["brief.pdf"])).pages[0].extract_text()
    assert made["workbook.xlsx"].startswith(b"PK") and b"xl/worksheets/sheet4.xml" in made["workbook.xlsx"]
    with zipfile.ZipFile(io.BytesIO(made["workbook.xlsx"])) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert f"Digest {found.digest}, version {found.version}, seed {found.seed}." in words


def test_a_name_that_looks_like_a_formula_is_text_in_the_table() -> None:
    study = plain_study().with_settings({"policies.ask-first.label": "=1+1"})
    table = pd.read_csv(io.BytesIO(comparison_files(study, compared(study))["table.csv"]()))
    assert "'=1+1" in set(table["label"])
