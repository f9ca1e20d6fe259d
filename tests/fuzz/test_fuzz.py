"""Whatever is handed in is taken, or refused in words: a few odd examples, and all that ever went wrong."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, from_text

CORPUS = Path(__file__).with_name("corpus")


@pytest.mark.parametrize("name", TARGETS)
def test_odd_input_is_taken_or_refused_in_words(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def knock(data: st.DataObject) -> None:
        assert target.answer(data.draw(target.make))

    knock()


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.jsonl")), ids=lambda file: file.stem)
def test_what_once_went_wrong_is_taken_or_refused_in_words(file: Path) -> None:
    """A file a door, an example a line; `python -m tests.fuzz` adds to them."""
    for line in file.read_text(encoding="utf-8").splitlines():
        assert TARGETS[file.stem].answer(from_text(line))
