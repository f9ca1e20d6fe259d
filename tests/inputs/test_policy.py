"""Policies: what holds in which month, what cannot go together, and a policy with only its sale removed."""

import pytest

from sim.errors import InputError
from sim.inputs.policy import Change, Policy, Terms
from sim.inputs.scenario import Scenario, load, load_text

ARTICLE = [
    "never-sell",
    "sell-quietly",
    "opt-out",
    "ask-first",
    "ask-and-reward",
    "declared-data",
    "buy-third-party",
    "golden-rule",
    "stop-and-apologise",
]


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return load("magazine")


def test_the_nine_policies_of_the_article_are_there_with_a_label_and_one_sentence(magazine: Scenario) -> None:
    assert list(magazine.policies) == ARTICLE
    for policy in magazine.policies.values():
        assert policy.label
        assert policy.description.endswith(".")
        assert len(policy.description) <= 120


def test_terms_fill_in_what_a_policy_leaves_open(magazine: Scenario) -> None:
    terms = magazine.terms(magazine.policies["sell-quietly"], 1)
    assert terms == Terms("quiet", "buried", 0.2, 1, 8, 0.0, 0.0, "none", False)
    dearer = magazine.changed({"data_market.price": 0.3, "policies.opt-out.price": 0.1})
    assert dearer.terms(dearer.policies["sell-quietly"], 1).price == 0.3
    assert dearer.terms(dearer.policies["opt-out"], 1).price == 0.1


def test_a_dated_change_holds_from_its_month_on(magazine: Scenario) -> None:
    policy = magazine.policies["stop-and-apologise"]
    before, after = magazine.terms(policy, 24), magazine.terms(policy, 25)
    assert (before.sale, before.apology) == ("quiet", False)
    assert (after.sale, after.apology) == ("never", True)
    assert magazine.terms(policy, 60) == after


def test_without_the_sale_what_meant_something_only_for_it_is_gone(magazine: Scenario) -> None:
    never = magazine.policies["never-sell"]
    for key in ("never-sell", "sell-quietly", "opt-out", "ask-first", "ask-and-reward", "stop-and-apologise"):
        assert magazine.policies[key].without_sale() == never
    for key in ("declared-data", "buy-third-party", "golden-rule"):
        assert magazine.policies[key].without_sale() == magazine.policies[key]


def test_without_the_sale_data_and_their_reward_stay_as_they_were_month_by_month() -> None:
    policy = Policy(
        "p", "P", "", "opt_in", "plain", price=0.5, reward=1.0,
        changes=(
            Change(5, personalisation=1.0, data_source="declared"),
            Change(9, sale="never", apology=True),
            Change(20, personalisation=0.0, data_source="none", reward=0.0),
        ),
    )  # fmt: skip
    unsold = policy.without_sale()
    assert not unsold.sells()
    assert [unsold.in_force(month)["reward"] for month in (1, 5, 9, 20)] == [0.0, 1.0, 1.0, 0.0]
    assert [unsold.in_force(month)["data_source"] for month in (1, 5, 20)] == ["none", "declared", "none"]
    assert [change.month for change in unsold.changes] == [5, 20]
    assert unsold.without_sale() == unsold


def test_policies_that_do_the_same_are_equal_whatever_they_are_called() -> None:
    assert Policy("a", "A", "") == Policy("b", "B", "Another name.")
    assert Policy("a", "A", "", "quiet") != Policy("a", "A", "")
    assert len({Policy("a", "A", ""), Policy("b", "B", "")}) == 1


@pytest.mark.parametrize(
    ("fields", "key", "right"),
    [
        ('sale = "quiet"\nreward = 0.5', "reward = 0.5", "somebody who is asked"),
        ('sale = "opt_out"\nreward = 0.5', "reward = 0.5", "somebody who is asked"),
        ('sale = "never"\npersonalisation = 0.5', "personalisation = 0.5", "data_source"),
        ('sale = "never"\ndata_source = "declared"', 'data_source = "declared"', "personalisation above 0"),
        ('sale = "quiet"\napology = true', "apology = true", 'sale = "never"'),
        ('sale = "quiet"\nchanges = [{month = 3, apology = true}]', "apology = true", "from month 3 on"),
        (
            'sale = "opt_in"\nreward = 1\nchanges = [{month = 9, sale = "never"}]',
            "reward = 1.0",
            "from month 9 on",
        ),
        ('sale = "quiet"\nchanges = [{month = 9}, {month = 9}]', "changes.2.month = 9", "after month 9"),
        ('sale = "quiet"\nchanges = [{month = 61}]', "changes.1.month = 61", "ends with month 60"),
        ('sale = "quiet"\nchanges = [{sale = "never"}]', "changes.1.month is missing", "whole number"),
        ('label = "Mine"', "sale is missing", "never, quiet, opt_out, opt_in"),
    ],
)
def test_what_cannot_go_together_is_refused_with_the_reason(fields: str, key: str, right: str) -> None:
    with pytest.raises(InputError) as caught:
        load_text(f"[policies.mine]\n{fields}\n", "mine.toml")
    message = str(caught.value)
    assert message.startswith(f"mine.toml: policies.mine.{key}")
    assert right in message
    assert "\n" not in message


def test_a_policy_that_rewards_declared_data_is_fine() -> None:
    text = '[policies.mine]\nsale = "never"\nreward = 1.0\npersonalisation = 0.5\ndata_source = "declared"\n'
    assert load_text(text).policies["mine"].reward == 1.0
