"""V1 and V2: everybody is told of a breach. Who leaves, how soon it is over, and who would have said so."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER
from sim.model.market import Market, live
from sim.model.people import People, born

SAYS_SO = 0.45  # says "I would leave" where betrayal exceeds this share of patience; assumed, for this readout only
LOYAL = 24  # months as a customer
LATER = 3  # the month in which leaving should be near normal again; the breach happens in month 1

Flags = npt.NDArray[np.bool_]


def breach(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """A breach in the first month, against the same people's lives without it.

    leave: share of customers who leave within the run beyond those who leave anyway. say_so: share who would
    say that they leave. later: leaving over data in month `LATER` as a share of that in month 1. loyal:
    `leave` of customers of `LOYAL` months or more, divided by that of the others.
    """
    policy, people = scenario.policy("never-sell"), born(scenario, replicate)
    calm = live(replace(scenario, events=()), policy, replicate, people=people).people
    market = Market(scenario, policy, replicate, people)
    here = market.people
    long_standing = here.column("months") >= LOYAL
    hazards = []
    for month in range(1, int(scenario["market.months"]) + 1):
        there = here.column("status") == CUSTOMER
        market.step()
        if month == 1:
            say_so = (betrayal(here) > SAYS_SO * here.column("patience")).mean()
        if month in (1, LATER):
            hazards.append(hazard_over_data(here, there, scenario))
    return {
        "leave": beyond(here, calm, np.ones(len(here), bool)),
        "say_so": float(say_so),
        "later": share(hazards[1], hazards[0]),
        "loyal": share(beyond(here, calm, long_standing), beyond(here, calm, ~long_standing)),
    }


def share(part: float, whole: float) -> float:
    """One figure against another; 0 where the other is none, so that nothing is there to compare with."""
    return part / whole if whole > 0.0 else 0.0


def beyond(here: People, calm: People, who: Flags) -> float:
    """Share of some people who have left here, less the share who have left in the calm market."""
    return float(has_left(here)[who].mean() - has_left(calm)[who].mean())


def has_left(people: People) -> Flags:
    """Who has ever left."""
    return np.asarray(people.column("first_left") > 0)


def betrayal(people: People) -> npt.NDArray[np.float64]:
    """Everybody's betrayal, the fast and the slow part together [quiet sales]."""
    return np.asarray(people.column("betrayal_fast") + people.column("betrayal_slow"), float)


def hazard_over_data(people: People, who: Flags, scenario: Scenario) -> float:
    """Mean hazard of leaving over data (step 11 of docs/model.md) this month, where nothing is sold [per month].

    The mean hazard of those who could leave, rather than a count of those who did: less noise. A test holds it
    to the count.
    """
    weight = np.where(people.column("experience_counts") == 1, 1.0, float(scenario["people.experience_weight_others"]))
    grief = np.maximum(0.0, betrayal(people) - people.column("patience"))
    return float(scenario["people.leaving_rate"]) * float((weight * grief)[who].mean())
