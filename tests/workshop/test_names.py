"""What a crowd types is shown as plain text or refused; guesses and PINs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.workshop import keys, names
from sim.workshop.guesses import Guesses


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "x" * 25,
        "x" * 10_000,
        "two\nlines",
        "tab\there",
        "bell\x07",
        "right \u202e tfel",
        "zero\u200bwidth",
        "\u2066isolated\u2069",
        "line\u2028separator",
        "soft\u00adhyphen",
        "private \ue000",
        "unassigned \U000e0fff",
        "half \ud800 pair",
        "Z" + "\u0336\u0337\u0338" * 3,
        "***",
    ],
)
def test_names_that_are_none_are_refused_in_one_line(typed: str) -> None:
    with pytest.raises(InputError) as problem:
        names.name(typed)
    assert "\n" not in str(problem.value) and str(problem.value).isprintable() and len(str(problem.value)) < 200


@pytest.mark.parametrize(
    "typed", ["Zoë", "数据", "Команда 1", "<b>Bold</b>", "=1+1", "[link](x)", "O'Hara & Sons", "🦊 Fox"]
)
def test_names_of_all_tongues_stand_as_they_are(typed: str) -> None:
    assert names.name(f"  {typed} ") == typed


@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_or_safe(typed: str) -> None:
    try:
        tidy = names.name(typed)
    except InputError:
        return
    assert 1 <= len(tidy) <= names.LONGEST_NAME and tidy == tidy.strip()
    assert not {unicodedata.category(letter) for letter in tidy} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert names.name(tidy) == tidy


def test_names_that_look_alike_are_one() -> None:
    assert names.alike("Café") == names.alike("CAFE\u0301") == names.alike("ｃａｆé")


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = names.for_spreadsheet(text)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == f"'{text}"
    assert unicodedata.normalize("NFKC", cell.lstrip())[:1] not in set("=+-@|%")


def test_codes_and_pins() -> None:
    codes = {keys.code() for _ in range(200)}
    assert len(codes) == 200 and all(keys.typed_code(f" {code[:3].lower()}-{code[3:]} ") == code for code in codes)
    kept = keys.hashed_pin("246810")
    assert "246810" not in kept and kept != keys.hashed_pin("246810"), "salted"
    assert keys.is_pin("246810", kept)
    assert not any(keys.is_pin(typed, kept) for typed in ("", "24681", "2468100", "\ud800", "x" * 10_000))
    for short in ("", "12345", "x" * 65, "12\n3456"):
        with pytest.raises(InputError, match="must have 6 to 64"):
            keys.check_pin(short)


def test_guesses_are_limited_by_address_and_in_all() -> None:
    now = [0.0]
    guesses = Guesses(3, 5, 300.0, lambda: now[0])
    for _ in range(3):
        guesses.allow("a")
        guesses.wrong("a")
    with pytest.raises(InputError, match="Try again in 5 minutes"):
        guesses.allow("a")
    guesses.allow("b")
    for address in ("b", "c"):
        guesses.wrong(address)
    with pytest.raises(InputError, match="Too many"):
        guesses.allow("somebody else")
    now[0] = 301.0
    guesses.allow("a")
    guesses.allow("somebody else")
