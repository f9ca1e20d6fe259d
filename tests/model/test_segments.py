"""People drawn from segments: each takes what its segment says together, and stays the same in a larger market."""

from typing import Any

import numpy as np
import pytest

from sim.inputs.scenario import Scenario, load
from sim.model.columns import CUSTOMER
from sim.model.people import People, born

PEOPLE = 20_000
MAGAZINE = load("magazine").changed({"market.people": PEOPLE})
PASSING: dict[str, Any] = {
    **{"share": 0.6, "retention_alpha": 1.0, "retention_beta": 9.0, "retention_period": 1},
    **{"margin": 0.5, "margin_spread": 0.0, "tenure_from": 0, "tenure_to": 11, "digital": 1.0, "consents": 0.25},
}
FAITHFUL: dict[str, Any] = {
    **{"share": 0.4, "retention_alpha": 30.0, "retention_beta": 270.0, "retention_period": 12},
    **{"margin": 1.75, "margin_spread": 0.0, "tenure_from": 24, "tenure_to": 59, "digital": 0.0, "consents": 0.75},
}


@pytest.fixture(scope="module")
def world() -> Scenario:
    return MAGAZINE.changed({"segments": [PASSING, FAITHFUL]})


@pytest.fixture(scope="module")
def people(world: Scenario) -> People:
    return People(born(world, 0))


def test_a_person_takes_everything_from_one_segment(people: People) -> None:
    passing = people.column("digital") == 1
    assert passing.mean() == pytest.approx(0.6, abs=0.015)
    assert set(people.column("margin")[passing]) == {round(15 * 0.5 / 12 * 1e4)}
    assert set(people.column("margin")[~passing]) == {round(15 * 1.75 / 12 * 1e4)}
    customers = people.column("status") == CUSTOMER
    months = people.column("months")
    assert set(months[customers & passing]) == set(range(12))
    assert set(months[customers & ~passing]) == set(range(24, 60))
    assert set(months[~customers]) == {0}


def test_tenure_and_leaving_go_together_as_the_curve_says(people: People) -> None:
    """Of those who stayed m periods, the share leaving next has the mean alpha / (alpha + beta + m)."""
    newest = (people.column("digital") == 1) & (people.column("status") != CUSTOMER)
    leaving = -np.expm1(-people.column("leave_hazard").astype(float))
    assert leaving[newest].mean() == pytest.approx(1 / 10, abs=0.006)
    oldest = (people.column("digital") == 0) & (people.column("months") >= 48)
    a_year = -np.expm1(-12 * people.column("leave_hazard")[oldest].astype(float))
    assert a_year.mean() == pytest.approx(30 / 304, abs=0.003)


def test_consent_comes_sooner_in_a_segment_that_says_yes_more_often(people: People) -> None:
    passing = people.column("digital") == 1
    threshold = people.column("consents_below").astype(float)
    in_all = 0.6 * 0.25 + 0.4 * 0.75
    assert (threshold[passing] < in_all).mean() == pytest.approx(0.25, abs=0.015)
    assert (threshold[~passing] < in_all).mean() == pytest.approx(0.75, abs=0.015)
    among_everybody = np.histogram(threshold, 10, (0.0, 1.0))[0] / PEOPLE
    assert among_everybody == pytest.approx(np.full(10, 0.1), abs=0.01)


def test_more_people_leave_the_first_ones_as_they_are(world: Scenario) -> None:
    few, many = (born(world.changed({"market.people": number}), 3).traits for number in (500, 5000))
    for name in few.dtype.names or ():
        assert np.array_equal(few[name], many[name][:500]), name


def test_one_segment_that_leaves_everything_open_is_the_whole_market() -> None:
    plain, same = born(MAGAZINE, 1), born(MAGAZINE.changed({"segments": [{"share": 1.0}]}), 1)
    for name in plain.traits.dtype.names or ():
        assert np.array_equal(plain.traits[name], same.traits[name]), name
    assert np.array_equal(plain.leave_hazard, same.leave_hazard)
    assert np.array_equal(plain.start["months"], same.start["months"])


def test_the_mean_margin_stays_a_lever_over_all_segments(world: Scenario) -> None:
    dearer = born(world.changed({"money.margin": 30.0}), 0).traits["margin"]
    assert np.abs(dearer - 2 * born(world, 0).traits["margin"]).max() <= 1


def test_everybody_new_means_everybody(world: Scenario) -> None:
    assert not born(world.changed({"market.oldest_tenure": 0}), 0).start["months"].any()


def test_they_live_under_a_policy_like_anybody(world: Scenario) -> None:
    from sim.model.market import live

    short = world.changed({"market.people": 300, "market.months": 6})
    for using in ("engine", "mesa"):
        life = live(short, short.policy("sell-quietly"), 0, using=using)
        assert life.series["customers"][0] > 0
        assert np.isfinite(life.net_present_value)
