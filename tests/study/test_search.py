"""The search for a policy: on scenarios whose best policy is known, gone on with, and what cannot be asked."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

import sim
from sim.errors import InputError, Stopped
from sim.inputs.policy import contradictions
from sim.inputs.scenario import Scenario, load_text
from sim.study.saved_search import policy_toml, with_found
from sim.study.search import Search, search
from sim.study.search_space import FIELDS, policy_from, values_of

SMALL = {"people": 100, "replicates": 2, "threads": 1}
PART = ["sale", "buyers", "change"]


@pytest.fixture(scope="module")
def small() -> Scenario:
    return sim.load("magazine").changed({"market.people": 100, "market.months": 6})


@pytest.fixture(scope="module")
def nobody_minds(small: Scenario) -> Scenario:
    """Every sale is found money: the best is to sell everybody's record, at once, to as many buyers as there are."""
    off = {f"mechanisms.{name}": False for name in ("annoyance", "betrayal", "word_of_mouth", "press", "law")}
    return small.changed({**off, "people.opt_out_buried": 0.5, "people.opt_out_plain": 0.5})


@pytest.fixture(scope="module")
def found(nobody_minds: Scenario) -> Search:
    return search(nobody_minds, fields=PART, trials=80, **SMALL)  # type: ignore[arg-type]


def test_where_nobody_minds_everything_is_sold_to_everybody(found: Search, nobody_minds: Scenario) -> None:
    best = found.best.policy
    first = nobody_minds.terms(best, 1)
    assert first.sale == "quiet" and first.buyers >= 35
    known = nobody_minds.changed({"policies.known": {"label": "Known", "sale": "quiet", "buyers": 39}})
    ideal = sim.compare(known, ["known"], replicates=16, turns_on=False, why=False).policies["known"]
    assert found.best.value.mean == pytest.approx(ideal.difference.mean, rel=0.15)


def test_where_everybody_finds_out_and_leaves_nothing_is_sold(small: Scenario) -> None:
    furious = small.changed(
        {
            "people.trace_chance_ordinary": 1.0,
            "people.traceable": 1.0,
            "people.trace_chance_traceable": 1.0,
            "people.patience_median": 0.01,
            "data_market.pieces": 5.0,
            "people.leaving_rate": 1.0,
            "people.consent": 0.0,
            "data_market.price": 0.01,
        }
    )
    best = search(furious, fields=PART, trials=40, **SMALL).best  # type: ignore[arg-type]
    assert not best.policy.sells()
    assert best.value.mean >= 0


def test_a_search_that_was_broken_off_is_gone_on_with(nobody_minds: Scenario, tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 15:
            raise KeyboardInterrupt

    asked = {"fields": PART, "trials": 25, "out": tmp_path / "search", **SMALL}
    with pytest.raises(Stopped, match=r"15 of 25 tries are kept in .*--resume"):
        search(nobody_minds, progress=stop, **asked)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="--resume"):
        search(nobody_minds, **asked)  # type: ignore[arg-type]
    seen: list[int] = []
    again = search(nobody_minds, resume=True, progress=lambda done, _: seen.append(done), **asked)  # type: ignore[arg-type]
    assert seen[0] == 15 and len(again.tried) == 25
    with pytest.raises(InputError, match=r"fields: sale,buyers,change before, sale,change now"):
        search(nobody_minds, resume=True, **{**asked, "fields": ["sale", "change"]})  # type: ignore[arg-type]


def test_no_policy_of_a_front_is_better_in_both(small: Scenario) -> None:
    found = search(small, ["value", "trust"], trials=30, **SMALL)  # type: ignore[arg-type]
    value, trust = found.tried.T
    best = found.tried[np.lexsort((trust, value))][-1]
    assert best[0] == value.max()
    assert 1 <= len(found.front) <= 12
    assert found.best in found.front


def test_the_found_policy_is_toml_that_a_comparison_reads(found: Search, nobody_minds: Scenario) -> None:
    again = load_text('extends = "magazine"\n' + policy_toml(found.best.policy))
    assert again.policy("found") == found.best.policy == with_found(found).policy("found")


@given(
    some.fixed_dictionaries(
        {
            "sale": some.sampled_from(["never", "quiet", "opt_out", "opt_in"]),
            "notice": some.sampled_from(["buried", "plain"]),
            "buyers": some.integers(1, 39),
            "reward": some.floats(0, 2),
            "data_source": some.sampled_from(["none", "third_party", "declared"]),
            "personalisation": some.floats(0.05, 1),
            "then": some.sampled_from(["as before", "never", "quiet", "opt_out", "opt_in"]),
            "month": some.integers(2, 60),
            "apology": some.booleans(),
        }
    )
)
def test_whatever_is_proposed_is_a_policy_without_contradictions(values: dict[str, object]) -> None:
    magazine = sim.load("magazine")
    policy = policy_from(values, magazine.policy("never-sell"))
    assert [*contradictions(policy)] == []
    again = magazine.changed({"market.months": 60}).changed
    assert again({"policies.found": with_fields(policy)}).policy("found") == policy


def with_fields(policy: object) -> dict[str, object]:
    from sim.study.saved_search import policy_fields

    return policy_fields(policy)  # type: ignore[arg-type]


def test_policies_that_are_there_are_where_a_search_begins(small: Scenario) -> None:
    for policy in small.policies.values():
        values = values_of(policy, FIELDS, small)
        if policy.changes:  # in month 25, beyond the last
            assert values is None
        else:
            assert values is not None
            again = policy_from(values, small.policy("never-sell"))
            assert small.terms(again, 1).sale == small.terms(policy, 1).sale


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"fields": ["buyer"]}, "did you mean buyers"),
        ({"fields": []}, "names nothing"),
        ({"objectives": ["trust"]}, "choose value, or value,trust"),
        ({"trials": 0}, "trials = 0"),
        ({"baseline": "never-sel"}, "did you mean never-sell"),
    ],
)
def test_what_cannot_be_asked_is_told(small: Scenario, asked: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        search(small, **asked)  # type: ignore[arg-type]
