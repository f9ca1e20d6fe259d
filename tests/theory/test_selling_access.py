"""Selling access to one's customers, as in Jullien, Lefouili and Riordan ("Privacy protection, security, and consumer
retention", CEPR DP15072): a firm that lives on customers who learn by bad experience is cautious about selling access
to them, and the more so, the more a customer is worth, the longer it looks ahead, the more harmful the buyers are and
the better its customers are informed.

The model is reduced to that: customers at the start only, nobody talks, joins or comes back, no press, no law. All
lives are of the same people, so effects are differences within a replicate.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.inputs.scenario import Scenario, load
from sim.model.market import Life, live
from sim.model.people import born
from sim.study.intervals import Estimate, mean_interval

REPLICATES = range(5)
OFF = ("word_of_mouth", "press", "law", "personalisation", "joining", "returning")
REDUCED = {
    "market.people": 3_000,
    "market.customers_at_start": 1.0,
    "money.complaint_handling": 0.0,
    **{f"mechanisms.{name}": False for name in OFF},
}


def worth_for_good(life: Life) -> float:
    return life.net_present_value


def worth_within_horizon(life: Life) -> float:
    return life.net_present_value - life.terminal_value


def reduced(**changes: Any) -> Scenario:
    return load("magazine").changed({**REDUCED, **{name.replace("__", "."): value for name, value in changes.items()}})


@cache
def costs(world: Scenario, worth: Callable[[Life], float] = worth_for_good) -> np.ndarray[Any, Any]:
    """What a sold record costs the firm, apart from its price, in each replicate [dollars]."""
    found = []
    for replicate in REPLICATES:
        people = born(world, replicate)
        without = live(world, world.policy("never-sell"), replicate, people=people)
        sold = live(world, world.policy("sell-quietly"), replicate, people=people)
        found.append((worth(without) - (worth(sold) - sold.sale_present_value)) / sold.discounted_disclosures)
    return np.array(found)


def more(here: Scenario, there: Scenario) -> Estimate:
    """How much dearer a sold record is in one world than in another."""
    return mean_interval(costs(here) - costs(there))


def test_where_customers_cannot_leave_over_it_selling_costs_nothing() -> None:
    assert np.all(costs(reduced(people__leaving_rate=0.0)) == 0.0)
    assert mean_interval(costs(reduced())).low > 0.0


def test_the_more_a_customer_is_worth_the_more_a_sale_costs() -> None:
    assert more(reduced(), reduced(money__margin=5.0)).low > 0.0
    assert more(reduced(money__margin=60.0), reduced()).low > 0.0


def test_the_longer_the_firm_looks_ahead_the_more_a_sale_costs() -> None:
    near, middle, far = (costs(reduced(market__months=months), worth_within_horizon) for months in (12, 36, 60))
    assert mean_interval(middle - near).low > 0.0
    assert mean_interval(far - middle).low > 0.0
    assert mean_interval(costs(reduced()) - far).low > 0.0, "beyond the horizon, too"
    assert more(reduced(money__discount=0.05), reduced(money__discount=0.15)).low > 0.0


@pytest.mark.parametrize(
    ("what", "harmful"),
    [("data_market__pieces", 0.25), ("data_market__resale", 4.0), ("people__annoyance_weight", 0.1)],
)
def test_the_more_harmful_the_buyers_the_more_a_sale_costs(what: str, harmful: float) -> None:
    assert more(reduced(**{what: harmful}), reduced()).low > 0.0


@pytest.mark.parametrize(
    ("what", "informed"),
    [("people__trace_chance_ordinary", 0.015), ("people__reads_policy", 0.03), ("people__traceable", 0.08)],
)
def test_the_better_customers_are_informed_the_more_a_sale_costs(what: str, informed: float) -> None:
    assert more(reduced(**{what: informed}), reduced()).low > 0.0


def test_so_a_firm_with_more_to_lose_sells_less_access() -> None:
    best = [best_number_of_buyers(margin) for margin in (2.0, 5.0, 15.0, 60.0)]
    assert best == sorted(best, reverse=True)
    assert best[0] > best[-1] == 0


def best_number_of_buyers(margin: float) -> int:
    """0, 1, 3 or 9: to how many buyers the firm does best to sell each record, at the default price."""
    gains = {0: 0.0}
    for buyers in (1, 3, 9):
        world = reduced(money__margin=margin, data_market__buyers=buyers)
        values = [world_value(world, policy) for policy in ("sell-quietly", "never-sell")]
        gains[buyers] = values[0] - values[1]
    return max(gains, key=lambda buyers: gains[buyers])


def world_value(world: Scenario, policy: str) -> float:
    lives = (live(world, world.policy(policy), replicate) for replicate in REPLICATES[:2])
    return float(np.mean([life.net_present_value for life in lives]))
