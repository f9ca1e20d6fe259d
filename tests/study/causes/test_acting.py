"""What is called dead makes no difference: every coalition of all six mechanisms lived in full, and what is shared."""

from functools import cache
from typing import Any

import numpy as np
import pytest

import sim
from sim.inputs.scenario import Scenario
from sim.study.causes.acting import MECHANISMS, can_act, lived_as
from sim.study.causes.shapley import Coalition, coalitions, shapley
from sim.study.causes.why import SALE_ITSELF, why_of
from sim.study.plan import behaviour

SMALL: dict[str, Any] = {"market.people": 150, "market.months": 12}
# so that much happens to so few in so short a time
EAGER: dict[str, Any] = {
    "people.trace_chance_ordinary": 0.2,
    "people.patience_median": 0.2,
    "people.leaving_rate": 0.4,
    "people.complaint_rate": 0.2,
    "word_of_mouth.talks": 0.6,
    "word_of_mouth.believes": 0.3,
    "market.advertising": 0.05,
    "market.win_back": 0.1,
    "data_market.pieces": 0.5,
    "data_market.again_every": 3,
}
STORIES = {"press.story_chance": 1e-4, "press.reach": 0.3}
LAW = {"law.regime": "opt_in", "law.class_share": 0.5}
WORLDS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "stories and law": STORIES | LAW,
    "opt-out law only": {"law.regime": "opt_out"},
    "claims only": {"law.class_share": 1.0},
    "stories only": STORIES,
    "nobody joins": {"mechanisms.joining": False, **STORIES},
    "nobody returns": {"mechanisms.returning": False},
    "all are customers at the start": {"market.customers_at_start": 1.0},
    "nobody recommends": {"word_of_mouth.referral": 0.0},
    "nobody talks": {"word_of_mouth.talks": 0.0, "word_of_mouth.referral": 0.0},
    "nothing annoys": {"people.annoyance_weight": 0.0},
    "no betrayal": {"mechanisms.betrayal": False, **STORIES, **LAW},
    "no personalisation": {f"mechanisms.{name}": False for name in ("press", "law", "personalisation")},
    "a breach": {"events": [{"month": 6, "share": 0.5, "severity": 2.0}], **STORIES, **LAW},
}
POLICIES = (
    *("never-sell", "sell-quietly", "ask-first", "ask-and-reward"),
    *("buy-third-party", "golden-rule", "stop-and-apologise"),
)


@cache
def world(name: str) -> Scenario:
    return sim.load("magazine").changed(SMALL | EAGER | WORLDS[name])


@cache
def in_full(name: str, policy: str, on: Coalition, replicate: int = 0) -> float:
    """Net present value with just these mechanisms on, as far as the world has them, lived for itself."""
    scenario = world(name)
    switches = {f"mechanisms.{one}": one in on and scenario[f"mechanisms.{one}"] for one in MECHANISMS}
    return sim.run(scenario.changed(switches), policy, replicate, threads=1).net_present_value


@pytest.mark.parametrize("name", WORLDS)
def test_dead_mechanisms_make_no_difference_to_the_last_bit(name: str) -> None:
    for policy in POLICIES:
        alive = can_act(world(name), world(name).policy(policy))
        dead = frozenset(MECHANISMS) - alive
        for on in coalitions(alive):
            assert in_full(name, policy, on) == in_full(name, policy, on | dead), (policy, on)


def test_every_mechanism_that_is_called_alive_does_something_to_a_policy_that_is_its_own() -> None:
    everything = frozenset(MECHANISMS)
    for mechanism, policy in {**dict.fromkeys(MECHANISMS, "sell-quietly"), "personalisation": "golden-rule"}.items():
        assert mechanism in can_act(world("stories and law"), world("stories and law").policy(policy))
        without = in_full("stories and law", policy, everything - {mechanism})
        assert in_full("stories and law", policy, everything) != without, mechanism


@pytest.mark.parametrize("name", WORLDS)
def test_policies_that_are_lived_as_the_same_come_to_the_same(name: str) -> None:
    values: dict[object, set[float]] = {}
    for policy in POLICIES:
        alive = can_act(world(name), world(name).policy(policy))
        for on in coalitions(alive):
            lived = lived_as(behaviour(world(name), world(name).policy(policy)), on)
            values.setdefault((lived, on), set()).add(in_full(name, policy, on))
    assert all(len(found) == 1 for found in values.values())


PAIRS = [("sell-quietly", "never-sell"), ("golden-rule", "ask-and-reward")]


@pytest.mark.parametrize("pair", PAIRS, ids=" against ".join)
@pytest.mark.parametrize("name", ["stories and law", "no personalisation", "a breach"])
def test_sharing_runs_never_changes_a_part(name: str, pair: tuple[str, str]) -> None:
    policy, baseline = pair

    def difference(on: Coalition) -> np.ndarray:
        lives = [in_full(name, policy, on, n) - in_full(name, baseline, on, n) for n in range(2)]
        return np.array(lives)

    expected = {SALE_ITSELF: difference(frozenset()), **shapley(MECHANISMS, difference)}
    scenario = world(name)
    found = why_of(scenario, [scenario.policy(policy)], scenario.policy(baseline), replicates=2, threads=1)[policy]
    assert {one: part.mean for one, part in found.parts.items()} == pytest.approx(
        {one: values.mean() for one, values in expected.items()}, rel=1e-9, abs=1e-6
    )
    assert found.difference.mean == difference(frozenset(MECHANISMS)).mean()
    assert all(not expected[one].any() for one in found.cannot_act)
