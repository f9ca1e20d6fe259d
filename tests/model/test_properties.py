"""The properties that the model promises (docs/model.md), each on worlds and policies that Hypothesis chooses.

The first, Philox's known answers, is in test_draws. The fifth and eighth are in tests/oracles, the ninth in
tests/agreement.
"""

import math
import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario, load
from sim.model.market import live
from sim.study.compare import compare
from sim.study.proof import nobody_won, order, sameness
from sim.study.proof.alarms import wrong_rings
from sim.study.proof.births import FARTHEST, traits
from sim.study.proof.books import Books
from sim.study.proof.checks import lively, usual
from sim.study.proof.worlds import random_world

SELLING = ("sell-quietly", "opt-out", "ask-first", "ask-and-reward", "stop-and-apologise")
KEYS = tuple(usual().policies)
worlds = st.integers(0, 2**32).map(lambda seed: random_world(Random(seed), people=200, months=20))
seeds = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def busy() -> Scenario:
    return lively(3_000)


def quiet_sale(**fields: object) -> Policy:
    return replace(usual().policy("sell-quietly"), **fields)  # type: ignore[arg-type]


# 1. Every ring takes the next step of its own clock, whatever the policy.


@settings(max_examples=25, deadline=None)
@given(world=worlds, replicate=st.integers(0, 2**32 - 1))
def test_a_policy_never_changes_an_alarm(world, replicate):
    scenario, policy = world
    assert wrong_rings(scenario, policy, replicate)[1] == []


# 2. The same seed gives the same result to the last bit.


def test_threads_and_the_order_of_people_do_not_matter():
    world = lively(40_000).changed({"market.months": 15})
    assert sameness.threads_matter(world, world.policy("sell-quietly")) == []


def test_a_comparison_does_not_depend_on_its_threads(busy):
    few = busy.changed({"market.people": 1_000, "market.replicates": 3})
    one, four = (
        compare(few, ["sell-quietly"], threads=threads, turns_on=False, why=False).to_json() for threads in (1, 4)
    )
    assert one == four


def test_a_process_of_its_own_without_openmp_lives_the_same(busy, root, tmp_path):
    """Where the system's libgomp cannot be loaded, eight threads at once still live, and live the same."""
    script = (
        "import ctypes.util, sys\n"
        "sys.modules['numba.np.ufunc.omppool'] = None\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from sim.model.market import live\n"
        "from sim.study.proof.checks import lively\n"
        "world = lively(3_000)\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    lives = [pool.submit(live, world, world.policy('sell-quietly')) for _ in range(8)]\n"
        "print({life.result().net_present_value.hex() for life in lives})\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(root), "NUMBA_THREADING_LAYER": "workqueue"}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str({live(busy, busy.policy("sell-quietly")).net_present_value.hex()})


# 3. The first persons stay who they are when more come after them.


@settings(max_examples=10, deadline=None)
@given(seed=seeds, people=st.integers(100, 2_000), times=st.integers(2, 5))
def test_first_people_stay_who_they_are(seed, people, times):
    world = usual(**{"market.people": people, "market.seed": seed})
    assert sameness.first_people_change(world, times) == []


@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_people_are_born_as_assumed(seed):
    found = traits(usual(**{"market.people": 20_000, "market.seed": seed}))
    assert [trait.what for trait in found if trait.errors > FARTHEST] == []


# 4. Nobody is won by selling.


@pytest.mark.parametrize("key", SELLING)
def test_nobody_stays_longer_because_records_are_sold(busy, key):
    earlier, later = nobody_won.stay_longer(busy, busy.policy(key), busy.policy("never-sell"))
    assert later == 0
    assert earlier > 0


@settings(max_examples=15, deadline=None)
@given(seed=seeds, kappa=st.floats(0.0, 5.0), patience=st.floats(0.01, 5.0), buyers=st.integers(1, 9))
def test_nor_in_other_worlds(seed, kappa, patience, buyers):
    chosen = {"market.seed": seed, "people.leaving_rate": kappa, "people.patience_median": patience}
    world = lively(1_000).changed({**chosen, "market.months": 24})
    assert nobody_won.stay_longer(world, quiet_sale(buyers=buyers), world.policy("never-sell"))[1] == 0


@pytest.mark.parametrize("key", SELLING)
def test_more_copies_never_mean_finding_out_later(busy, key):
    earlier, later = nobody_won.find_out_later(busy, busy.policy(key))
    assert later == 0
    assert earlier > 0


# 6. The books are right.


@settings(max_examples=60, deadline=None)
@given(world=worlds)
def test_the_books_are_right_in_any_world(world):
    scenario, policy = world
    assert Books(scenario, policy, live(scenario, policy)).wrong == []


@pytest.mark.parametrize("key", KEYS)
def test_the_books_are_right_where_the_law_has_its_say(busy, key):
    assert Books(busy, busy.policy(key), live(busy, busy.policy(key))).wrong == []


def test_the_month_has_its_order():
    assert order.out_of_order() == []


# 7. Doubling the price doubles data revenue and changes nothing else.


@settings(max_examples=15, deadline=None)
@given(price=st.floats(0.001, 100.0), key=st.sampled_from(KEYS), seed=seeds)
def test_a_doubled_price_doubles_revenue_and_nothing_else(price, key, seed):
    world = lively(500).changed({"market.seed": seed, "market.months": 24})
    assert sameness.price_matters(world, world.policy(key), price) == []


# 11. No change means exactly zero.


@pytest.mark.parametrize("key", KEYS)
def test_a_policy_that_turns_into_the_baseline_in_month_1_is_the_baseline(busy, key):
    for base in ("never-sell", "sell-quietly"):
        assert sameness.no_change_matters(busy, busy.policy(key), busy.policy(base)) == []


def test_a_policy_equal_to_the_baseline_differs_by_exactly_zero(busy):
    same = {"policies.again": {"label": "Never, again", "sale": "never"}}
    few = busy.changed({**same, "market.people": 500, "market.replicates": 3})
    found = compare(few, ["again"], turns_on=False, why=False).policies["again"]
    assert tuple(found.difference) == (0.0, 0.0, 0.0)
    assert found.customers_lost_to_policy.mean == 0.0


@settings(max_examples=15, deadline=None)
@given(month=st.integers(2, 24), one=st.sampled_from(KEYS), other=st.sampled_from(KEYS), seed=seeds)
def test_policies_agree_to_the_last_bit_until_they_differ(month, one, other, seed):
    world = lively(500).changed({"market.seed": seed, "market.months": 24})
    assert sameness.parts_before(world, world.policy(one), world.policy(other), month) == []


def test_an_apology_of_one_who_never_sold_changes_nothing(busy):
    never = busy.policy("never-sell")
    sorry = replace(never, apology=True)
    assert sameness.differences(live(busy, never), live(busy, sorry)) == []


# 12. Small and large markets agree per real customer.


@pytest.mark.slow
def test_markets_of_n_and_4_n_agree_within_chance():
    few, many = (load("magazine").changed({"market.people": people}) for people in (5_000, 20_000))

    def figures(world: Scenario, replicate: int) -> list[float]:
        life, base = (live(world, world.policy(key), replicate) for key in ("sell-quietly", "never-sell"))
        ends = [life.series[name][-1] for name in ("customers", "people_who_know")]
        sums = [life.series[name].sum() for name in ("pieces", "complaints", "records_sold", "joined")]
        return [life.net_present_value, life.net_present_value - base.net_present_value, *ends, *sums]

    small = np.array([figures(few, replicate) for replicate in range(60)])
    large = np.array([figures(many, replicate) for replicate in range(60, 120)])
    error = np.sqrt(small.var(axis=0, ddof=1) / 60 + large.var(axis=0, ddof=1) / 60)
    assert (np.abs(small.mean(axis=0) - large.mean(axis=0)) < 4.5 * error).all()
    # and chance shrinks with the size: a quarter of the variance
    assert (small.std(axis=0) / large.std(axis=0) > math.sqrt(4.0) * 0.7).all()


def test_a_shipped_scenario_is_as_right_as_the_defaults():
    world = load("magazine").changed({"market.people": 2_000})
    for policy in world.policies.values():
        assert Books(world, policy, live(world, policy)).wrong == []
