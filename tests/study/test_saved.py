"""A comparison written down: JSON as documented, frames, and a folder that is whole or not there."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.errors import InputError
from sim.study.comparison import FIGURES, Comparison
from sim.study.intervals import Estimate
from sim.study.saved import RESULT

FILES = {
    *(f"{name}.{form}" for name in ("table", "by_month") for form in ("csv", "parquet")),
    *(f"{name}.{form}" for name in ("net_value", "difference", "why") for form in ("png", "svg")),
    "scenario.toml",
    RESULT,
}


@pytest.fixture(scope="module")
def found() -> Comparison:
    few = {"market.people": 1_000, "market.months": 14, "market.replicates": 2, "data_market.price": 0.3}
    return sim.compare(sim.load("magazine").changed(few), ["sell-quietly", "golden-rule"])


def test_json_has_the_documented_shape(found: Comparison) -> None:
    raw = json.loads(found.to_json())
    assert {"scenario", "digest", "version", "seed", "people", "months", "replicates", "baseline"} <= raw.keys()
    assert raw["interval"] == 0.9
    assert raw["differs"]["data_market.price"] == 0.3
    for policy in raw["policies"].values():
        assert {"label", *FIGURES, "ledger", "ledger_undiscounted", "why", "by_month", "reasons"} <= policy.keys()
        for name in FIGURES:
            assert policy[name] is None or set(policy[name]) == {"mean", "low", "high"}, name
            assert (policy[name] is None) == (name in policy["reasons"]), name
        assert all(len(values) == 14 for values in policy["by_month"].values())
        for stem in ("net_value_to_date", "difference_to_date"):
            assert {stem, f"{stem}_low", f"{stem}_high"} <= policy["by_month"].keys()


def test_json_comes_back_as_it_went(found: Comparison) -> None:
    again = Comparison.from_json(found.to_json())
    assert again.to_json() == found.to_json()
    assert again.turns_on == found.turns_on
    assert again.policies["sell-quietly"].difference == found.policies["sell-quietly"].difference


def test_one_of_another_version_is_read_with_a_warning(found: Comparison) -> None:
    older = json.loads(found.to_json()) | {"version": "0.0.9"}
    with pytest.warns(UserWarning, match=r"Made by version 0\.0\.9 .* may give other numbers") as told:
        assert Comparison.from_json(json.dumps(older)).to_json() == json.dumps(older)
    assert told[0].filename == __file__


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"policies": 3}', "never", '{"policies": {}, "turns_on": {}}'])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not the JSON of a saved comparison"):
        Comparison.from_json(text)


def test_frames_hold_every_figure_and_month(found: Comparison) -> None:
    table, months = found.table(), found.by_month()
    assert table["policy"].tolist() == list(found.policies)
    assert table.loc[1, "difference"] == found.policies["sell-quietly"].difference.mean
    assert table["break_even_price"].isna().tolist() == [True, False, True]  # only sell-quietly sells
    assert len(months) == 14 * len(found.policies)
    assert months.loc[months["policy"] == "golden-rule", "month"].tolist() == list(range(1, 15))


def test_a_saved_folder_holds_everything_and_can_be_read_again(found: Comparison, tmp_path: Path) -> None:
    folder = found.save(tmp_path / "deep" / "results")
    assert {file.name for file in folder.iterdir()} == FILES
    assert (folder / RESULT).read_text(encoding="utf-8").strip() == found.to_json(indent=1)
    assert sim.load(folder / "scenario.toml").digest == found.digest
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "table.parquet"), found.table())
    pd.testing.assert_frame_equal(pd.read_csv(folder / "by_month.csv"), found.by_month())


def test_a_label_that_a_spreadsheet_would_compute_is_written_as_text(found: Comparison, tmp_path: Path) -> None:
    named = {"sell-quietly": replace(found.policies["sell-quietly"], label="=HYPERLINK(1)")}
    replace(found, policies={**found.policies, **named}).save(tmp_path)
    labels = pd.read_csv(tmp_path / "table.csv")["label"]
    assert "'=HYPERLINK(1)" in labels.tolist()
    assert pd.read_parquet(tmp_path / "table.parquet")["label"].tolist() == ["Never sell", "=HYPERLINK(1)", labels[2]]


def test_saving_again_replaces_its_own_files_and_no_others(found: Comparison, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    (tmp_path / RESULT).write_text("old")
    found.save(tmp_path)
    assert (tmp_path / "diary.txt").read_text() == "mine"
    assert Comparison.from_json((tmp_path / RESULT).read_text()).digest == found.digest
    assert {file.name for file in tmp_path.iterdir()} == {*FILES, "diary.txt"}


def test_what_cannot_be_written_leaves_nothing_behind(found: Comparison, tmp_path: Path) -> None:
    broken = replace(found.policies["golden-rule"], complaints=Estimate(math.nan, math.nan, math.nan))
    with pytest.raises(ValueError, match="JSON compliant"):
        replace(found, policies={**found.policies, "golden-rule": broken}).save(tmp_path / "results")
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_way_is_named(found: Comparison, tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file")
    for place in (tmp_path / "results", tmp_path / "results" / "deeper"):
        with pytest.raises(InputError, match="results"):
            found.save(place)
    assert (tmp_path / "results").read_text() == "a file"
