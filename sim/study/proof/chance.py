"""Chance held against mathematics: who is born, how long they stay, and when they find out, in closed form."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import born

Floats = npt.NDArray[np.float64]
ONE_IN = 1e-6  # chance that a true model is called wrong

ALONE = {
    f"mechanisms.{name}": False
    for name in ("annoyance", "betrayal", "word_of_mouth", "press", "law", "joining", "returning")
}


@dataclass(frozen=True)
class Curve:
    """A share of people by month: as it came out among so many, and as mathematics has it."""

    what: str
    people: int
    found: Floats
    due: Floats

    @property
    def apart(self) -> float:
        """The largest distance between the two."""
        return float(np.max(np.abs(self.found - self.due)))

    @property
    def allowed(self) -> float:
        """What chance explains in all but one case in a million, by Dvoretzky, Kiefer and Wolfowitz (Massart 1990)."""
        return math.sqrt(math.log(2.0 / ONE_IN) / (2.0 * self.people))

    @property
    def held(self) -> bool:
        """Whether chance explains the distance."""
        return self.apart <= self.allowed


def beta_ratio(alpha: float, beta: float, more: Floats) -> Floats:
    """B(alpha, beta + more) / B(alpha, beta): the mean of (1 - theta) ** more for theta ~ Beta(alpha, beta)."""
    terms = [math.lgamma(beta + one) - math.lgamma(alpha + beta + one) for one in np.atleast_1d(more)]
    return np.exp(np.array(terms) + math.lgamma(alpha + beta) - math.lgamma(beta))


def survival(scenario: Scenario, never: Policy, homogeneous: bool = False, replicate: int = 0) -> Curve:
    """Customers still there by month, everybody new: the shifted-beta-geometric curve (Fader and Hardie 2007).

    homogeneous: everybody is given the mean share of leaving per period, and the curve is the geometric one.
    """
    world = scenario.changed({**ALONE, "market.oldest_tenure": 0, "market.customers_at_start": 1.0})
    alpha, beta = float(world["company.retention_alpha"]), float(world["company.retention_beta"])
    period = float(world["company.retention_period"])
    everybody = born(world, replicate)
    periods = np.arange(1, int(world["market.months"]) + 1) / period
    due = beta_ratio(alpha, beta, periods)
    if homogeneous:
        stays = beta / (alpha + beta)
        everybody = everybody.changed(leave_hazard=-math.log(stays) / period)
        due = stays**periods
    life = live(world, never, replicate, people=everybody)
    found = life.series["customers"] / (life.scale * len(everybody))
    return Curve("geometric" if homogeneous else "shifted-beta-geometric", len(everybody), found, due)


def finding_out(scenario: Scenario, quiet: Policy, replicate: int = 0) -> Curve:
    """People who have found out by month, of customers who stay for good, sold quietly from month 1 on.

    Nobody hears anything of others, so a person learns from a Poisson number of pieces, each traced with chance
    1 - e^-q, and from reading: the hazard of a month is flow x (1 - e^-q) + reading.
    """
    patience = {"market.customers_at_start": 1.0, "market.oldest_tenure": 0, "company.retention_alpha": 0.01}
    world = scenario.changed({**ALONE, **patience, "company.retention_beta": 1000})
    people = born(world, replicate).changed(leave_hazard=0.0)
    life = live(world, quiet, replicate, people=people)
    found = life.series["people_who_know"] / (life.scale * len(people))
    due = np.zeros(life.months)
    for digital, traceable, share in _groups(world):
        chance = float(world[f"people.trace_chance_{'traceable' if traceable else 'ordinary'}"])
        hazard = mail_flow(world, quiet, digital) * -math.expm1(-chance)
        hazard += float(world["people.reads_policy"]) / 12.0
        due += share * -np.expm1(-np.cumsum(hazard))
    every = world.terms(quiet, 1).again_every
    return Curve(f"sold every {every} months" if every else "sold once", len(people), found, due)


def _groups(world: Scenario) -> list[tuple[bool, bool, float]]:
    """Whom e-mail reaches, whose address tells, and which share of people they are."""
    digital, traceable = float(world["company.digital_share"]), float(world["people.traceable"])
    return [
        (reached, tells, (digital if reached else 1 - digital) * (traceable if tells else 1 - traceable))
        for reached in (True, False)
        for tells in (True, False)
    ]


def mail_flow(world: Scenario, quiet: Policy, digital: bool) -> Floats:
    """Expected pieces a month for one who is a customer throughout and new in month 1."""
    terms = world.terms(quiet, 1)
    kinds = ("magazines", "charities", "travel", "political")
    weights = [float(world[f"data_market.{kind}_weight"]) for kind in kinds]
    flow, copies = [], 0.0
    for month in range(1, int(world["market.months"]) + 1):
        copies *= 1.0 - float(world["data_market.copy_loss"])
        if month == 1 or (terms.again_every and (month - 1) % terms.again_every == 0):
            copies += float(world["data_market.resale"]) * terms.buyers
        reached = digital and month - 1 >= int(world["company.digital_after"])
        rates = [
            weight
            * (1.0 + reached * float(world[f"data_market.{kind}_emails"]) * float(world["data_market.email_passes"]))
            for kind, weight in zip(kinds, weights, strict=True)
            if month - 1 >= int(world[f"data_market.{kind}_delay"])
        ]
        flow.append(copies * float(world["data_market.pieces"]) * sum(rates) / sum(weights))
    return np.array(flow)
