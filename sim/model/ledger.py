"""Money: signed lines in dollars of the real company, month by month, undiscounted and at today's value."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model.columns import MONEY_UNIT
from sim.model.conditions import Conditions, discount_factor, discount_factors
from sim.model.regulator import Penalties
from sim.model.totals import Totals

Amount: TypeAlias = float | npt.NDArray[np.float64]

LINES = (
    "subscription_margin",
    "data_sales",
    "personalisation_uplift",
    "bought_data",
    "rewards",
    "profile_programme",
    "acquisition",
    "complaint_handling",
    "fines",
    "settlements",
)
TERMINAL = "terminal_value"


class Ledger:
    """Books each month's lines: income positive, costs negative. scale: real people per simulated one."""

    def __init__(self, inputs: Scenario, scale: float) -> None:
        months = int(inputs["market.months"])
        self._scale = scale
        self.lines = {line: np.zeros(months) for line in LINES}  # [dollars a month, when it happens]
        self.terminal_value = 0.0  # [dollars at the horizon]
        now = discount_factors(float(inputs["money.discount"]), months)
        lag = discount_factor(inputs, float(inputs["law.lag"]))
        self._discount = {line: now * (lag if line in ("fines", "settlements") else 1.0) for line in LINES}
        self._horizon = float(now[-1])

    def book(self, month: int, now: Conditions, totals: Totals, data_sales: Amount, penalties: Penalties) -> None:
        """Book a month, or several in a row under the same terms, from their sums.

        month: the first. totals, data_sales [dollars, net], penalties: of one month, or an array each, a value a month.
        Margins are whole numbers until here, so the order of people does not matter.
        """
        scale = self._scale
        margin = MONEY_UNIT * scale
        uplift = now.margin_pleased * totals.margin_pleased + now.margin_repelled * totals.margin_repelled
        amounts = {
            "subscription_margin": margin * totals.margin,
            "data_sales": data_sales,
            "personalisation_uplift": margin * uplift,
            "bought_data": -now.bought_data * totals.customers * scale,
            "rewards": -now.reward * totals.rewarded * scale,
            "profile_programme": -now.profile_cost * totals.profiles * scale,
            "acquisition": -now.acquisition * (totals.joined + totals.returned) * scale,
            "complaint_handling": -now.complaint_handling * totals.complaints * scale,
            "fines": -penalties.fines,
            "settlements": -penalties.settlements,
        }
        months = slice(month - 1, month - 1 + np.size(totals.margin))
        for line, amount in amounts.items():
            self.lines[line][months] = amount

    def close(self, terminal_value: float) -> None:
        """Set the value of the customers at the horizon [dollars then, simulated people]."""
        self.terminal_value = terminal_value * self._scale

    def discounted_by_month(self) -> dict[str, npt.NDArray[np.float64]]:
        """Today's value of each line by month in which its cause happened [dollars]."""
        return {line: amounts * self._discount[line] for line, amounts in self.lines.items()}

    def undiscounted(self) -> dict[str, float]:
        """Sum of each line, the terminal value last [dollars]."""
        return {line: float(amounts.sum()) for line, amounts in self.lines.items()} | {TERMINAL: self.terminal_value}

    def discounted(self) -> dict[str, float]:
        """Today's value of each line, the terminal value last [dollars]."""
        sums = {line: float(amounts.sum()) for line, amounts in self.discounted_by_month().items()}
        return sums | {TERMINAL: self.terminal_value * self._horizon}
