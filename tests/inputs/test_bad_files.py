"""Files that are no scenario: each is answered with one clear line, whatever is in it."""

import contextlib
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.inputs.reading import decode
from sim.inputs.scenario import load, load_text


def refusal(path: Path | str) -> str:
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n  # nothing but a remark\n", "is empty"),
        (b"\x7fELF\x02\x01\x00\x00", "is a binary file"),
        ("title = 'Müller'".encode("latin-1"), "line 1 is not UTF-8"),
        ("title = 'x'".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        (b"title =", "is not valid TOML"),
        (b"[data_market]\nprice = 0,4\n", "line 2"),
        (b"[data_market]\nprice = 0,4\n", "write a decimal point, as in 0.4"),
        (b"title = 'a'\ntitle = 'b'\n", "is not valid TOML"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"a." * 300_000 + b"a = 1", "a key of more than 20 parts"),
        (b"[" + b"'a' . " * 100_000 + b"a]", "a key of more than 20 parts"),
        (b"x = " + b"1" * 5_000, "is not valid TOML"),
        (b"people = 5", "people = 5: must be a table, headed [people]"),
        (b"policies = []", "policies = a list: must be a table, headed [policies]"),
        (b"events = {}", "must be a list of tables, each headed [[events]]"),
        (b"sources = 'one'", "must be a list of texts"),
        (b"title = 5", "title = 5: must be a text"),
        (b"titel = 'x'", "titel: there is no such key; did you mean title?"),
        (b"price = 0.2", "price: there is no such key; did you mean data_market.price?"),
        (
            b"[people]\ntracable = 0.1",
            "people.tracable: there is no such key; did you mean people.traceable?",
        ),
        (
            b"[market]\npeople = 0",
            "market.people = 0: must be a whole number from 10 to 10,000,000 (people simulated)",
        ),
        (b"[market]\npeople = 1_000_000_000_000", "must be a whole number from 10 to 10,000,000"),
        (b"[market]\npeople = 0x" + b"f" * 20_000, "a number of more than 30 digits"),
        (b"[market]\nmonths = true", "market.months = true: must be a whole number"),
        (b"[money]\nmargin = '15'", 'money.margin = "15": must be a number'),
        (b"[money]\nmargin = nan", "money.margin = nan: must be a number"),
        (b"[money]\nmargin = inf", "money.margin = inf: must be a number"),
        (b"[money]\nmargin = 2020-01-01", "money.margin = 2020-01-01: must be a number"),
        (b"[policies.'Not A Key']\nsale = 'never'", "small letters, digits and hyphens"),
        (b"[policies.mine]\nsale = 'sometimes'", "must be one of never, quiet, opt_out, opt_in"),
        (b"[policies.mine]\nprise = 1", "did you mean price?"),
        (b"extends = 'magazin'", "did you mean magazine?"),
        (b'extends = "no\\u0000such"', "there is no such shipped scenario"),
        (b'"\\u001b[31m" = 1', '"\\u001b[31m": there is no such key'),
    ],
)
def test_a_bad_file_is_named_with_what_would_be_right(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    message = refusal(file)
    assert message.startswith(f"{file}: ")
    assert reason in message
    assert "\n" not in message
    assert message.isprintable()
    assert len(message) < 500


def test_everything_that_is_wrong_is_told_at_once_one_line_each(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[market]\npeople = 0\nmonths = 0\n[press]\nreach = 7\nrich = 1\n", encoding="utf-8")
    lines = refusal(file).splitlines()
    assert len(lines) == 4
    assert all(line.startswith(f"{file}: ") for line in lines)


def test_a_file_with_a_hundred_thousand_faults_gets_a_short_answer(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("\n".join(f"k{number} = 1" for number in range(60_000)), encoding="utf-8")
    lines = refusal(file).splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("and 59980 more problems")


def test_names_have_room_on_a_page_and_texts_more(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "{"a" * 200}"\nabout = "{"b" * 10_000}"\n')
    assert len(load(file).title) == 200
    file.write_text(f'title = "{"a" * 201}"\n[policies.never-sell]\nlabel = "{"c" * 201}"\n')
    message = refusal(file)
    assert "title = " in message and message.count("must be a text of at most 200 characters") == 2


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    with file.open("wb") as large:
        large.truncate(100_000_000)
    tracemalloc.start()
    try:
        message = refusal(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "is 100,000,000 bytes long; a scenario has at most 1,000,000" in message
    assert peak < 1_000_000


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "did you mean magazine?" in refusal("magasine")
    assert "did you mean magazine?" in refusal(tmp_path / "magazin.toml")
    assert "there is no such file" in refusal("a\0b")
    assert "there is no such file" in refusal("x" * 10_000)
    assert "a scenario is a shipped name or a TOML file" in refusal("")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
        assert "is not a plain file" in refusal(tmp_path / "pipe.toml")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b'\xef\xbb\xbftitle = "Mine"\r\n[data_market]\r\nprice = 0.3\r\n')
    assert load(file)["data_market.price"] == 0.3
    assert load(file).title == "Mine"


NUMBERS = st.integers() | st.floats() | st.text(max_size=5) | st.booleans()
TOMLISH = st.lists(
    st.sampled_from(
        [
            "[people]",
            "[[events]]",
            "[policies.mine]",
            "[[policies.mine.changes]]",
            "month = 3",
            "sale = 'quiet'",
            "=",
            "[",
            "]]",
        ]
    )
    | st.text(max_size=20)
    | st.builds(
        "{} = {!r}".format,
        st.sampled_from(["traceable", "month", "reward", "title", "extends", "a.b.c"]),
        NUMBERS,
    ),
    max_size=8,
).map("\n".join)


@given(TOMLISH | st.text())
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        load_text(text)


@given(st.binary())
def test_no_bytes_raise_anything_but_an_input_error(content: bytes) -> None:
    with contextlib.suppress(InputError):
        load_text(decode(content, "mine.toml"), "mine.toml")
