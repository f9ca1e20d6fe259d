"""The data market: the brokers and buyers that hold copies of records, and what they pay."""

from typing import TYPE_CHECKING

import mesa

from sim.inputs.policy import Terms

if TYPE_CHECKING:
    from sim.model.market import Market


class DataMarket(mesa.Agent):
    """Pays for disclosures. Copies themselves circulate person by person, in the rule of a person's month."""

    def __init__(self, market: "Market") -> None:
        super().__init__(market)
        self.commission = float(market.inputs["data_market.commission"])
        self.paid = 0.0  # net, so far [dollars, real company, undiscounted]

    def step(self, terms: Terms, disclosures: float) -> float:
        """Pay for this month's disclosures [real records x buyers]; the company's net income in dollars."""
        income = disclosures * terms.price * (1.0 - self.commission)
        self.paid += income
        return income
