"""`twenty-cents calibrate retention` and `customers`: what is printed and written, and what bad input leads to."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sim
from sim.cli import cli
from sim.cli.compare import settings_of

FIXTURES = Path(__file__).parent / "fixtures"
TABLE = "period,survivors\n0,1000\n1,631\n2,468\n3,382\n4,326\n5,289\n6,262\n7,241\n8,223\n9,207\n"


def calibrate(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["calibrate", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "regular.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_retention_prints_the_curve_beside_the_data(table: Path) -> None:
    ran = calibrate("retention", table, "--fit-on", "7", "--horizon", "12")
    assert ran.exit_code == 0
    assert "Fitted to the first 7 periods only (alpha 0.704, beta 1.182)" in ran.stdout
    assert "63.1 %" in ran.stdout
    assert "± one standard error" in " ".join(ran.stdout.split())
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_retention_as_json_is_nothing_else(table: Path) -> None:
    raw = json.loads(calibrate("retention", table, "--horizon", "5", "--json").stdout)
    assert len(raw["survival"]) == 6
    assert raw["standard_errors"].keys() == {"alpha", "beta"}


def test_retention_can_be_carried_into_a_comparison(table: Path) -> None:
    said = " ".join(calibrate("retention", table).stdout.split()).replace("MONTHS_OF_A_PERIOD", "12")
    world = sim.load("magazine").changed(settings_of(re.findall(r"--set (\S+)", said)))
    fitted = json.loads(calibrate("retention", table, "--json").stdout)
    assert world["company.retention_alpha"] == pytest.approx(fitted["alpha"], rel=1e-3)
    assert world["company.retention_beta"] == pytest.approx(fitted["beta"], rel=1e-3)


def test_retention_is_written_whole_with_its_figure(table: Path) -> None:
    out = table.parent / "out"
    assert calibrate("retention", table, "--out", out).exit_code == 0
    assert {file.name for file in out.iterdir()} == {
        *("retention.csv", "retention.json", "retention.png", "retention.svg")
    }
    assert {file.name for file in table.parent.iterdir()} == {"regular.csv", "out"}


def test_customers_are_shown_as_understood_and_written_as_a_scenario(tmp_path: Path) -> None:
    out = tmp_path / "ours.toml"
    ran = calibrate("customers", FIXTURES / "customers_messy.csv", "--out", out)
    assert ran.exit_code == 0
    said = " ".join(ran.stdout.split())
    assert "32 rows separated by comma: 17 kept, 1 duplicate left out, 14 refused." in said
    assert "line 4: monthly_price = 9,90: has a comma" in said
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert CliRunner().invoke(cli, ["scenarios", "check", str(out)]).exit_code == 0


def test_customers_as_json_tell_rows_refused_and_nobody_kept(tmp_path: Path) -> None:
    ran = calibrate("customers", FIXTURES / "customers_messy.csv", "--json", "--margin-share", "0.4")
    raw = json.loads(ran.stdout)
    assert raw["rows"] == {"read": 32, "kept": 17, "duplicates": 1, "refused": 14}
    assert raw["refused"][0] == {
        **{"line": 4, "column": "monthly_price", "value": "9,90"},
        "reason": "has a comma; write a decimal point, or say --decimal comma if it is a decimal comma",
    }
    assert raw["margin_share_of_price"] == 0.4
    assert "A19" not in ran.stdout
    assert "reader@example.com" not in ran.stdout


def test_everything_that_can_be_told_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "kunden.csv"
    rows = "".join(f"{n};1.{1 + n % 12}.2020;{'31.12.2021' if n % 4 == 0 else ''};{n % 7},50;Köln\n" for n in range(60))
    file.write_bytes(f"Kunde;Beginn;Ende;Beitrag;Ort\n{rows}".encode("cp1252"))
    maps = [word for pair in ("id=Kunde", "start=Beginn", "end=Ende", "price=Beitrag") for word in ("--map", pair)]
    told = ["--encoding", "cp1252", "--decimal", "comma", "--dates", "dmy", "--as-of", "2022-06-30", "--period", "12"]
    ran = calibrate("customers", file, *maps, *told, "--money-per", "year", "--separator", "semicolon", "--json")
    raw = json.loads(ran.stdout)
    assert (raw["rows"]["kept"], raw["as_of"], raw["period_in_months"]) == (60, "2022-06-30", 12)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["retention", "nothing.csv"], "nothing.csv: there is no such file"),
        (["retention", "{table}", "--by", "region"], "there is no column region"),
        (["retention", "{table}", "--horizon", "0"], "--horizon"),
        (["retention", "{table}", "--period", "12", "--map", "end=period"], "--period and --map: for files of one row"),
        (["retention", "{table}", "--fit-on", "12"], "--fit-on 12: must be from 2 to 8"),
        (["retention", "{table}", "--out", "{table}"], "is a file; give a folder"),
        (["customers", "{table}"], "no column tells how long customers have been"),
        (["customers", "{table}", "--map", "tenure"], "write it as field=column"),
        (["customers", "{table}", "--map", "tenur=period"], "did you mean tenure?"),
        (["customers", "{table}", "--map", "tenure=periode"], "there is no column periode"),
        (["customers", "{table}", "--out", "{table}"], "ends in .toml"),
        (["customers", "{table}", "--dates", "ymd"], "--dates"),
        (["customers", "{table}", "--as-of", "tomorrow"], "--as-of"),
    ],
)
def test_bad_input_is_named_with_exit_code_2_and_nothing_is_written(table: Path, words: list[str], said: str) -> None:
    ran = calibrate(*(word.replace("{table}", str(table)) for word in words))
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.replace("│", " ").split())
    assert ran.stdout == ""
    assert [file.name for file in table.parent.iterdir()] == ["regular.csv"]
