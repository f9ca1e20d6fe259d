"""The market as a Mesa model: time, the order of the month, the ledger, and the monthly series."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import mesa
import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy, Terms
from sim.inputs.scenario import Scenario
from sim.model.columns import KINDS
from sim.model.company import Company
from sim.model.conditions import discount_factor, discount_factors
from sim.model.data_market import DataMarket
from sim.model.engine import Engine
from sim.model.ledger import Ledger
from sim.model.outlook import Outlook, in_months
from sim.model.people import Born, People, born
from sim.model.press import Press
from sim.model.regulator import Penalties, Regulator
from sim.model.totals import Totals

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

# Monthly counts of real people, records, pieces and complaints that the data collector keeps.
COUNTS = {
    "customers": "customers_at_end",
    "joined": "joined",
    "returned": "returned",
    "left": "left",
    "people_who_know": "people_who_know",
    "found_out": "found_out",
    "talking": "talking",
    "complaints": "complaints",
    "pieces_magazines": "magazines",
    "pieces_charities": "charities",
    "pieces_travel": "travel",
    "pieces_political": "political",
    "records_sold": "disclosures",
}


class Market(mesa.Model):
    """One market under one policy. Each `step` is a month; `life()` tells the whole story once all are lived.

    `inputs` is the scenario: Mesa keeps the name `scenario` for itself.
    """

    def __init__(
        self,
        inputs: Scenario,
        policy: Policy,
        replicate: int = 0,
        people: Born | None = None,
        pool: ThreadPoolExecutor | None = None,
    ) -> None:
        super().__init__(seed=int(inputs["market.seed"]))
        self.inputs = inputs
        self.replicate = replicate
        self.month = 0
        self.people = People(people if people is not None else born(inputs, replicate))
        self.engine = Engine(self.people, pool)
        self.scale = float(inputs["market.size"]) / len(self.people)
        self.company = Company(self, policy)
        self.data_market = DataMarket(self)
        self.press = Press(self)
        self.regulator = Regulator(self)
        mesa.Agent._ids.pop(self, None)  # Mesa's count of agents would keep every market for good
        self.ledger = Ledger(inputs, self.scale)
        self.sums = np.zeros(len(Totals._fields), np.int64)
        self.totals = Totals(*self.sums.tolist())
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "totals": lambda market: market.sums,
                "reputation": lambda market: market.press.reputation,
            }
        )

    def step(self) -> None:
        """One month."""
        self.live_on(self.month + 1)

    def live_on(self, last: int) -> None:
        """The coming months, `last` at the latest: at most until the policy changes or a story breaks.

        In the order of a month: the policy in force, everybody's month, the market's alarms, the ledger.
        """
        first = self.month + 1
        terms = self.company.terms(first)
        outlook = self._outlook(terms, self.company.last_month_of_terms(first, last))
        lived = self.live_months(outlook)
        income, penalties = [], []
        for sums in lived:
            self.month += 1
            self.sums, self.totals = sums, Totals(*sums.tolist())
            sales, fined = self._close_month(terms)
            income.append(sales)
            penalties.append(fined)
        self.ledger.book(
            first, outlook.base, Totals(*lived.T), np.array(income), Penalties(*np.array(penalties, float).T)
        )

    def _outlook(self, terms: Terms, last: int) -> Outlook:
        """What holds up to month `last`, unless a story breaks before."""
        first = self.month + 1
        base = self.company.conditions(terms)
        reputation, story_runs, chance = self.press.outlook(last - self.month)
        apologised, unasked_since = self.company.has_apologised(terms), self.company.unasked_since
        months = in_months(base, self.inputs, first, reputation, story_runs, apologised, unasked_since)
        return Outlook(base, months, chance, self.press.patience, self.scale)

    def live_months(self, outlook: Outlook) -> Integers:
        """Everybody's next month, and more of those of the outlook; their sums, a row a month as in `Totals`."""
        return self.engine.live(outlook)

    def _close_month(self, terms: Terms) -> tuple[float, Penalties]:
        """The market's agents' part in the month that people have just lived: income from sales, and penalties."""
        totals, real = self.totals, self.scale
        self.company.step(totals.disclosures)
        income = self.data_market.step(terms, totals.disclosures * real)
        penalties = self.regulator.step(
            self.month,
            terms.sale,
            totals.complaints * real,
            totals.records * real,
            totals.claims * real,
            totals.customers * real,
        )
        self.press.step(self.month, totals.first_hand * real)
        self.datacollector.collect(self)
        return income, penalties

    def terminal_value(self) -> float:
        """What today's customers are expected to bring from now on, sales stopped [dollars today, simulated people]."""
        return self.engine.terminal_value(discount_factor(self.inputs, 1))

    def live(self) -> "Life":
        """Live all months and return what happened."""
        while self.month < int(self.inputs["market.months"]):
            self.live_on(int(self.inputs["market.months"]))
        self.steps = self.month  # Mesa's count
        return self.life()

    def life(self) -> "Life":
        """What has happened, once all months are lived: closes the books and values the customers that are left."""
        self.ledger.close(self.terminal_value())
        self.people.close()
        collected = self.datacollector.model_vars
        counts = np.array(collected["totals"], dtype=float)
        series = {name: counts[:, Totals._fields.index(field)] * self.scale for name, field in COUNTS.items()}
        series["pieces"] = np.sum([series[f"pieces_{kind}"] for kind in KINDS], axis=0)
        series["reputation"] = np.array(collected["reputation"], dtype=float)
        by_month = self.ledger.discounted_by_month()
        discounted = self.ledger.discounted()
        factors = discount_factors(float(self.inputs["money.discount"]), self.month)
        return Life(
            months=self.month,
            scale=self.scale,
            series=series,
            ledger=dict(self.ledger.lines),
            ledger_discounted=discounted,
            ledger_undiscounted=self.ledger.undiscounted(),
            net_value_by_month=np.cumsum(sum(by_month.values())),
            discounted_disclosures=float((factors * series["records_sold"]).sum()),
            stories=tuple(self.press.stories),
            drawn_penalties=tuple(self.regulator.drawn),
            people=self.people,
        )


@dataclass(frozen=True)
class Life:
    """One market lived once: money in dollars of the real company, counts in real people, one value a month."""

    months: int
    scale: float  # real people per simulated one
    series: dict[str, Floats]
    ledger: dict[str, Floats]  # undiscounted, signed, by month
    ledger_discounted: dict[str, float]  # with the terminal value
    ledger_undiscounted: dict[str, float]
    net_value_by_month: Floats  # discounted, cumulated, without the terminal value
    discounted_disclosures: float  # records x buyers x discount
    stories: tuple[int, ...]  # months in which a press story broke
    drawn_penalties: tuple[tuple[int, str, float], ...]  # (month, kind, dollars): for stress, not in the ledger
    people: People

    @property
    def net_present_value(self) -> float:
        """All lines and the terminal value at today's value [dollars]."""
        return sum(self.ledger_discounted.values())

    @property
    def terminal_value(self) -> float:
        """Today's value of the customers at the horizon [dollars]."""
        return self.ledger_discounted["terminal_value"]

    @property
    def sale_present_value(self) -> float:
        """Today's value of data sales [dollars]."""
        return self.ledger_discounted["data_sales"]


def live(
    inputs: Scenario,
    policy: Policy,
    replicate: int = 0,
    *,
    people: Born | None = None,
    pool: ThreadPoolExecutor | None = None,
    using: str = "engine",
) -> Life:
    """Live one market under one policy.

    people: shared by the policies that are compared; pool: threads for large markets; using: the compiled engine, or
    the plain Mesa model of `reference`, which goes through the same events and is slow.
    """
    if using == "mesa":
        from sim.model.reference import ReferenceMarket

        market: Market = ReferenceMarket(inputs, policy, replicate, people)
    else:
        market = Market(inputs, policy, replicate, people, pool)
    try:
        return market.live()
    finally:
        market.__dict__.clear()  # a market and its agents refer to each other: this frees the memory at once
