"""The same market in plain Mesa: one object a person, the same rule, the same alarms.

This is the model to read first, and to subclass. It goes through exactly the same events as the compiled
engine, person by person, some thousand times more slowly; `twenty-cents verify` holds the two against each other.
"""

import mesa
import numpy as np

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import rule
from sim.model.columns import CUSTOMER, KNOWS, State, Traits, stored
from sim.model.conditions import Conditions, discount_factor
from sim.model.engine import expected_margin
from sim.model.market import Integers, Market
from sim.model.network import contact
from sim.model.outlook import Outlook
from sim.model.people import Born
from sim.model.totals import Totals


class Customer(mesa.Agent):
    """One person: prospect, customer or former customer."""

    def __init__(self, market: "ReferenceMarket", number: int, traits: Traits, state: State) -> None:
        super().__init__(market)
        self.number = number  # the key of this person's luck: alarms are drawn by it
        self.traits = traits
        self.state = state
        self.contacts: list[Customer] = []  # the people to whom this one listens
        self.heard = 0  # contacts who were talking at the end of last month
        self.content_contacts = 0  # contacts who were content customers then
        self.did = rule.Month(*[0] * len(rule.Month._fields))  # what happened this month

    def listen(self) -> None:
        """Take in what contacts said and felt at the end of last month."""
        self.heard = sum(other.state.talking > 0 for other in self.contacts)
        self.content_contacts = sum(other.state.content for other in self.contacts)

    def step(self, now: Conditions) -> None:
        """Live one month by the rule."""
        new, self.did = rule.month(self.number, self.traits, self.state, self.heard, self.content_contacts, now)
        self.state = stored(new)

    def adds(self) -> Totals:
        """What this person's month adds to the sums of the market."""
        did = self.did
        return Totals(
            customers=did.paid,
            margin_pleased=did.margin * did.pleased,
            margin_repelled=did.margin * did.repelled,
            customers_at_end=int(self.state.status == CUSTOMER),
            people_who_know=int(self.state.knows == KNOWS),
            talking=int(self.state.talking > 0),
            **{field: count for field, count in did._asdict().items() if field in Totals._fields},
        )


class ReferenceMarket(Market):
    """The market with objects for people. Time, company, data market, press, law and ledger are the same."""

    person: type[Customer] = Customer  # what people are made of; a subclass may name its own

    def __init__(self, inputs: Scenario, policy: Policy, replicate: int = 0, people: Born | None = None) -> None:
        super().__init__(inputs, policy, replicate, people)
        self.customers = [self.person(self, i, *self.people[i]) for i in range(len(self.people))]
        seed, rewiring = int(inputs["market.seed"]), float(inputs["word_of_mouth.rewiring"])
        k = int(inputs["word_of_mouth.contacts"])
        for one in self.customers:
            one.contacts = [
                self.customers[contact(seed, replicate, one.number, slot, rewiring, len(self.people))]
                for slot in range(k)
            ]
        mesa.Agent._ids.pop(self, None)

    def live_months(self, outlook: Outlook) -> Integers:
        """One month: first everybody listens, then everybody lives. The order of people does not matter."""
        everybody = self.agents_by_type[self.person]
        everybody.do("listen")
        everybody.do("step", outlook.now())
        self._write_down()
        return np.array([[sum(counts) for counts in zip(*everybody.map("adds"), strict=True)]])

    def terminal_value(self) -> float:
        """What customers are expected to bring from now on, sales stopped [dollars now, simulated people]."""
        keep = discount_factor(self.inputs, 1)
        stay = [one.traits for one in self.customers if one.state.status == CUSTOMER]
        return sum(expected_margin(traits.margin, traits.leave_hazard, keep) for traits in stay)

    def _write_down(self) -> None:
        """Put the objects' states into the tables that `People` shows."""
        for one in self.customers:
            self.people[one.number] = one.state
