"""A company's customers from a CSV: what is understood, what is refused, and that nobody can be told from it."""

import pickle
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import InputError
from sim.inputs.company_files.customer_base import CustomerBase, read_customers
from sim.inputs.company_files.customer_fields import FIELDS, Reading, told_columns

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def read(folder: Path, text: str, *maps: str, **how: object) -> CustomerBase:
    file = folder / "some.csv"
    file.write_text(text, encoding="utf-8")
    return read_customers(file, Reading(told_columns(maps), **how))  # type: ignore[arg-type]


def refused(base: CustomerBase) -> list[str]:
    return [str(one) for one in base.refusals.told]


def test_columns_are_found_by_their_usual_names_and_reported() -> None:
    base = read_customers(FIXTURES / "customers.csv")
    assert base.understood == {
        **{"id": "customer_id", "start": "start_date", "end": "end_date", "price": "monthly_price"},
        **{"segment": "plan", "channel": "channel", "email": "email", "consent": "consent"},
    }
    assert (len(base), base.rows, base.duplicates, base.refusals.count) == (400, 400, 0, 0)
    assert base.segment is not None
    assert set(base.segment.names) == {"Print", "Print + digital", "Digital"}
    assert base.as_of == date(2024, 12, 23)
    assert any("2024-12-23, the latest date in the file" in remark for remark in base.remarks)


def test_a_messy_file_tells_each_row_it_cannot_use_by_line() -> None:
    base = read_customers(FIXTURES / "customers_messy.csv")
    assert (base.rows, len(base), base.duplicates, base.refusals.count) == (32, 17, 1, 14)
    told = refused(base)
    for line, column, reason in [
        (4, "monthly_price = 9,90", "--decimal comma"),
        (6, "start_date = 05/03/2020", "--dates dmy or mdy"),
        (7, "start_date = 5.3.2020", "--dates dmy or mdy"),
        (8, "end_date = 2019-04-01", "lies before the start"),
        (9, "monthly_price = -9.90", "must not be negative"),
        (10, "monthly_price = nine ninety", "is not a number"),
        (11, "monthly_price = '=9.9+0", "is a formula, which is never computed"),
        (14, "customer_id = as on line 5", "the same id with other values"),
        (15, "", "has 6 cells and the header 7"),
        (16, "email = perhaps", "must be yes or no"),
        (17, "start_date = 2020-02-30", "there is no such day"),
        (18, "monthly_price = (empty)", "is empty; a number is needed"),
        (19, "start_date = 1820-05-01", "before 1900"),
        (20, "monthly_price = 1,234.50", "anything between thousands"),
    ]:
        (found,) = [one for one in told if one.startswith(f"line {line}: {column}")]
        assert reason in found
    assert len(told) == 14


def test_no_formula_is_run_and_no_id_or_address_is_kept() -> None:
    base = read_customers(FIXTURES / "customers_messy.csv")
    assert base.segment is not None
    assert any(name.startswith("'=HYPERLINK(") for name in base.segment.names)
    assert "Print, with a line break" in base.segment.names
    kept = pickle.dumps(base)
    assert b"A19" not in kept
    assert b"reader@example.com" not in kept


def test_customers_without_an_id_are_not_taken_for_one_another(tmp_path: Path) -> None:
    base = read(tmp_path, "id,tenure\na,1\nb,2\nc,3\n,4\n ,5\n")
    assert len(base) == 3
    remedy = "is empty; fill it in, or do without ids: --map id="
    assert refused(base) == [f"line {line}: id = (empty): {remedy}" for line in (5, 6)]


def test_what_is_told_is_read_as_told(tmp_path: Path) -> None:
    base = read(
        tmp_path,
        "Kunde;Beginn;Ende;Beitrag\n1;1.3.2020;1.3.2022;120,00\n2;15.6.2021;;60,60\n",
        *("id=Kunde", "start=Beginn", "end=Ende", "price=Beitrag"),
        decimal="comma",
        dates="dmy",
        money_per="year",
        as_of=date(2022, 6, 15),
    )
    assert base.tenure == pytest.approx([24.0, 12.0], abs=0.02)
    assert base.left is not None and base.left.tolist() == [True, False]
    assert base.money == pytest.approx([10.0, 5.05])


@pytest.mark.parametrize(("unit", "months"), [("months", 6.0), ("weeks", 1.38), ("days", 0.197), ("years", 72.0)])
def test_tenure_comes_in_any_unit(tmp_path: Path, unit: str, months: float) -> None:
    assert read(tmp_path, "id,tenure\na,6\n", tenure_in=unit).tenure == pytest.approx([months], rel=0.01)


def test_who_has_left_is_told_by_a_word_a_flag_or_an_end(tmp_path: Path) -> None:
    for text in ("id,tenure,churned\n", "id,tenure,status\n", "id,tenure,end\n"):
        yes, no = {"churned": ("Yes", "No"), "status": ("cancelled", "Active"), "end": ("2020-01-01", "")}[
            text.strip().rpartition(",")[2]
        ]
        base = read(tmp_path, f"{text}a,5,{yes}\nb,6,{no}\n")
        assert base.left is not None and base.left.tolist() == [True, False]
    assert read(tmp_path, "id,tenure\na,5\n").left is None


def test_an_end_that_has_not_come_yet_is_no_leaving(tmp_path: Path) -> None:
    text = "id,start,end\na,2020-01-01,2021-01-01\nb,2020-01-01,2030-01-01\n"
    base = read(tmp_path, text, as_of=date(2022, 1, 1))
    assert base.left is not None and base.left.tolist() == [True, False]
    assert base.tenure == pytest.approx([12.0, 24.0], abs=0.05)


def test_rows_that_contradict_themselves_are_refused(tmp_path: Path) -> None:
    fine = "".join(f"{n},2020-01-01,,active,no\n" for n in range(6))
    base = read(
        tmp_path,
        "id,start,end,status,churned\n"
        + fine
        + "a,2020-01-01,2021-01-01,active,no\n"
        + "b,2020-01-01,,cancelled,yes\n"
        + "c,2020-01-01,2021-01-01,cancelled,no\n"
        + "d,2023-01-01,,active,no\n",
        as_of=date(2022, 1, 1),
    )
    assert len(base) == 6
    assert [one.partition(": ")[2] for one in refused(base)] == [
        "end = 2021-01-01: the customer has ended, but counts as still here",
        "end = (empty): the customer has left, but no date up to now tells when",
        "status = yes: says something else than the column for churned",
        "start = 2023-01-01: lies after 2022-01-01, the day up to which customers were seen",
    ]


def test_a_row_that_is_there_twice_counts_once_and_without_an_id_nobody_can_tell(tmp_path: Path) -> None:
    twice = "id,tenure,price\na,5,1\na,5,1\nb,6,1\n"
    assert (len(read(tmp_path, twice)), read(tmp_path, twice).duplicates) == (2, 1)
    base = read(tmp_path, twice, "id=")
    assert (len(base), base.duplicates) == (3, 0)
    assert any("duplicates cannot be told" in remark for remark in base.remarks)


@pytest.mark.parametrize(
    ("text", "maps", "said"),
    [
        ("id,price\na,1\n", (), "no column tells how long customers have been with the company"),
        ("id,tenure\na,1\n", ("price=cost",), "there is no column cost; there are id, tenure"),
        ("id,tenure,tenure\na,1,2\n", (), "the column tenure is there more than once (columns 2 and 3)"),
        (
            "id,tenure,plan,tier\na,1,x,y\n",
            (),
            "plan and tier could both be the segment; say which with --map segment=plan",
        ),
        ("id,tenure\n", (), "has a header and no rows"),
        ("id,tenure\na,-1\nb,x\n", (), "None of the 2 rows can be used"),
        ("id,tenure\na,1\nb,x\nc,y\n", (), "Less than half of the 3 rows can be used"),
        ("id;tenure\na,1\nb,2\n", (), "is it separated by comma?"),
        ("id,tenure\na,601\n", (), "is more than 50 years"),
        ("id,tenure,price\na,1,1e9\n", (), "is more than $10,000,000"),
    ],
)
def test_what_cannot_be_read_at_all_says_why(tmp_path: Path, text: str, maps: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, *maps)
    assert said in str(caught.value)


CELL = st.one_of(
    st.sampled_from(
        ["", "5", "-1", "1,5", "=1+1", "yes", "no", "2020-01-01", "1/2/2020", "a,b", 'a"b', '"', ";", "\n", "nan"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.lists(st.sampled_from([*FIELDS, "other", "", "=x"]), max_size=6),
    rows=st.lists(st.lists(CELL, max_size=6), max_size=12),
    mark=st.sampled_from([",", ";", "\t"]),
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(
    tmp_path: Path, header: list[str], rows: list[list[str]], mark: str
) -> None:
    file = tmp_path / "any.csv"
    file.write_text("\n".join(mark.join(row) for row in [header, *rows]), encoding="utf-8", errors="replace")
    try:
        base = read_customers(file)
    except InputError:
        return
    assert base.rows == len(base) + base.duplicates + base.refusals.count
    assert (base.tenure >= 0).all()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused_and_never_break_anything(tmp_path: Path, content: bytes) -> None:
    for name in ("any.csv", "any.csv.gz"):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(InputError):
            read_customers(file, Reading(told_columns(["tenure=x"])))


def test_a_column_with_a_value_for_everybody_is_no_segment(tmp_path: Path) -> None:
    rows = "".join(f"{n},1,name {n}\n" for n in range(10_001))
    with pytest.raises(InputError, match="more than 10,000 different values"):
        read(tmp_path, "id,tenure,segment\n" + rows)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (["tenure"], "write it as field=column"),
        (["tenur=x"], "did you mean tenure?"),
        (["quite-other=x"], "fields are id, tenure, start"),
        (["tenure=x", "tenure=y"], "is mapped twice"),
    ],
)
def test_a_map_that_cannot_be_is_named(pairs: list[str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        told_columns(pairs)
    assert said in str(caught.value)


def test_the_fictional_telephone_company(shared_data: Path) -> None:
    base = read_customers(shared_data / "telco_customer_churn.csv")
    assert (len(base), base.refusals.count) == (7043, 0)
    assert base.left is not None and base.left.mean() == pytest.approx(0.2654, abs=5e-5)
    assert base.money is not None and base.money.mean() == pytest.approx(64.76, abs=0.005)
    assert base.segment is not None
    by_contract = [base.left[base.segment.of == n].mean() for n in range(3)]
    assert dict(zip(base.segment.names, np.round(by_contract, 3), strict=True)) == {
        "Month-to-month": 0.427,
        "One year": 0.113,
        "Two year": 0.028,
    }


def test_a_mail_order_house_and_a_music_shop(shared_data: Path) -> None:
    maps = told_columns(["tenure=recency", "price=history"])
    house = read_customers(shared_data / "hillstrom_email_experiment.csv.gz", Reading(maps, money_per="year"))
    assert (len(house), house.left) == (64_000, None)
    assert house.channel is not None and set(house.channel.names) == {"Web", "Phone", "Multichannel"}
    shop = read_customers(
        shared_data / "cdnow_customers_summary.csv", Reading(told_columns(["id=ID", "tenure=T"]), tenure_in="weeks")
    )
    assert (len(shop), shop.duplicates, shop.refusals.count) == (2357, 0, 0)
    assert shop.tenure.max() == pytest.approx(38.86 * 7 / 30.4375, abs=0.01)
