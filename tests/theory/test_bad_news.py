"""Bad news, as in Goldenberg, Libai, Moldovan and Muller ("The NPV of bad news", IJRM 2007): a few dissatisfied
customers cost substantial value, because those whom they tell never join; and ties across the market, which help a
product grow, carry bad news as well, and turn harmful.

The model is reduced to that: a small firm in a growing market; about 3 % of its customers find out what it sells, by
reading only; each of them talks for years, nobody joins who hears it, and whoever believes it never does. No press, no
law, no mail.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.inputs.scenario import Scenario, load
from sim.model.columns import BY_READING
from sim.model.market import live
from sim.study.intervals import mean_interval

REPLICATES = range(5)
REDUCED = {
    "market.people": 8_000,
    "market.customers_at_start": 0.05,
    "market.advertising": 0.003,
    "market.joining_if_aware": 0.0,
    "data_market.pieces": 0.0,
    "people.reads_policy": 0.01,
    "people.leaving_rate": 1.0,
    "word_of_mouth.referral": 0.06,
    "word_of_mouth.talks": 1.0,
    "word_of_mouth.talk_months": 60,
    "word_of_mouth.talk_damage": 1.0,
    "word_of_mouth.believes": 0.05,
    **{f"mechanisms.{name}": False for name in ("press", "law", "annoyance", "returning")},
}
NEAR = {"word_of_mouth.contacts": 4, "word_of_mouth.rewiring": 0.0}
NEAR_AND_FAR = {"word_of_mouth.contacts": 16, "word_of_mouth.rewiring": 0.75}
BY_ADVERTISING = {"word_of_mouth.referral": 0.0, "market.advertising": 0.01}


class Lived(NamedTuple):
    """One market, by replicate."""

    worth: np.ndarray[Any, Any]  # net present value without the money for the records [dollars]
    dissatisfied: np.ndarray[Any, Any]  # share of the people sold who found out by themselves


def reduced(**changes: Any) -> Scenario:
    return load("magazine").changed({**REDUCED, **changes})


@cache
def lived(world: Scenario, policy: str) -> Lived:
    worth, dissatisfied = [], []
    for replicate in REPLICATES:
        life = live(world, world.policy(policy), replicate)
        sold = life.people.column("first_sold") > 0
        worth.append(life.net_present_value - life.sale_present_value)
        dissatisfied.append((life.people.column("learned_how") == BY_READING)[sold].mean() if sold.any() else 0.0)
    return Lived(np.array(worth), np.array(dissatisfied))


def lost(world: Scenario) -> np.ndarray[Any, Any]:
    """Share of the firm's value that its selling costs, apart from what it brings."""
    return 1.0 - lived(world, "sell-quietly").worth / lived(world, "never-sell").worth


def test_a_few_dissatisfied_cost_more_than_their_share() -> None:
    few = lived(reduced(), "sell-quietly").dissatisfied
    assert few.max() < 0.05
    assert mean_interval(lost(reduced()) - few).low > 0.0


def test_much_of_it_is_people_who_never_join_because_of_what_they_hear() -> None:
    silent = reduced(**{"word_of_mouth.talks": 0.0})
    extra = mean_interval(lost(reduced()) - lost(silent))
    assert extra.low > 0.0
    assert extra.mean > 0.5 * lost(silent).mean()


@pytest.mark.parametrize("policy", ["never-sell", "sell-quietly"])
def test_far_ties_help_a_product_that_is_recommended(policy: str) -> None:
    assert mean_interval(gain(policy)).low > 0.0


def test_but_they_help_less_where_a_few_are_dissatisfied() -> None:
    assert mean_interval(gain("sell-quietly") - gain("never-sell")).high < 0.0


def test_and_where_they_carry_nothing_but_bad_news_they_do_harm() -> None:
    assert np.all(gain("never-sell", **BY_ADVERTISING) == 0.0)
    assert mean_interval(gain("sell-quietly", **BY_ADVERTISING)).high < 0.0


def gain(policy: str, **changes: Any) -> np.ndarray[Any, Any]:
    """What ties across the market add to the firm's value, as a share of it."""
    near, far = (lived(reduced(**changes, **ties), policy).worth for ties in (NEAR, NEAR_AND_FAR))
    return far / near - 1.0
