"""What a cell says: nothing guessed, no formula computed, and a remedy for whatever cannot be read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.inputs.company_files.csv_values import (
    Unreadable,
    day,
    harmless,
    has_email,
    left,
    number,
    remembering,
    yes,
    yes_or_blank,
)


def refusal(read: Callable[..., Any], *said: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(*said)
    return str(caught.value)


def test_numbers_are_read_with_a_point_or_as_told_with_a_comma() -> None:
    assert [number(text) for text in ("12.50", " 7 ", "-3", "1e3", "+0.5")] == [
        12.5,
        7,
        -3,
        1e3,
        0.5,
    ]
    assert [number(text, "comma") for text in ("12,50", "7", "-3,25")] == [12.5, 7, -3.25]


@pytest.mark.parametrize(
    ("text", "decimal", "remedy"),
    [
        ("", "point", "is empty"),
        ("  ", "point", "is empty"),
        ("12,50", "point", "--decimal comma"),
        ("1,234", "point", "--decimal comma"),
        ("1,234.50", "point", "anything between thousands"),
        ("1.234,50", "comma", "anything between thousands"),
        ("1 234", "point", "anything between thousands"),
        ("12.50", "comma", "has a point where --decimal comma was said"),
        ("=1+1", "point", "is a formula, which is never computed"),
        ("@SUM(A1)", "point", "is a formula"),
        ("+cmd|calc", "point", "is a formula"),
        ("+1+1", "point", "is a formula"),
        ("-2*3", "comma", "is a formula"),
        ("63 %", "point", "without a per cent sign"),
        ("twelve", "point", "is not a number"),
        ("$12", "point", "is not a number"),
        ("nan", "point", "is not a number"),
        ("inf", "point", "is not a number"),
        ("1e999", "point", "is beyond 1,000,000,000,000"),
        ("9" * 400, "point", "is beyond"),
        ("1_000", "point", "is not a number"),
        ("１２", "point", "is not a number"),
        ("0x10", "point", "is not a number"),
    ],
)
def test_what_is_no_number_is_refused_with_a_remedy(text: str, decimal: str, remedy: str) -> None:
    assert remedy in refusal(number, text, decimal)


def test_dates_are_read_in_one_form_and_in_others_only_as_told() -> None:
    told = date(2024, 3, 5).toordinal()
    assert day("2024-03-05") == day(" 2024-03-05T10:00:00Z ") == day("2024-03-05 10:00") == told
    assert day("5.3.2024", "dmy") == day("05/03/2024", "dmy") == day("3-5-2024", "mdy") == told
    assert day("2024-03-05", "mdy") == told


@pytest.mark.parametrize(
    ("text", "order", "remedy"),
    [
        ("05/03/2024", "iso", "--dates dmy or mdy"),
        ("25/03/2024", "iso", "--dates dmy or mdy"),
        ("25/03/2024", "mdy", "there is no such day when read as mdy"),
        ("2024-02-30", "iso", "there is no such day"),
        ("5/3-2024", "dmy", "is not a date like 2024-03-31"),
        ("5/3/24", "dmy", "is not a date like 2024-03-31"),
        ("45000", "iso", "is not a date like 2024-03-31"),
        ("", "iso", "is empty"),
        ("1820-05-01", "iso", "before 1900"),
        ("=TODAY()", "iso", "is not a date"),
    ],
)
def test_other_dates_are_refused_with_a_remedy(text: str, order: str, remedy: str) -> None:
    assert remedy in refusal(day, text, order)


def test_yes_and_no_and_who_has_left() -> None:
    assert [yes(text) for text in ("Yes", "1", "TRUE", " no ", "0")] == [True, True, True, False, False]
    assert (yes_or_blank(""), has_email(""), has_email("a@b.example"), has_email("no")) == (False, False, True, False)
    assert (left("Cancelled"), left("active")) == (True, False)
    assert "must be yes or no" in refusal(yes, "perhaps")
    assert "map the column as churned" in refusal(left, "1")
    assert "active or cancelled" in refusal(left, "")


@given(st.text())
def test_a_shown_cell_is_short_printable_and_no_formula(text: str) -> None:
    shown = harmless(text)
    assert len(shown) <= 41
    assert shown.isprintable()
    if shown.startswith(("=", "+", "-", "@")):
        assert number(shown) == number(shown)  # a plain number may keep its sign
    assert harmless("-3") == "-3"


def test_a_reader_that_remembers_reads_the_same() -> None:
    asked = []

    def read(text: str) -> float:
        asked.append(text)
        return number(text)

    recall = remembering(read)
    assert [recall(text) for text in ("1", "2", "1", "1")] == [1, 2, 1, 1]
    assert asked == ["1", "2"]
