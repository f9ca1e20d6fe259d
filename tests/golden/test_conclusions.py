"""What a shipped scenario's conclusion says is what it comes to: sign, settled or not, which is best, how much."""

import re

import pytest

from sim.inputs.scenario import load, shipped
from tests.golden.claims import Claim, claims, comparisons, figures_beside, says_now

SMALLER = {"market.people": 2_000, "market.replicates": 6}


@pytest.mark.parametrize("name", shipped())
def test_a_conclusion_says_what_selling_comes_to_which_policy_is_best_and_what_it_turns_on(name: str) -> None:
    world = load(name)
    said = claims(world.conclusion)
    kinds = {claim.kind for claim in said}
    assert {"difference", "highest", "turning"} <= kinds
    assert "Sell quietly" in {claim.label for claim in said if claim.kind == "difference"}
    assert {claim.label for claim in said} <= {policy.label for policy in world.policies.values()}


@pytest.mark.parametrize("name", shipped())
def test_no_figure_stands_in_a_conclusion_that_nobody_checks(name: str) -> None:
    assert re.findall(r"\S*[\d$%]\S*", figures_beside(load(name).conclusion)) == []


@pytest.mark.parametrize("name", shipped())
def test_what_a_conclusion_says_holds_in_a_smaller_market(name: str) -> None:
    """Within chance: the signs of what is settled, the best policy, and about how much."""
    world = load(name)
    said = claims(world.conclusion)
    found = comparisons(world.changed(SMALLER), said, turns_on=False)
    for claim in said:
        here = found[claim.settings]
        result = next(one for one in here.policies.values() if one.label == claim.label)
        if claim.kind == "highest":
            ahead = here.best.difference.low - result.difference.high
            assert ahead <= 0, f"{here.best.label} is ahead of {claim.label}"
        elif claim.kind in ("difference", "in_short"):
            mean, low, high = claim.amounts()
            assert claim.settled == (low * high > 0)
            assert low <= mean <= high
            chance = (result.difference.high - result.difference.low) + (high - low)  # twice both half-widths
            assert abs(result.difference.mean - mean) <= chance, f"{claim.text} Here: {result.difference}"
            assert not (claim.settled and result.difference.settled and result.difference.mean * mean < 0), claim.text


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_every_sentence_is_what_the_scenario_says_word_for_word(name: str) -> None:
    """At full size, as `twenty-cents compare` prints it."""
    world = load(name)
    said = claims(world.conclusion)
    found = comparisons(world, said)
    wrong = [
        f"{claim.text}\n  now: {now}" for claim in said if (now := says_now(claim, found[claim.settings])) != claim.text
    ]
    assert not wrong, "\n".join(
        [*wrong, "`python -m tests.golden conclusions` writes these again; read the words around them, too."]
    )


def test_a_sentence_is_read_with_its_sign_its_settings_and_its_policy() -> None:
    text = """
    With money.margin = 5.0, law.regime = none: "A" leaves the company $1.2 million worse off than "B" (90 % interval:
    $800,000 to $1.6 million worse). A sold record brings $0.14 net and costs $0.02 (-$0.01 to $0.05); the sale pays at
    any price. "C": not settled, $5 better ($7 worse to $17 better). Highest of the 3 policies: "D": $3 better ($1 to $5
    better).
    """
    worse, record, open_, highest, better = claims(text)
    assert worse.settings == (("money.margin", "5.0"), ("law.regime", "none"))
    assert worse.amounts() == [-1.2e6, -1.6e6, -0.8e6]
    assert worse.settled
    assert (record.kind, record.label) == ("record", "A")
    assert open_.amounts() == [5.0, -7.0, 17.0]
    assert not open_.settled
    assert (highest.kind, highest.label) == ("highest", "D")
    assert better.amounts() == [3.0, 1.0, 5.0]
    assert figures_beside(text).split() == []


def test_a_figure_that_is_not_in_a_sentence_is_seen() -> None:
    assert "$3" in figures_beside('"A" costs $3, which is much.')
    assert isinstance(claims("nothing said"), list)
    assert not [claim for claim in claims("nothing said") if isinstance(claim, Claim)]
