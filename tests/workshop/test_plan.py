"""Ready sessions are whole; a file that does not fit is told where, what, and what would be right."""

import itertools
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.workshop import lives
from sim.workshop.plan import open_plan, read_plan, shipped
from tests.workshop.conftest import SMALL


@pytest.mark.parametrize("name", shipped())
def test_ready_sessions_are_whole(name: str) -> None:
    plan = open_plan(name)
    assert sum(one.minutes for one in plan.rounds) <= plan.minutes, "the rounds fit into the session"
    for one in plan.rounds:
        assert one.sources and one.questions and one.rests_on
        assert one.cards[0].key == "never-sell", "every round lets a team do nothing wrong"
    assert [one.since for one in plan.rounds][1:] == [one.until + 1 for one in plan.rounds][:-1]


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_dials_hold_what_comes(name: str) -> None:
    """The dials hold what can come of each card, after never selling and after selling quietly before it."""
    plan = open_plan(name)
    for one in plan.rounds:
        policies = []
        for card, before in itertools.product(one.cards, ("never-sell", "sell-quietly")):
            earlier = [lives.fields_of(plan.scenario.policy(before), two, {}) for two in plan.rounds[: one.number - 1]]
            policies.append(lives.policy_of(plan, [*earlier, lives.fields_of(card, one, {})]))
        for came in lives.live(plan, one, policies).values():
            assert max(map(abs, came.difference)) < one.gain, (one.title, came.value)
            assert max(came.left) < one.leave, (one.title, came.people_left)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("until_month = 8", "until_month = 4", r"rounds.2.until_month = 4: must be after month 4"),
        ("until_month = 8", "until_month = 1.5", r"rounds.2.until_month = 1.5: must be a whole number from 1 to 600"),
        ("minutes = 10", "minuts = 10", r"minuts: there is no such key; did you mean minutes"),
        ('"sell-quietly", "ask-first"', '"sell-loudly", "ask-first"', r"rounds.1.cards = sell-loudly: .*sell-quietly"),
        ("price = [0.05", "prize = [0.05", r"rounds.1.levers.prize: must be one of price"),
        ("price = [0.05, 0.35]", "price = [0.4, 0.35]", r"rounds.1.levers.price = \[0.4, 0.35\]: must rise within"),
        ('"data_market.price" = 0.4', '"money.margin" = 0.4', r"rounds.2.world.money.margin: cannot change"),
        ('"data_market.price" = 0.4', '"data_market.price" = -1', r"rounds.2.world.data_market.price = -1: must be"),
        ('"market.people" = 300', '"market.people" = "many"', r"market.people = many: must be a whole number"),
        ('scenario = "magazine"', 'scenario = "magazin"', r"scenario = magazin: .*did you mean magazine"),
        ("roles = {marketing", "roles = {boss", r"rounds.1.roles.boss: must be one of marketing"),
        ("gain = 1_000_000", "gain = 0", r"rounds.1.gain = 0: must be a number above 0"),
        ("title = ", "title : ", r"is not valid TOML"),
    ],
)
def test_a_fault_is_told_by_place_value_and_what_would_be_right(before: str, after: str, told: str) -> None:
    assert before in SMALL
    with pytest.raises(InputError, match=told) as problem:
        read_plan(SMALL.replace(before, after), "mine", "mine.toml")
    assert all(line.startswith("mine.toml: ") for line in problem.value.problems)


def test_an_unknown_session_is_told_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean taster"):
        open_plan("tastr")
    own = tmp_path / "own.toml"
    own.write_text(SMALL, encoding="utf-8")
    assert open_plan(own).name == "own"
