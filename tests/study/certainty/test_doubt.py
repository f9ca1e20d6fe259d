"""What doubt rests on: the study on the engine, small."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

import sim
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.study.certainty.doubt import Doubt, doubts
from sim.study.comparison import Comparison

FEW = {"market.people": 300, "market.months": 24, "market.replicates": 2}
SHARES = ("from_assumptions", "from_evidence", "from_both", "from_chance")


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed(FEW)


def ask(scenario: Scenario, policy: str = "sell-quietly", threads: int | None = None) -> dict[str, Doubt]:
    return doubts(scenario, [scenario.policies[policy]], scenario.policies["never-sell"], rows=8, threads=threads)


@pytest.fixture(scope="module")
def quiet(magazine: Scenario) -> Doubt:
    return ask(magazine)["sell-quietly"]


def test_it_says_how_little_it_ran_and_how_many_numbers_it_moved(quiet: Doubt) -> None:
    assert (quiet.worlds, quiet.repeated, quiet.people) == (32, 8, 300)
    grades = [entry.grade for entry in PARAMETERS.values() if entry.is_uncertain]
    assert quiet.assumptions == grades.count("assumption")
    assert quiet.evidence == grades.count("measured") + grades.count("survey")


def test_every_share_is_a_share_within_its_interval(quiet: Doubt) -> None:
    for name in (*SHARES, "from_assumptions_in_all"):
        share = getattr(quiet, name)
        assert 0 <= share.low <= share.mean <= share.high <= 1, name
    assert quiet.difference.low < quiet.difference.median < quiet.difference.high
    assert 0 <= quiet.better <= 1


def test_threads_change_nothing(magazine: Scenario, quiet: Doubt) -> None:
    assert ask(magazine, threads=1)["sell-quietly"] == quiet


def test_there_is_no_doubt_about_two_policies_alike(magazine: Scenario) -> None:
    assert ask(magazine, "never-sell") == {}


def test_where_nobody_minds_what_mail_people_get_is_no_doubt_but_the_price_is(magazine: Scenario) -> None:
    off = ("annoyance", "betrayal", "word_of_mouth", "press", "law", "joining", "returning")
    calm = magazine.changed({f"mechanisms.{name}": False for name in off})
    moving = [PARAMETERS[f"data_market.{name}"] for name in ("price", "commission", "pieces", "resale")]
    pair = calm.policies["sell-quietly"], calm.policies["never-sell"]
    answer = doubts(calm, [pair[0]], pair[1], moving=moving, rows=8)["sell-quietly"]
    assert (answer.assumptions, answer.evidence, answer.better) == (2, 2, 1.0)
    assert answer.from_evidence.mean > 0.9
    assert answer.from_assumptions.high < 0.1


@pytest.fixture(scope="module")
def found(magazine: Scenario) -> Comparison:
    few = magazine.changed({"market.people": 30, "market.months": 3, "market.oldest_tenure": 0})
    return sim.compare(few, ["sell-quietly"], turns_on=False, why=False, doubt=True)


def test_a_comparison_says_it_when_asked(found: Comparison, magazine: Scenario) -> None:
    assert list(found.doubt) == ["sell-quietly"]
    assert found.doubt["sell-quietly"].worlds == 256
    assert Comparison.from_json(found.to_json()).doubt == found.doubt
    assert sim.compare(magazine, ["sell-quietly"], turns_on=False, why=False).doubt == {}


def test_json_from_before_has_no_doubt(found: Comparison) -> None:
    raw = json.loads(found.to_json())
    del raw["doubt"]
    assert Comparison.from_json(json.dumps(raw)).doubt == {}


def test_the_reference_names_every_field(root: Path) -> None:
    text = (root / "docs" / "reference.md").read_text(encoding="utf-8")
    for spot in fields(Doubt):
        assert f'"{spot.name}"' in text
