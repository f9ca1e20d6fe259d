"""Headline numbers of every policy of every shipped scenario stay where they are, unless somebody moves them."""

import pytest

from sim.inputs.scenario import shipped
from tests.golden.totals import FOLDER, moved, pinned, totals

MEANT = "If that is meant: `python -m tests.golden` pins them anew, and the commit says which moved and why."


@pytest.mark.parametrize("name", shipped())
def test_nothing_has_moved(name: str) -> None:
    found = moved(name, pinned(name), totals(name))
    more = [f"... and {len(found) - 30} more"] if len(found) > 30 else []
    assert not found, "\n".join([f"{len(found)} totals of {name} moved.", *found[:30], *more, MEANT])


def test_every_scenario_is_pinned_and_no_other() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == shipped()


def test_what_moved_is_told_with_scenario_policy_outcome_and_by_how_much() -> None:
    before = {"sell-quietly": {"complaints": 12, "net_present_value": 1000.0}, "gone": {}}
    now = {"sell-quietly": {"complaints": 14, "net_present_value": 1000.0 * (1 + 2e-9)}, "ask": {}}
    assert moved("magazine", before, now) == [
        "magazine, sell-quietly: complaints moved by +2, from 12 to 14",
        "magazine, sell-quietly: net_present_value moved by +2e-06, from 1000 to 1000.000002",
        "magazine: the policy ask is new",
        "magazine: the policy gone is gone",
    ]


def test_a_count_may_not_move_by_one_and_money_not_by_more_than_rounding() -> None:
    for before, now, moves in (
        (10**12, 10**12 + 1, True),
        (5.0, 5.0 + 4e-9, False),
        (5.0, 5.0 + 6e-9, True),
        (0.0, 0.0, False),
    ):
        assert bool(moved("any", {"p": {"figure": before}}, {"p": {"figure": now}})) == moves
