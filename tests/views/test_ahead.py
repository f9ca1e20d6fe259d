"""While the server begins, the first visitor's answer is worked out."""

import sys
import time
from collections.abc import Iterator

import pytest

from sim.views import ahead, answers
from sim.views.state import START, Study


@pytest.fixture(autouse=True)
def _usual_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    yield
    sys.setswitchinterval(usual)


def test_the_first_visitor_finds_the_answer_there() -> None:
    ahead.begin()
    study, end = Study.of(START), time.monotonic() + 120
    while (answer := answers.known(study)) is None and time.monotonic() < end:
        time.sleep(0.1)
    assert answer is not None
    assert answers.ask(study).first().differences.keys() == answer.differences.keys()
