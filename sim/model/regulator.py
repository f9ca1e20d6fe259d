"""The law: a regulator whose actions are rare and heavy-tailed, and class actions where a statute gives people a claim.

The ledger books expected cost; drawn fines and settlements are kept apart, for stories and stress.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import mesa

from sim.model.alarm import Alarm
from sim.model.draws import REGULATOR, SUIT

if TYPE_CHECKING:
    from sim.model.market import Market

# Sales that each law forbids.
UNLAWFUL = {"none": (), "opt_out": ("quiet",), "opt_in": ("quiet", "opt_out")}


class Penalties(NamedTuple):
    """A month's expected penalties [dollars, real company, when paid]."""

    fines: float
    settlements: float


def highest_fine(cap: float, turnover_share: float, turnover: float) -> float:
    """The most that a fine may be [dollars]: a sum, or a share of a year's turnover where that is more.

    GDPR article 83: up to EUR 20 million or, of an undertaking, 4 % of its turnover, whichever is higher.
    """
    return max(cap, turnover_share * turnover)


def capped_lognormal_mean(median: float, spread: float, cap: float) -> float:
    """Mean of min(X, cap) for log-normal X of a median and a log-sd, in the unit of the median."""
    if cap <= 0.0:
        return 0.0
    z = math.log(cap / median) / spread
    below = math.exp(0.5 * spread * spread) * _normal(z - spread)
    return median * below + cap * (1.0 - _normal(z))


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


class Regulator(mesa.Agent):
    """Hears complaints about unlawful sales and now and then fines; courts hear a class once."""

    def __init__(self, market: "Market") -> None:
        super().__init__(market)
        inputs = market.inputs
        on = bool(inputs["mechanisms.law"])

        def value(name: str) -> float:
            return float(inputs[name])

        self._forbidden = UNLAWFUL[str(inputs["law.regime"])] if on else ()
        self._action_chance = value("law.to_regulator") * value("law.action_chance")
        self._fine_median, self._fine_spread = value("law.fine_median"), value("law.fine_spread")
        self._fine_cap, self._turnover_share = value("law.fine_cap"), value("law.fine_turnover_share")
        self._revenue = value("money.revenue")
        self._class_share = value("law.class_share") if on else 0.0
        self._per_member = value("law.settlement_per_member")
        self._suit_hazard = value("law.suit_rate") / 12.0
        seed = int(inputs["market.seed"])
        self._fine_alarm = Alarm(seed, market.replicate, REGULATOR)
        self._suit_alarm = Alarm(seed, market.replicate, SUIT)
        self._broke_the_law = False
        self._members = 0.0
        self._no_suit_yet = 1.0  # probability
        self.drawn: list[tuple[int, str, float]] = []  # (month, "fine" or "settlement", dollars)

    def step(
        self, month: int, sale: str, complaints: float, records: float, claims: float, customers: float
    ) -> Penalties:
        """A month's expected penalties. complaints: new ones; records: sold; claims: people newly sold without consent;
        customers: of the real company, who make its turnover."""
        self._broke_the_law = self._broke_the_law or (sale in self._forbidden and records > 0.0)
        self._members += claims * self._class_share
        return Penalties(self._fines(month, complaints, customers), self._settlements(month))

    def _fines(self, month: int, complaints: float, customers: float) -> float:
        if not self._broke_the_law:
            return 0.0
        hazard = complaints * self._action_chance
        cap = highest_fine(self._fine_cap, self._turnover_share, self._revenue * customers)
        if self._fine_alarm.run(hazard) and cap > 0.0:
            from scipy.special import ndtri

            drawn = self._fine_median * math.exp(self._fine_spread * float(ndtri(self._fine_alarm.uniform())))
            self.drawn.append((month, "fine", min(drawn, cap)))
        return hazard * capped_lognormal_mean(self._fine_median, self._fine_spread, cap)

    def _settlements(self, month: int) -> float:
        if self._members <= 0.0:
            return 0.0
        cost = self._members * self._per_member
        chance = self._no_suit_yet * -math.expm1(-self._suit_hazard)
        self._no_suit_yet *= math.exp(-self._suit_hazard)
        if self._suit_alarm.rings == 0 and self._suit_alarm.run(self._suit_hazard):
            self.drawn.append((month, "settlement", cost))
        return chance * cost
