"""The months to come: what changes from one to the next, and what holds in them unless the press finds a story."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model.compiled import part
from sim.model.conditions import OF_THE_MONTH, Conditions, discount_factors

Floats = npt.NDArray[np.float64]

_PLACE = {field: place for place, field in enumerate(Conditions._fields[:OF_THE_MONTH])}


def in_month(
    base: Conditions,
    scenario: Scenario,
    month: int,
    reputation: float,
    story_runs: bool,
    apologised: bool,
    unasked_since: int = 1,
) -> Conditions:
    """The conditions of one month: its discount, its breach, and what the press and an apology change.

    unasked_since: the first month in which the policy sells without consent.
    """
    press = np.array([reputation]), np.array([story_runs])
    return in_force(base, in_months(base, scenario, month, *press, apologised, unasked_since)[0])


def in_months(
    base: Conditions,
    scenario: Scenario,
    first: int,
    reputation: Floats,
    story_runs: npt.NDArray[np.bool_],
    apologised: bool,
    unasked_since: int,
) -> Floats:
    """What a month changes in the conditions, for months from `first` on: a row each, in the order of `Conditions`.

    reputation, story_runs: one value a month, and as many months.
    """
    forgetting = float(scenario["people.apology_keep"]) if apologised else 1.0
    reach = float(scenario["press.reach"]) if scenario["mechanisms.press"] else 0.0
    hazard = -math.log1p(-reach) / float(scenario["press.months"])
    stop = first + len(reputation)
    discounts = discount_factors(float(scenario["money.discount"]), stop - 1)[first - 1 :]
    constant = base._replace(
        keep_fast=base.keep_fast * forgetting, keep_slow=base.keep_slow * forgetting, unasked_since=unasked_since
    )
    months = np.tile(np.array(constant[:OF_THE_MONTH]), (len(reputation), 1))
    changing = {
        "month": np.arange(first, stop),
        "discount": discounts,
        "calm": ~story_runs if reach > 0.0 else True,
        "story_hazard": np.where(story_runs, hazard, 0.0),
        "advertising": base.advertising * reputation,
        "referral": base.referral * reputation,
        "win_back": base.win_back * reputation,
    }
    for field, values in changing.items():
        months[:, _PLACE[field]] = values
    for event in reversed(scenario.events):  # of two in one month, the first counts
        if first <= event.month < stop:
            breach = {"calm": 0, "breach_share": event.share, "breach_severity": event.severity}
            for field, value in breach.items():
                months[event.month - first, _PLACE[field]] = value
    return months


@part
def in_force(base, row):  # type: ignore[no-untyped-def]
    """The conditions of a month: `base`, but for what the month changes, which a row of `in_months` holds."""
    calendar = (int(row[0]), float(row[1]), int(row[2]))
    told = (float(row[3]), float(row[4]), float(row[5]), int(row[6]))
    fading = (float(row[7]), float(row[8]))
    pull = (float(row[9]), float(row[10]), float(row[11]))
    return Conditions(*(calendar + told + fading + pull + base[OF_THE_MONTH:]))


class Outlook(NamedTuple):
    """What holds in the coming months unless the press finds a story in one: then the months after it are others."""

    base: Conditions
    months: Floats  # [month, field] as `in_months` has it
    story_chance: Floats  # in each month, for every one who finds out first-hand [per real person]
    story_left: float  # how much of these chances adds up before a story breaks [expected stories]
    scale: float  # real people per simulated one

    @classmethod
    def of(cls, base: Conditions, months: Floats) -> "Outlook":
        """Months in which the press finds nothing, whatever happens."""
        return cls(base, months, np.zeros(len(months)), 1.0, 1.0)

    def now(self, month: int = 0) -> Conditions:
        """The conditions in one of these months, the first being 0."""
        conditions: Conditions = in_force(self.base, self.months[month])
        return conditions

    def part(self, first: int, stop: int) -> "Outlook":
        """The months from number `first` to number `stop` - 1 alone."""
        return self._replace(months=self.months[first:stop], story_chance=self.story_chance[first:stop])
