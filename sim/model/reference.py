"""The same market in plain Mesa: one object a person, the same rule, the same alarms.

This is the model to read first, and to subclass. It goes through exactly the same events as the compiled engine, person by
person, some hundred times more slowly; `twenty-cents verify` holds the two against each other.
"""

import mesa

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import rule
from sim.model.columns import CUSTOMER, KNOWS, MONTHLY, State, Traits, stored
from sim.model.conditions import Conditions, discount_factor
from sim.model.engine import Totals, expected_margin
from sim.model.market import Market
from sim.model.network import contact
from sim.model.people import Born


class Customer(mesa.Agent):  # type: ignore[misc]
    """One person: prospect, customer or former customer."""

    def __init__(self, market: "ReferenceMarket", number: int, traits: Traits, state: State) -> None:
        super().__init__(market)
        self.number = number
        self.traits = traits
        self.state = state
        self.contacts: list[Customer] = []  # the people to whom this one listens
        self.heard = 0  # contacts who were talking at the end of last month
        self.content_contacts = 0  # contacts who were content customers then
        self.did: rule.Month | None = None  # what happened this month

    def listen(self) -> None:
        """Take in what contacts said and felt at the end of last month."""
        self.heard = sum(other.state.talking > 0 for other in self.contacts)
        self.content_contacts = sum(other.state.content for other in self.contacts)

    def step(self, now: Conditions) -> None:
        """Live one month by the rule."""
        new, self.did = rule.month(self.number, self.traits, self.state, self.heard, self.content_contacts, now)
        self.state = stored(new)


class ReferenceMarket(Market):
    """The market with objects for people. Time, company, data market, press, regulator and ledger are the same."""

    def __init__(self, inputs: Scenario, policy: Policy, replicate: int = 0, people: Born | None = None) -> None:
        super().__init__(inputs, policy, replicate, people)
        self.customers = [Customer(self, i, *self.people[i]) for i in range(len(self.people))]
        seed, rewiring = int(inputs["market.seed"]), float(inputs["word_of_mouth.rewiring"])
        k = int(inputs["word_of_mouth.contacts"])
        for one in self.customers:
            numbers = (contact(seed, replicate, one.number, slot, k, rewiring, len(self.people)) for slot in range(k))
            one.contacts = [self.customers[number] for number in numbers]

    def live_month(self, now: Conditions) -> Totals:
        """First everybody listens, then everybody lives: the order of people does not matter."""
        everybody = self.agents_by_type[Customer]
        everybody.do("listen")
        everybody.do("step", now)
        return self._add_up()

    def terminal_value(self) -> float:
        """What today's customers are expected to bring from now on, sales stopped [dollars today, simulated people]."""
        self._write_down()
        keep = discount_factor(self.inputs, 1)
        stay = [one.traits for one in self.customers if one.state.status == CUSTOMER]
        return sum(expected_margin(traits.margin, traits.leave_hazard, keep) for traits in stay)

    def _add_up(self) -> Totals:
        did = [(one.traits.margin, one.did) for one in self.customers if one.did is not None]
        states = [one.state for one in self.customers]

        def total(field: str) -> int:
            return int(sum(getattr(month, field) for _, month in did))

        return Totals(
            customers=total("paid"),
            margin=sum(margin * month.paid for margin, month in did),
            margin_pleased=sum(margin * month.pleased for margin, month in did),
            margin_repelled=sum(margin * month.repelled for margin, month in did),
            customers_at_end=sum(state.status == CUSTOMER for state in states),
            people_who_know=sum(state.knows == KNOWS for state in states),
            talking=sum(state.talking > 0 for state in states),
            **{field: total(field) for field in rule.Month._fields if field in Totals._fields},
        )

    def _write_down(self) -> None:
        """Put the objects' states into the tables that `People` shows."""
        cut = len(MONTHLY.names or ())
        for one in self.customers:
            self.people.monthly[one.number] = tuple(one.state[:cut])
            self.people.seldom[one.number] = tuple(one.state[cut:])
