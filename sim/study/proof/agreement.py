"""The compiled engine held against the plain Mesa model: every column of every person after every month.

Whole numbers and state columns must be equal to the last bit, so that who joined, was sold, got how many pieces of
which kind, learned, complained, talked, left and came back in which month is the same. Dollars may differ by rounding.
The engine lives each market once more as it does for everybody else, many months in one go.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import State
from sim.model.market import Life, Market, live
from sim.model.people import Born, born
from sim.model.reference import ReferenceMarket
from sim.model.totals import Totals
from sim.study.proof.sameness import differences
from sim.study.proof.thresholds import listen

CLOSE = 1e-9  # of dollars, relative
DOLLARS = ("money",)  # the columns that are dollars


@dataclass
class Agreement:
    """How far the two went together. Several are added up by `and_then`."""

    person_months: int = 0
    events: int = 0  # joins, sales, pieces, discoveries, complaints, leavings, returns
    furthest: float = 0.0  # relative difference of dollars
    parted: list[str] = field(default_factory=list)  # in words: the first things that differ

    @property
    def held(self) -> bool:
        """Whether nothing differed."""
        return not self.parted

    def and_then(self, other: "Agreement") -> "Agreement":
        """Both together."""
        return Agreement(
            self.person_months + other.person_months,
            self.events + other.events,
            max(self.furthest, other.furthest),
            self.parted + other.parted,
        )

    def dollars(self, what: str, engine: npt.ArrayLike, mesa: npt.ArrayLike) -> None:
        """Note how far dollars lie apart."""
        here, there = np.asarray(engine, float), np.asarray(mesa, float)
        apart = np.abs(here - there) / np.maximum(1.0, np.abs(there))
        furthest = float(np.max(apart, initial=0.0)) if np.isfinite(apart).all() else np.inf
        self.furthest = max(self.furthest, furthest)
        if furthest > CLOSE:
            self.parted.append(f"{what} differs by {furthest:.1e} of itself")


def few(scenario: Scenario, person_months: int) -> Scenario:
    """The same scenario with so few people that they live about so many months together, but enough to listen to."""
    least = int(scenario["word_of_mouth.contacts"]) + 12
    people = max(least, person_months // int(scenario["market.months"]))
    return scenario.changed({"market.people": min(people, int(scenario["market.people"]))})


def side_by_side(
    scenario: Scenario, policy: Policy, replicate: int = 0, people: Born | None = None, lived: int = 0
) -> Agreement:
    """Live one market with both, month by month, until they part or the months are over.

    people: instead of those who are born, and whom the engine lives once more in one go. lived: how many months these
    have lived already.
    """
    everybody = people if people is not None else born(scenario, replicate)
    engine = Market(scenario, policy, replicate, everybody)
    mesa = ReferenceMarket(scenario, policy, replicate, everybody)
    engine.month = mesa.month = lived
    listen(engine.people)
    found = Agreement()
    while found.held and engine.month < int(scenario["market.months"]):
        engine.step()
        mesa.step()
        compare_month(found, engine, mesa)
    if found.held and not lived:
        monthly = engine.life()
        compare_lives(found, monthly, mesa.life())
        if people is None:
            at_once = differences(live(scenario, policy, replicate, people=everybody), monthly)
            found.parted += [f"{name} differs where months are lived in one go" for name in at_once]
    found.parted = [f"{scenario.name}, {policy.key}: {words}" for words in found.parted]
    return found


def compare_month(found: Agreement, engine: Market, mesa: Market) -> None:
    """Compare the month that both have just lived."""
    found.person_months += len(engine.people)
    found.events += _events(engine.totals)
    for name in State._fields:
        here, there = engine.people.column(name), mesa.people.column(name)
        if name in DOLLARS:
            found.dollars(f"month {engine.month}: somebody's {name}", here, there)
        elif not np.array_equal(here, there):
            found.parted.append(f"month {engine.month}: {_first_difference(name, here, there)}")
    for name, count, other in zip(Totals._fields, engine.totals, mesa.totals, strict=True):
        if count != other:
            found.parted.append(f"month {engine.month}: {name} of everybody is {count} and {other} in plain Mesa")


def _events(totals: Totals) -> int:
    mail = totals.magazines + totals.charities + totals.travel + totals.political
    happened = totals.joined + totals.left + totals.returned + totals.found_out + totals.complaints
    return mail + happened + totals.records


def _first_difference(name: str, here: npt.NDArray[np.generic], there: npt.NDArray[np.generic]) -> str:
    who = int(np.flatnonzero(here != there)[0])
    return f"{name} of person {who} is {here[who]} with the engine and {there[who]} in plain Mesa"


def compare_lives(found: Agreement, engine: Life, mesa: Life) -> None:
    """Compare what is reported of two whole lives."""
    for name, values in engine.series.items():
        if not np.array_equal(values, mesa.series[name]):
            found.parted.append(f"the series {name} differs")
    for line, amounts in engine.ledger.items():
        found.dollars(f"the ledger's {line}", amounts, mesa.ledger[line])
    for line, amount in engine.ledger_discounted.items():
        found.dollars(f"today's value of {line}", amount, mesa.ledger_discounted[line])
    for line, amount in engine.ledger_undiscounted.items():
        found.dollars(f"the sum of {line}", amount, mesa.ledger_undiscounted[line])
    found.dollars("net value by month", engine.net_value_by_month, mesa.net_value_by_month)
    found.dollars("discounted disclosures", engine.discounted_disclosures, mesa.discounted_disclosures)
    if engine.stories != mesa.stories or engine.drawn_penalties != mesa.drawn_penalties:
        found.parted.append("press stories, or fines drawn, differ")
