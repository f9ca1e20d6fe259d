"""Why a policy differs: parts that add up, to the same whoever asks, and what a comparison says of them."""

import json
from functools import partial
from typing import Any

import pytest

import sim
from sim.errors import InputError, RunError
from sim.inputs.scenario import Scenario
from sim.study.causes.why import PARTS, REPLICATES, SALE_ITSELF, Why, why_of, why_of_one
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate
from sim.study.worker import InThread

SMALL: dict[str, Any] = {"market.people": 1_500, "market.months": 24, "market.replicates": 2}
CHOSEN = ["sell-quietly", "golden-rule", "buy-third-party"]


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine").changed(SMALL)


@pytest.fixture(scope="module")
def answers(magazine: Scenario) -> dict[str, Why]:
    return asked(magazine, *CHOSEN)


@pytest.fixture(scope="module")
def found(magazine: Scenario) -> Comparison:
    return sim.compare(magazine, turns_on=False)


def asked(scenario: Scenario, *keys: str, baseline: str = "never-sell", **how: Any) -> dict[str, Why]:
    return why_of(scenario, [scenario.policy(key) for key in keys], scenario.policy(baseline), **how)


def test_parts_add_up_to_the_difference(answers: dict[str, Why]) -> None:
    for why in answers.values():
        assert sum(part.mean for part in why.parts.values()) == pytest.approx(why.difference.mean, rel=1e-9)
        assert tuple(why.parts) == PARTS


def test_the_difference_is_that_of_a_comparison_of_the_same_size(magazine: Scenario, answers: dict[str, Why]) -> None:
    same = sim.compare(magazine, CHOSEN, replicates=REPLICATES, turns_on=False, why=False)
    for key, why in answers.items():
        assert why.difference == pytest.approx(same.policies[key].difference, rel=1e-9)


def test_what_a_quiet_sale_itself_brings_is_its_income(magazine: Scenario, answers: dict[str, Why]) -> None:
    deaf = magazine.changed({f"mechanisms.{name}": False for name in PARTS[1:]})
    income = sim.compare(deaf, ["sell-quietly"], replicates=REPLICATES, turns_on=False, why=False)
    sold = income.policies["sell-quietly"]
    assert answers["sell-quietly"].parts[SALE_ITSELF].mean == pytest.approx(sold.difference.mean)
    assert sold.difference.mean == pytest.approx(sold.ledger["data_sales"].mean)


def test_people_who_find_out_cost_the_seller_and_mail_alone_hardly_anything(answers: dict[str, Why]) -> None:
    why = answers["sell-quietly"]
    assert why.parts["betrayal"].high < 0
    assert abs(why.alone["annoyance"].mean) < 0.02 * abs(why.parts["betrayal"].mean)
    assert why.by_mail is not None and why.by_mail.low > 0.5


def test_what_cannot_act_has_no_part(answers: dict[str, Why]) -> None:
    assert answers["sell-quietly"].cannot_act == ("law", "personalisation")
    assert answers["golden-rule"].cannot_act == ("annoyance", "betrayal", "press", "law")
    assert answers["golden-rule"].by_mail is None
    for why in answers.values():
        assert all(why.parts[name] == Estimate(0, 0, 0) for name in why.cannot_act)
        assert why.alone.keys() == set(PARTS) - {SALE_ITSELF, *why.cannot_act}


def test_bought_data_are_paid_by_the_part_of_personalisation(magazine: Scenario, answers: dict[str, Why]) -> None:
    assert answers["buy-third-party"].parts[SALE_ITSELF] == Estimate(0, 0, 0)
    dearer = asked(magazine.changed({"money.bought_data": 9.0}), "buy-third-party")["buy-third-party"]
    assert dearer.parts["personalisation"].mean < answers["buy-third-party"].parts["personalisation"].mean


def test_the_law_is_a_part_where_it_gives_people_a_claim(magazine: Scenario) -> None:
    claims = asked(magazine.changed({"law.class_share": 0.5}), "sell-quietly")["sell-quietly"]
    assert claims.cannot_act == ("personalisation",)
    assert claims.parts["law"].high < 0
    assert claims.alone["law"].mean == pytest.approx(claims.parts["law"].mean, rel=0.2)


def test_stories_are_a_part_where_they_break(magazine: Scenario) -> None:
    loud = asked(magazine.changed({"press.story_chance": 1e-3, "press.reach": 0.5}), "sell-quietly")["sell-quietly"]
    assert loud.parts["press"].mean < 0
    assert loud.by_mail is not None and loud.by_mail.mean < 0.5


def test_a_policy_that_does_as_the_baseline_does_differs_by_nothing(magazine: Scenario) -> None:
    same = {"label": "The same", "description": "", "sale": "quiet", "notice": "buried"}
    twins = asked(magazine.changed({"policies.twin": same}), "twin", baseline="sell-quietly")
    assert set(twins["twin"].parts.values()) == {Estimate(0, 0, 0)}


def test_it_comes_to_the_same_alone_and_with_others_and_on_any_threads(
    magazine: Scenario, answers: dict[str, Why]
) -> None:
    assert asked(magazine, "sell-quietly", threads=1)["sell-quietly"] == answers["sell-quietly"]


def test_against_another_baseline_parts_change_sign(magazine: Scenario, answers: dict[str, Why]) -> None:
    turned = asked(magazine, "never-sell", baseline="sell-quietly")["never-sell"]
    for name, part in turned.parts.items():
        assert part.mean == pytest.approx(-answers["sell-quietly"].parts[name].mean, rel=1e-9)


def test_runs_are_shared(magazine: Scenario) -> None:
    def runs(*keys: str) -> int:
        seen: list[tuple[int, int]] = []
        asked(magazine, *keys, progress=lambda done, to_do: seen.append((done, to_do)))
        assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
        assert seen[-1][0] == seen[-1][1]
        return len(seen) // REPLICATES

    assert runs("sell-quietly") == 2 + 8  # never-sell with and without talk; annoyance, betrayal and talk on and off
    assert runs("golden-rule") == 2 + 2  # without personalisation it lives as never-sell does
    assert runs("sell-quietly", "golden-rule") == 2 + 8 + 2
    assert runs() == 2


def test_it_is_worked_out_beside_what_the_app_does(magazine: Scenario, answers: dict[str, Why]) -> None:
    working = InThread(partial(why_of_one, magazine, "sell-quietly", "never-sell"))
    assert working.result(60) == answers["sell-quietly"]
    assert working.finished
    assert working.done == working.to_do == 10 * REPLICATES
    with pytest.raises(InputError, match="did you mean sell-quietly"):
        InThread(partial(why_of_one, magazine, "sell-quitely", "never-sell")).result(60)


def test_it_can_be_given_up(magazine: Scenario) -> None:
    working = InThread(partial(why_of_one, magazine.changed({"market.months": 120}), "sell-quietly", "never-sell"))
    working.end()
    with pytest.raises(RunError, match="ended before it was done"):
        working.result(60)
    assert working.finished
    assert working.done < working.to_do or working.to_do == 0


def test_a_comparison_says_why_of_the_best_and_of_quiet_selling(found: Comparison) -> None:
    assert list(found.why) == list(dict.fromkeys(["sell-quietly", found.best.key]))
    for key, result in found.policies.items():
        assert ("why" in result.reasons) == (key not in found.why)
    assert "baseline" in found.policies["never-sell"].reasons["why"]
    assert "--why all" in found.policies["golden-rule"].reasons["why"]


def test_or_of_those_named_or_asked_or_all_or_none(magazine: Scenario) -> None:
    def said(*policies: str, **how: Any) -> list[str]:
        return list(sim.compare(tiny, list(policies) or None, turns_on=False, **how).why)

    tiny = magazine.changed({"market.people": 100, "market.months": 6})
    assert said("opt-out", "golden-rule") == ["opt-out", "golden-rule"]
    assert said(why="all") == [key for key in tiny.policies if key != "never-sell"]
    assert said(why=["opt-out"]) == said(why="opt-out") == ["opt-out"]
    assert said(why=False) == []
    assert said(baseline="sell-quietly", why=["sell-quietly"]) == []
    with pytest.raises(InputError, match="nobody is not among the policies compared"):
        said(why=["nobody"])


def test_it_is_written_down_and_read_again(found: Comparison) -> None:
    raw = json.loads(found.to_json())
    assert (raw["why_people"], raw["why_replicates"]) == (1_500, REPLICATES)
    quiet = raw["policies"]["sell-quietly"]
    assert sum(part["mean"] for part in quiet["why"].values()) == pytest.approx(quiet["difference_why"]["mean"])
    assert raw["policies"]["golden-rule"]["why"] is raw["policies"]["golden-rule"]["difference_why"] is None
    assert Comparison.from_json(found.to_json()).why == found.why
    row = found.table().set_index("policy").loc["sell-quietly"]
    assert row["why_betrayal"] == found.why["sell-quietly"].parts["betrayal"].mean


def test_nothing_is_left_running(magazine: Scenario) -> None:
    def stop(done: int, to_do: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(magazine, "sell-quietly", progress=stop)
    asked(magazine, "never-sell")  # the pool is free again
