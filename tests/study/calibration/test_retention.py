"""Retention asked of a file: both kinds of file, groups, what was held out, and what is written."""

import csv
import io
import json
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.inputs.company_files.customer_fields import Reading, told_columns
from sim.study.calibration.retention import retention

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TABLE = "period,survivors\n0,1000\n1,631\n2,468\n3,382\n4,326\n5,289\n6,262\n7,241\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "some.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_gives_shapes_errors_and_survival_to_the_horizon(tmp_path: Path) -> None:
    raw = retention(written(tmp_path, TABLE)).to_json(12)
    assert (round(raw["alpha"], 3), round(raw["beta"], 3)) == (0.704, 1.182)
    assert raw["standard_errors"]["alpha"] == pytest.approx(0.0656, abs=1e-4)
    assert len(raw["survival"]) == 13
    assert raw["survival"][0] == 1.0
    assert raw["observed"][:2] == [1.0, 0.631]
    assert raw["held_out"]["fitted_periods"] == 4
    assert raw["customers"] == 1000
    json.dumps(raw, allow_nan=False)


def test_customers_one_by_one_and_their_groups() -> None:
    found = retention(FIXTURES / "customers.csv", by="plan")
    assert found.groups.keys() == {"Print", "Print + digital", "Digital"}
    shapes = found.groups["Print"].fit
    assert shapes.standard_errors is not None
    assert abs(shapes.mean - 0.7 / 6.7) < 0.05  # made with alpha 0.7 and beta 6
    assert found.whole.fit.data.left.sum() == sum(one.fit.data.left.sum() for one in found.groups.values())


def test_columns_that_retention_does_not_need_cannot_spoil_a_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 9},{'yes' if n % 3 else 'no'},not a price\n" for n in range(60))
    found = retention(written(tmp_path, "id,tenure,churned,price\n" + rows))
    assert found.refusals.count == 0


def test_a_group_that_cannot_be_fitted_is_told_and_the_others_are(tmp_path: Path) -> None:
    steady = "".join(f"0,5,{n % 7},no\n" for n in range(20))
    going = "".join(f"1,{1 + n % 6},{n},yes\n1,6,{n},no\n" for n in range(30))
    file = written(tmp_path, "group,tenure,other,churned\n" + steady + going)
    found = retention(file, by="group")
    assert list(found.groups) == ["1"]
    assert "Not fitted: 0: nobody has left: a retention curve cannot be fitted" in found.remarks


def test_another_unit_of_time_and_another_name(tmp_path: Path) -> None:
    rows = "".join(f"{365 * (1 + n % 5)},{'yes' if n % 2 else 'no'}\n" for n in range(200))
    file = written(tmp_path, "days,gone\n" + rows)
    how = Reading(told_columns(["tenure=days", "churned=gone"]), tenure_in="days")
    assert retention(file, how, period=12).whole.fit.data.periods == 5


def test_the_table_that_is_written_runs_no_formula(tmp_path: Path) -> None:
    table = "".join(TABLE.partition("\n")[2].replace("\n", ",=1+1\n"))
    found = retention(written(tmp_path, "period,survivors,who\n" + table), by="who")
    rows = list(csv.DictReader(io.StringIO(found.to_csv(9))))
    assert {row["group"] for row in rows} == {"", "'=1+1"}
    assert len(rows) == 20
    assert rows[1]["observed"] == "0.631"
    assert rows[9]["observed"] == ""


def test_what_cannot_be_fitted_names_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "period,survivors\n0,10\n1,10\n2,10\n")
    with pytest.raises(InputError, match=r"some\.csv: nobody has left"):
        retention(file)
    with pytest.raises(InputError, match=r"some\.csv: --fit-on 9: must be from 2 to 6"):
        retention(written(tmp_path, TABLE), fit_on=9)
    with pytest.raises(InputError, match="there is no column region"):
        retention(written(tmp_path, TABLE), by="region")


def test_a_column_with_a_value_for_everybody_is_no_group(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 9},{'yes' if n % 3 else 'no'}\n" for n in range(300))
    with pytest.raises(InputError, match="has 300 groups there; at most 200 are fitted"):
        retention(written(tmp_path, "id,tenure,churned\n" + rows), Reading({"id": ""}), by="id")


def test_a_telephone_company_by_contract(shared_data: Path) -> None:
    found = retention(shared_data / "telco_customer_churn.csv", by="Contract")
    monthly = found.groups["Month-to-month"].fit
    assert (monthly.alpha, monthly.beta) == pytest.approx((0.4226, 7.393), rel=1e-3)
    assert found.groups["Two year"].fit.why_no_errors
