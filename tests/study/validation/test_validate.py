"""V1 to V12: every target has its scenario and its class, and is met or not by its published limits alone."""

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.inputs.layers import VALIDATION, behind_validation
from sim.inputs.scenario import load, shipped
from sim.model.columns import CUSTOMER
from sim.model.market import Market, live
from sim.model.people import born
from sim.show.names_of_studies import VALIDATE
from sim.study.intervals import Estimate
from sim.study.validation.breach import breach, hazard_over_data
from sim.study.validation.targets import FITTED, HELD_OUT, INPUT, TARGETS
from sim.study.validation.validate import TRIALS, Finding, as_json, validate, within
from tests.show.test_names import names

PEOPLE, REPLICATES = 4_000, 3


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return validate(people=PEOPLE, replicates=REPLICATES)


def test_every_key_of_its_json_is_explained(findings: list[Finding]) -> None:
    assert {*names(as_json(findings)), "fit"} == VALIDATE.keys()


def test_every_target_has_its_class() -> None:
    classes = {target.key: set[str]() for target in TARGETS}
    for target in TARGETS:
        classes[target.key].add(target.group)
    inputs = {key: {INPUT} for key in ("V4", "V5", "V6", "V8", "V9", "V10")}
    held_out = {key: {HELD_OUT} for key in ("V2", "V7", "V11", "V12")}
    assert classes == {"V1": {FITTED}, "V3": {FITTED}, **inputs, **held_out}
    assert list(classes) == [f"V{n}" for n in range(1, 13)], "in order"


def test_behind_every_target_is_a_scenario_of_its_own() -> None:
    files = {name.removeprefix(f"{VALIDATION}/") for name in behind_validation()}
    assert files == set(TRIALS) == {target.scenario for target in TARGETS}
    for target in TARGETS:
        assert target.scenario.startswith(f"v{int(target.key[1:]):02}-"), target
        assert load(f"{VALIDATION}/{target.scenario}").sources, "somebody said so"


def test_these_scenarios_are_not_listed_with_the_worlds() -> None:
    assert not set(shipped()) & {name.removeprefix(f"{VALIDATION}/") for name in behind_validation()}


def test_what_was_fitted_comes_out_and_the_breach_is_the_event(findings: list[Finding]) -> None:
    assert all(finding.met for finding in findings if finding.target.group == FITTED)
    told = load(f"{VALIDATION}/v01-breach")
    assert [(event.month, event.share) for event in told.events] == [(1, 1.0)]
    assert told.events[0].severity == told["people.severity_breach"]


@pytest.mark.parametrize(
    ("low", "high", "value", "met"),
    [
        (0.2, 0.4, 0.2, True),
        (0.2, 0.4, 0.4, True),
        (0.2, 0.4, 0.19999, False),
        (0.2, 0.4, 0.40001, False),
        (None, 0.4, -1.0, True),
        (0.0, None, -1e-5, False),
        (0.035, 0.14, 0.2 * (1 - 0.3), True),
    ],
)
def test_met_means_within_the_limits(low: float | None, high: float | None, value: float, met: bool) -> None:
    assert within(replace(TARGETS[0], low=low, high=high), value) == met


def test_what_is_not_met_is_said_with_its_reason(findings: list[Finding]) -> None:
    missed = [finding for finding in findings if not finding.met]
    assert {finding.target.key for finding in missed} >= {"V2", "V8"}
    assert all(finding.target.if_missed in finding.why for finding in missed)
    assert as_json(findings)["not_met"] == len(missed)


def test_closeness_to_a_limit_is_said() -> None:
    target = replace(TARGETS[0], low=0.2, high=0.4)
    near, far = (Finding(target, Estimate(0.25, low, 0.3), (), "") for low in (0.19, 0.24))
    assert "beyond chance" in near.why
    assert "beyond chance" not in far.why


def test_json_says_everything(findings: list[Finding]) -> None:
    told = json.loads(json.dumps(as_json(findings), allow_nan=False))
    assert told["met"] + told["not_met"] == len(told["targets"]) == len(TARGETS)
    first = told["targets"][0]
    assert (first["target"], first["class"], first["met"]) == ("V1", FITTED, True)
    assert first["modelled"]["low"] < first["modelled"]["mean"] < first["modelled"]["high"]
    assert (first["published"]["low"], first["published"]["high"]) == (0.015, 0.065)


def test_the_same_findings_on_any_number_of_threads(findings: list[Finding]) -> None:
    assert validate(people=PEOPLE, replicates=REPLICATES, threads=1) == findings


def test_every_figure_is_one_that_its_trial_tells(findings: list[Finding]) -> None:
    assert [finding.target for finding in findings] == list(TARGETS)
    assert all(np.isfinite(finding.modelled.mean) for finding in findings)


def test_a_breach_that_offends_nobody_makes_nobody_leave() -> None:
    world = load(f"{VALIDATION}/v01-breach").changed({"market.people": 500, "people.severity_breach": 0.0})
    assert breach(world, 0) == {"leave": 0.0, "say_so": 0.0, "later": 0.0, "loyal": 0.0}


def test_the_hazard_over_data_is_what_makes_people_leave() -> None:
    """Leaving over a breach in its first month, counted, against the mean hazard that the figure of V2 is made of."""
    world = load(f"{VALIDATION}/v01-breach").changed({"market.people": 100_000, "market.months": 1})
    policy, people = world.policy("never-sell"), born(world, 0)
    market = Market(world, policy, 0, people)
    there = market.people.column("status") == CUSTOMER
    market.step()
    expected = hazard_over_data(market.people, there, world)
    calm = live(replace(world, events=()), policy, 0, people=people).people
    counted = (market.people.column("first_left") > 0).mean() - (calm.column("first_left") > 0).mean()
    # those who leave anyway cannot leave over data as well: 3 % of them
    assert counted == pytest.approx(expected, rel=0.1)
