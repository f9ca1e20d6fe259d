"""Policies over plausible worlds: who wins, what is regretted, and that luck and sizes are told."""

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import world
from sim.study.intervals import share_interval
from sim.study.lives import live_all
from sim.study.robustness import Robustness, robustness

KEYS = ["sell-quietly", "ask-first", "stop-and-apologise"]


@pytest.fixture(scope="module")
def small() -> Scenario:
    return sim.load("magazine").changed({"market.people": 100, "market.months": 12})


@pytest.fixture(scope="module")
def found(small: Scenario) -> Robustness:
    return robustness(small, KEYS, worlds=16)


def test_wins_add_up_and_regret_is_never_negative(found: Robustness) -> None:
    assert [one.key for one in found.policies] == ["never-sell", *KEYS]
    assert sum(one.wins.mean for one in found.policies) == pytest.approx(1.0)
    for one in found.policies:
        assert one.regret.mean >= 0 and one.wins.low <= one.wins.mean <= one.wins.high
    best = found.values.max(axis=1)
    assert found.least_regret.regret.mean == pytest.approx(
        (best - found.values[:, found.values.mean(axis=0).argmax()]).mean()
    )
    assert found.policies[0].ahead is None


def test_a_world_is_lived_as_it_says(found: Robustness, small: Scenario) -> None:
    """World 3 again, by hand, from the places told."""
    at = dict(zip(found.parameters, found.places[3].tolist(), strict=True))
    policies = [small.policy(one.key) for one in found.policies]
    lives = list(live_all(world(small, at), policies, [6, 7], threads=1))
    again = np.mean([[life.net_present_value for life in row] for row in lives], axis=0)
    np.testing.assert_array_equal(found.values[3], again)


def test_the_same_on_one_thread(found: Robustness, small: Scenario) -> None:
    np.testing.assert_array_equal(robustness(small, KEYS, worlds=16, threads=1).values, found.values)


def test_policies_that_do_the_same_share_their_wins(small: Scenario) -> None:
    twins = small.changed({"policies.twin": {"label": "Twin", "sale": "quiet"}})
    found = robustness(twins, ["sell-quietly", "twin"], worlds=16)
    _, quiet, twin = found.policies
    assert quiet.wins == twin.wins and quiet.regret == twin.regret


def test_frames_for_a_notebook(found: Robustness) -> None:
    table, worlds = found.table(), found.frame()
    assert list(table["policy"]) == ["never-sell", *KEYS] and table["regret_nine_in_ten"].ge(0).all()
    assert len(worlds) == 16
    assert worlds["data_market.price"].between(0.01, 0.32).all()
    np.testing.assert_array_equal(worlds["value_ask-first"], found.values[:, 2])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"policies": ["sell-quitely"]}, "did you mean sell-quietly"),
        ({"policies": []}, "no choice"),
        ({"worlds": 100}, "power of two, as 64"),
        ({"worlds": 8}, "from 16 to"),
        ({"replicates": 1}, "from 2 to 100"),
    ],
)
def test_what_cannot_be_asked_is_told(small: Scenario, asked: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        robustness(small, **asked)  # type: ignore[arg-type]


def test_a_share_has_an_interval_even_at_its_ends() -> None:
    """Wilson's interval by its textbook form: 0 of 10 at 90 % reaches to z^2 / (n + z^2)."""
    assert share_interval(0.0, 10) == pytest.approx((0.0, 0.0, 2.705543 / 12.705543), rel=1e-6)
    half = share_interval(0.5, 100)
    assert half.low == pytest.approx(1 - half.high) and 0.41 < half.low < 0.43
