"""Nobody is won by selling: person by person, the sale of records makes nobody stay longer."""

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.market import live

# Where nobody joins or returns and nothing is made personal, all that a policy does to a customer is to sell.
ONLY_SELLING = {"mechanisms.joining": False, "mechanisms.returning": False, "mechanisms.personalisation": False}
# Where people hear nothing of each other, and leave for no other reason than before, until they know.
UNTOLD = {"mechanisms.word_of_mouth": False, "mechanisms.press": False, "mechanisms.annoyance": False}


def when(months: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """Months of an event, with never after all others."""
    return np.where(months == 0, np.iinfo(np.int16).max, months).astype(np.int64)


def stay_longer(scenario: Scenario, policy: Policy, never: Policy) -> tuple[int, int]:
    """Customers who first leave earlier because of the sale, and those who first leave later: nobody should."""
    world = scenario.changed(ONLY_SELLING)
    sold = when(live(world, policy).people.column("first_left"))
    unsold = when(live(world, never).people.column("first_left"))
    return int(np.sum(sold < unsold)), int(np.sum(sold > unsold))


def find_out_later(scenario: Scenario, policy: Policy) -> tuple[int, int]:
    """People who find out earlier where a sale makes twice the copies, and those who find out later: nobody should."""
    resale = float(scenario["data_market.resale"])
    fewer, more = (
        when(live(scenario.changed({**UNTOLD, "data_market.resale": copies}), policy).people.column("learned_month"))
        for copies in (resale, 2.0 * resale)
    )
    return int(np.sum(more < fewer)), int(np.sum(more > fewer))
