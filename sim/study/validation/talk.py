"""V11: a few dissatisfied customers, their talk, the ties that carry it, and what openness and choice save."""

from collections.abc import Mapping
from typing import NamedTuple

from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import born

MORE_TIES = {"word_of_mouth.contacts": 25, "word_of_mouth.rewiring": 1.0}  # the upper ends of their ranges


class Cost(NamedTuple):
    """What selling loses, apart from its own income."""

    per_record: float  # dollars, discounted
    of_value: float  # share of what the company is worth without selling
    dissatisfied: float  # share of the people sold who know and object


def talk(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """What selling quietly loses, and how that changes.

    lost: share of the company's value. dissatisfied: share of people sold. by_talk, by_ties: what talk, and then
    many distant ties, add to the cost of a record, as shares of it. told: the cost of a record where people are
    told and may refuse, as a share of its cost where they are not.
    """
    quiet = cost(scenario, "sell-quietly", replicate)
    silent = cost(scenario.changed({"mechanisms.word_of_mouth": False}), "sell-quietly", replicate)
    tied = cost(scenario.changed(MORE_TIES), "sell-quietly", replicate)
    told = cost(scenario, "opt-out", replicate)
    return {
        "lost": quiet.of_value,
        "dissatisfied": quiet.dissatisfied,
        "by_talk": quiet.per_record / silent.per_record - 1.0,
        "by_ties": tied.per_record / quiet.per_record - 1.0,
        "told": told.per_record / quiet.per_record,
    }


def cost(scenario: Scenario, key: str, replicate: int) -> Cost:
    """What a policy's sale loses, against the same people under the same policy without it."""
    policy, people = scenario.policy(key), born(scenario, replicate)
    without = live(scenario, policy.without_sale(), replicate, people=people).net_present_value
    life = live(scenario, policy, replicate, people=people)
    loss = without - (life.net_present_value - life.sale_present_value)
    sold = life.people.column("first_sold") > 0
    knows = (life.people.column("learned_month") > 0) & (life.people.column("objection") > 0)
    return Cost(loss / life.discounted_disclosures, loss / without, float(knows[sold].mean()))
