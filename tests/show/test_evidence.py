"""What every number rests on, as it is shown: complete, and the page in the documents current."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from sim.errors import InputError
from sim.inputs.parameter import GRADES
from sim.inputs.parameters import GROUPS, PARAMETERS
from sim.show.evidence import as_json, find, in_numbers, limits, show_evidence, source, written
from sim.show.evidence_page import page


def shown(asked: str | None, width: int = 1000) -> str:
    out = Console(file=io.StringIO(), width=width, highlight=False)
    show_evidence(find(asked), out)
    return out.file.getvalue()  # type: ignore[attr-defined]


def test_the_page_is_what_the_table_says(root: Path) -> None:
    assert (root / "docs" / "evidence.md").read_text(encoding="utf-8") == page(), "run: make docs/evidence.md"


def test_the_page_has_a_row_for_every_parameter_with_all_that_is_known_of_it() -> None:
    rows = {row.split("`")[1]: row for row in page().splitlines() if row.startswith("| `")}
    assert list(rows) == list(PARAMETERS)
    for name, row in rows.items():
        entry = PARAMETERS[name]
        for told in (written(entry.default), limits(entry), f"*{entry.grade}*", entry.date):
            assert f"| {told} |" in row.replace("|  |", "|  | |"), name
        assert row.replace("\\", "").count("|") == 8, "a bar in a cell would begin another"


def test_each_address_on_the_page_is_one_link() -> None:
    places = re.findall(r"\]\(([^)]*)\)", page())
    assert len(places) > 10
    assert all(re.fullmatch(r"https://[^\[\]\s]+", place) for place in places)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_a_table_of_all_its_parameters(group: str) -> None:
    text = shown(group)
    for entry in find(group):
        assert entry.group == group
        for told in (entry.name.partition(".")[2], written(entry.default), entry.grade, entry.date, source(entry)):
            assert told in text
    for grade in {entry.grade for entry in find(group)}:
        assert f"{grade}: {GRADES[grade]}" in text


def test_one_parameter_is_shown_in_full() -> None:
    entry = PARAMETERS["data_market.price"]
    text = shown(entry.name)
    for told in (entry.meaning, entry.unit, "0.01 to 0.32", "from 0 to 1,000", "measured", entry.date, source(entry)):
        assert told in text
    assert "no date" in shown("people.patience_median")


def test_nothing_is_wider_than_a_plain_terminal() -> None:
    assert max(len(line) for line in shown(None, 80).splitlines()) <= 80


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("data_market.prise", "did you mean data_market.price?"),
        ("prise", "did you mean data_market.price?"),
        ("peeple", "did you mean people?"),
        ("xyzzy", "there are the groups market, company"),
        ("", "there are the groups"),
    ],
)
def test_another_name_is_answered_with_the_nearest(asked: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        find(asked)
    assert said in str(refused.value)


def test_as_json_a_parameter_says_everything() -> None:
    (price,) = as_json(find("data_market.price"))
    assert (price["value"], price["low"], price["high"], price["grade"]) == (0.2, 0.01, 0.32, "measured")
    assert len(as_json(find(None))) == len(PARAMETERS)


def test_grades_are_counted() -> None:
    assert in_numbers(find("mechanisms")) == "8 parameters: 8 switch"
    assert in_numbers(find(None)).startswith(f"{len(PARAMETERS)} parameters: ")
