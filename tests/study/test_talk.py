"""How far talk carries."""

import pytest

import sim
from sim.study.talk import how_far_talk_carries, reproduction_number


def test_by_the_defaults_talk_does_not_carry_far() -> None:
    # 0.1 talk; 8 contacts; 3 months at 0.03: 0.1 x 8 x (1 - e^-0.09)
    magazine = sim.load("magazine")
    assert reproduction_number(magazine) == pytest.approx(0.0689, abs=1e-4)
    assert "Warning" not in how_far_talk_carries(magazine)


def test_loud_talk_is_warned_of() -> None:
    loud = sim.load("magazine").changed({"word_of_mouth.talks": 0.5, "word_of_mouth.believes": 0.5})
    assert reproduction_number(loud) > 1
    assert "Warning" in how_far_talk_carries(loud)


def test_where_word_of_mouth_is_off_nobody_hears() -> None:
    assert reproduction_number(sim.load("magazine").changed({"mechanisms.word_of_mouth": False})) == 0
