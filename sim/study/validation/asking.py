"""V8: people are asked, paid, or free to refuse. How many records remain on the list."""

from collections.abc import Mapping

from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import born


def asking(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """The first month's list under each way of asking, as shares of customers, who are all the people there are.

    opt_out_plain, opt_out_buried: refuse. opt_in: agree. fewer: how much shorter the list is than without asking.
    """
    listed = _listed(scenario, ("sell-quietly", "opt-out", "opt-out-buried", "ask-first"), replicate)
    return {
        "opt_out_plain": 1.0 - listed["opt-out"],
        "opt_out_buried": 1.0 - listed["opt-out-buried"],
        "opt_in": listed["ask-first"],
        "fewer": 1.0 - listed["ask-first"] / listed["sell-quietly"],
    }


def paying(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """The experiment: how many agree for five cents, and how many more for twenty and then for fifty."""
    listed = _listed(scenario, ("five-cents", "twenty-cents", "fifty-cents"), replicate)
    return {
        "five": listed["five-cents"],
        "five_to_twenty": listed["twenty-cents"] - listed["five-cents"],
        "twenty_to_fifty": listed["fifty-cents"] - listed["twenty-cents"],
    }


def _listed(scenario: Scenario, policies: tuple[str, ...], replicate: int) -> dict[str, float]:
    people = born(scenario, replicate)
    lives = {key: live(scenario, scenario.policy(key), replicate, people=people) for key in policies}
    return {key: float((life.people.column("first_sold") > 0).mean()) for key, life in lives.items()}
