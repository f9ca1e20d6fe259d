"""Segments of the people in a scenario file: read, checked, layered, written down again."""

from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.inputs.scenario import full_toml, load, load_text

MAGAZINE = load("magazine")
TWO: list[dict[str, Any]] = [
    {"name": "passing by", "share": 0.7, "retention_alpha": 0.5, "retention_period": 1, "margin": 0.8},
    {"name": "faithful", "share": 0.3, "tenure_from": 24, "tenure_to": 60, "margin": 1.5, "consents": 0.4},
]


def test_nothing_changes_where_there_are_none() -> None:
    assert MAGAZINE.segments == ()
    assert MAGAZINE.changed({"segments": []}).digest == MAGAZINE.digest
    assert "segments" not in MAGAZINE.differs


def test_a_file_may_list_them_in_either_form(tmp_path: Path) -> None:
    heads = '[[segments]]\nshare = 0.5\nmargin = 2\n[[segments]]\nshare = 0.5\nname = "b"\n'
    lines = 'segments = [\n  {share = 0.5, margin = 2},\n  {share = 0.5, name = "b"},\n]\n'
    one, other = load_text(heads), load_text(lines)
    assert one.segments == other.segments
    assert one.digest == other.digest != MAGAZINE.digest
    assert one.segments[0].margin == 2.0
    assert one.segments[1].retention_alpha is None
    assert one.differs == ("segments",)


def test_names_are_for_readers_and_do_not_count() -> None:
    renamed = [{**TWO[0], "name": "other"}, TWO[1]]
    assert MAGAZINE.changed({"segments": TWO}).digest == MAGAZINE.changed({"segments": renamed}).digest


def test_a_layer_replaces_them_all(tmp_path: Path) -> None:
    below = tmp_path / "below.toml"
    below.write_text("[[segments]]\nshare = 0.5\n[[segments]]\nshare = 0.5\nmargin = 3\n", encoding="utf-8")
    above = tmp_path / "above.toml"
    above.write_text('extends = "below.toml"\nsegments = [{share = 1.0, digital = 0.1}]\n', encoding="utf-8")
    assert len(load(below).segments) == 2
    assert [segment.digital for segment in load(above).segments] == [0.1]


def test_written_in_full_they_come_back_the_same() -> None:
    scenario = MAGAZINE.changed({"segments": TWO})
    again = load_text(full_toml(scenario))
    assert again.segments == scenario.segments
    assert again.digest == scenario.digest


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"share": 0.5}], "segments: their shares add up to 0.5; they must add up to 1"),
        ([{"margin": 2.0}], "segments.1.share is missing: must be a number from 0 to 1 (share of people)"),
        ([{"share": 1.0, "tenure_to": 5}], "segments.1: give both tenure_from and tenure_to, or neither"),
        ([{"share": 1.0, "tenure_from": 9, "tenure_to": 5}], "segments.1.tenure_to = 5: must be at least"),
        ([{"share": 1.0, "tenure_from": -1, "tenure_to": 5}], "segments.1.tenure_from = -1: must be a whole number"),
        ([{"share": 1.0, "digitl": 0.5}], "segments.1.digitl: there is no such key; did you mean digital?"),
        ("everybody", 'segments = "everybody": must be a list of tables, each headed [[segments]]'),
    ],
)
def test_what_is_wrong_is_named(rows: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        MAGAZINE.changed({"segments": rows})
    assert said in str(caught.value)
