"""Words as the pages show them."""

import pytest

from sim.inputs.parameters import PARAMETERS
from sim.show.wording import count_span, signed_span
from sim.study.intervals import Estimate
from sim.views.levers import LEVERS, Lever
from sim.views.text import BADGES, escaped, value_in_words


def test_dollars_do_not_become_a_formula() -> None:
    assert escaped("$5 to $6") == r"\$5 to \$6"


def test_quotation_marks_become_typographic_and_percent_signs_stay_with_their_number() -> None:
    assert escaped('"A" at 90 %') == "“A” at 90\u00a0%"


@pytest.mark.parametrize(
    ("value", "words"),
    [(20_000, "20,000"), (0.008, "0.008"), (1e-6, "1e-06"), (True, "on"), ("opt_in", "opt in"), (15.0, "15")],
)
def test_values_for_people(value: float | bool | str, words: str) -> None:
    assert value_in_words(value) == words


def test_an_interval_says_which_way_each_end_goes() -> None:
    assert signed_span(Estimate(1, -2_000, 3_000)) == "-$2,000 to +$3,000"


def test_nobody_is_fewer_than_none() -> None:
    assert count_span(Estimate(100, -50, 250)) == "0 to 250"


def test_every_grade_is_said_in_words() -> None:
    for entry in PARAMETERS.values():
        assert entry.grade in BADGES[entry.grade]


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_a_lever_reaches_the_whole_plausible_range_and_stands_at_the_default(lever: Lever) -> None:
    entry = lever.entry
    low, high = lever.ends(float(entry.default))
    assert entry.low is not None and entry.high is not None
    assert low <= entry.low * lever.times + 1e-9 and high >= entry.high * lever.times - 1e-9
    assert lever.value(lever.shown(float(entry.default))) == entry.default, "not moved is not changed"
    steps = (lever.shown(float(entry.default)) - low) / lever.step
    assert abs(steps - round(steps)) < 1e-6
