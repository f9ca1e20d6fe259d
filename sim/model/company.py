"""The company: one data policy at a time, and what its terms mean for everybody this month."""

from typing import TYPE_CHECKING

import mesa

from sim.inputs.policy import Policy, Terms
from sim.model.conditions import Conditions, under

if TYPE_CHECKING:
    from sim.model.market import Market


class Company(mesa.Agent):
    """Follows its policy month by month and remembers whether it has ever sold, lawfully or not."""

    def __init__(self, market: "Market", policy: Policy) -> None:
        super().__init__(market)
        self.policy = policy
        self.has_sold = False
        self._known: dict[Terms, Conditions] = {}
        self._change_months = {change.month for change in policy.changes}
        months = sorted({1, *self._change_months})
        unasked = (month for month in months if market.inputs.terms(policy, month).sale in ("quiet", "opt_out"))
        self.unasked_since = next(unasked, 1)  # the first month in which records are sold without consent

    def terms(self, month: int) -> Terms:
        """The policy's terms in force in a month."""
        terms: Terms = self.model.inputs.terms(self.policy, month)
        return terms

    def last_month_of_terms(self, month: int, last: int) -> int:
        """The last month, `last` at the latest, in which the terms in force in a month still hold."""
        return min([last, *(change - 1 for change in self._change_months if change > month)])

    def conditions(self, terms: Terms) -> Conditions:
        """What the terms mean for everybody, before the press, a breach and an apology have their say."""
        if terms not in self._known:
            self._known[terms] = under(self.model.inputs, terms, self.model.replicate)
        return self._known[terms]

    def has_apologised(self, terms: Terms) -> bool:
        """Whether the company has said plainly that it has stopped something that it did."""
        return terms.apology and terms.sale == "never" and self.has_sold

    def step(self, disclosures: int) -> None:
        """Remember this month's sale."""
        self.has_sold = self.has_sold or disclosures > 0
