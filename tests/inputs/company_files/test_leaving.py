"""Who was there and who left, by period: from a table of survivors, and from customers one by one."""

from pathlib import Path

import numpy as np
import pytest

from sim.errors import InputError
from sim.inputs.company_files.csv_file import open_csv
from sim.inputs.company_files.customer_base import read_customers
from sim.inputs.company_files.customer_fields import Reading
from sim.inputs.company_files.leaving import Leaving, is_table, leaves_within, leaving_of, read_table, together


def written(folder: Path, text: str) -> Path:
    file = folder / "some.csv"
    file.write_text(text, encoding="utf-8")
    return file


def of_rows(folder: Path, *rows: str, period: int = 1) -> Leaving:
    return leaving_of(read_customers(written(folder, "tenure,churned\n" + "\n".join(rows) + "\n")), period)


def test_a_table_of_counts(tmp_path: Path) -> None:
    file = written(tmp_path, "period,survivors\n0,100\n1,60\n2,60\n3,0\n")
    assert is_table(open_csv(file))
    found = read_table(file)[""]
    assert (found.at_risk.tolist(), found.left.tolist(), found.counted) == ([100, 60, 60], [40, 0, 60], True)
    assert found.survival.tolist() == pytest.approx([1, 0.6, 0.6, 0])


def test_a_table_of_shares_is_not_taken_for_customers(tmp_path: Path) -> None:
    for shares in ("1,0.6,0.4", "100,60.5,40"):
        rows = "".join(f"{n},{share}\n" for n, share in enumerate(shares.split(",")))
        assert not read_table(written(tmp_path, "Period,Survivors\n" + rows))[""].counted


def test_a_table_by_group_and_with_decimal_commas(tmp_path: Path) -> None:
    file = written(tmp_path, "period;survivors;who\n0;1;=a\n1;0,5;=a\n2;0,4;=a\n0;1;b\n1;0,9;b\n2;0,8;b\n")
    found = read_table(file, Reading(decimal="comma"), by="who")
    assert {name: one.left.tolist() for name, one in found.items()} == {
        "'=a": pytest.approx([0.5, 0.1]),
        "b": pytest.approx([0.1, 0.1]),
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,100\n2,60\n3,50\n", "line 2: period = 1: must be 0"),
        ("0,100\n1,60\n3,50\n", "line 4: period = 3: must be 2; periods are counted 0, 1, 2, ... without gaps"),
        (
            "0,100\n1,60\n1,60\n",
            "line 4: period = 1: must be 2; periods are counted 0, 1, 2, ",
        ),
        ("0,100\n1,60\n2,70\n", "line 4: survivors = 70: must lie between 0 and the 60 before"),
        ("0,100\n1,60\n2,-7\n", "line 4: survivors = -7: must lie between 0"),
        ("0,0\n1,0\n2,0\n", "line 2: survivors = 0: somebody has to be there in period 0"),
        ("0,100\n1,60\n", "line 3: periods end with 1: must be from 2 to 1199"),
        (
            "0,1000\n1,600.5\n2,400\n",
            "line 3: survivors = 600.5: counts must be whole numbers; shares must begin with 1",
        ),
        ("0,100\n1,sixty\n2,40\n", "line 3: survivors = sixty: is not a number"),
        ("0,100\n1,=60\n2,40\n", "line 3: survivors = '=60: is a formula"),
        ("0,100\n1,60,5\n2,40\n", "line 3: has 3 cells and the header 2"),
        ("", "has a header and no rows"),
    ],
)
def test_a_table_is_right_in_every_row_or_refused(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(written(tmp_path, "period,survivors\n" + rows))
    assert said in str(caught.value)


def test_a_row_that_cannot_be_read_does_not_make_others_look_wrong(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_table(written(tmp_path, "period,survivors\n0,100\n1,sixty\n2,=40\n3,30\n"))
    assert [problem.partition("csv: ")[2] for problem in caught.value.problems] == [
        "line 3: survivors = sixty: is not a number",
        "line 4: survivors = '=40: is a formula, which is never computed; put its value there",
    ]


def test_customers_who_are_still_here_are_watched_as_long_as_they_have_been(tmp_path: Path) -> None:
    found = of_rows(tmp_path, "1,yes", "3,yes", "2,no", "0,no", "3,no")
    assert (found.at_risk.tolist(), found.left.tolist()) == ([4, 3, 2], [1, 0, 1])


def test_a_table_and_its_customers_one_by_one_are_the_same(tmp_path: Path) -> None:
    survivors = [50, 30, 22, 18]
    left = [f"{n + 1},yes" for n in range(3) for _ in range(survivors[n] - survivors[n + 1])]
    one_by_one = of_rows(tmp_path, *left, *["3,no"] * 18)
    rows = "".join(f"{n},{count}\n" for n, count in enumerate(survivors))
    table = read_table(written(tmp_path, "period,survivors\n" + rows))[""]
    assert one_by_one.at_risk.tolist() == table.at_risk.tolist()
    assert one_by_one.left.tolist() == table.left.tolist()


def test_who_leaves_days_after_a_renewal_has_left_at_the_renewal(tmp_path: Path) -> None:
    found = of_rows(tmp_path, "12.5,yes", "11.9,yes", "24,yes", "24,no", period=12)
    assert (found.at_risk.tolist(), found.left.tolist()) == ([4, 2], [2, 1])


def test_who_is_within_a_period_is_watched_in_part_where_customers_leave_at_any_time(tmp_path: Path) -> None:
    file = written(tmp_path, "tenure,churned\n3,yes\n7,yes\n18,yes\n6,no\n15,no\n")
    base = read_customers(file)
    assert leaves_within(base, 12)
    assert not leaves_within(base, 1)
    found = leaving_of(base, 12)
    assert found.at_risk == pytest.approx([4 + 0.5, 1 + 0.25])
    assert found.left.tolist() == [2, 1]


def test_a_file_that_does_not_tell_who_has_left_cannot_tell_retention(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--map churned=COLUMN"):
        leaving_of(read_customers(written(tmp_path, "id,tenure\na,1\n")))


def test_groups_add_up(tmp_path: Path) -> None:
    parts = {"a": Leaving(np.array([10.0, 5.0]), np.array([5.0, 1.0])), "b": Leaving(np.array([4.0]), np.array([1.0]))}
    whole = together(parts)
    assert (whole.at_risk.tolist(), whole.left.tolist()) == ([14, 5], [6, 1])
