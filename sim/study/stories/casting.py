"""Whose story is told: people sought by what the model made of them, never made to fit.

A kind of person is a list of criteria, the most telling first. The market's replicates are searched in turn until
somebody meets them all. Where nobody does, it is the nearest who is told: in the replicate that goes furthest down the
list, a criterion that nobody left can meet is passed over, and said to be unmet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import BY_READING, CUSTOMER, KINDS, UNAWARE
from sim.model.market import Market
from sim.model.people import Born, born
from sim.study.run import pool

Which = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

MONTHS_OF_MAIL = 3  # from the first piece noticed until finding out
MONTHS_EARLIER = 6  # so much sooner that leaving is hardly a matter of a month's chance


class Trait(NamedTuple):
    """A criterion of a kind of person: in words, and who meets it."""

    words: str
    met: Which


@dataclass(frozen=True)
class Criterion:
    """What was looked for, whether it was found, and how many people met it and all found before it."""

    words: str
    met: bool
    people: int


@dataclass(frozen=True)
class Choice:
    """Why it is this person's story: what was asked, what was looked for, and how many would have done.

    kind: of KINDS_OF_PERSON, or "number". searched: people looked at, in all the replicates searched.
    """

    kind: str
    criteria: tuple[Criterion, ...]
    matching: int
    searched: int

    @property
    def exact(self) -> bool:
        """Whether everything that was looked for was found."""
        return all(one.met for one in self.criteria)


class Ends:
    """What became of everybody under one policy, and when mail first came: columns of people after the last month."""

    def __init__(self, scenario: Scenario, replicate: int, people: Born, policy: Policy) -> None:
        market = Market(scenario, policy, replicate, people)
        self._people = market.people
        self.months = int(scenario["market.months"])
        self.first_mail = np.zeros(len(people), np.int64)  # month, 0 = none
        for month in range(1, self.months + 1):
            market.step()
            self.first_mail[(self.first_mail == 0) & (self.pieces > 0)] = month

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        return self._people.column(column)

    @property
    def pieces(self) -> npt.NDArray[np.int64]:
        """Pieces of mail noticed so far."""
        return np.sum([self[f"pieces_{kind}"] for kind in KINDS], axis=0, dtype=np.int64)

    @property
    def stayed_to(self) -> npt.NDArray[np.int64]:
        """The month of first leaving; the one after the last for those who never leave."""
        left = self["first_left"].astype(np.int64)
        return np.where(left == 0, self.months + 1, left)

    @property
    def ever_customer(self) -> Which:
        """Who was a customer at some time."""
        return np.asarray((self["status"] == CUSTOMER) | (self["first_left"] > 0))


def _friend(here: Ends, there: Ends, other: str) -> list[Trait]:
    learned = here["learned_month"].astype(np.int64)
    waited = learned - here.first_mail
    return [
        Trait("the name is misspelt: the address tells who sold it", here["traceable"] == 1),
        Trait("the record is sold, and the customer finds out", learned > 0),
        Trait("leaves after finding out", (learned > 0) & (here.stayed_to >= learned) & (here["first_left"] > 0)),
        Trait(
            f'leaves {MONTHS_EARLIER} months or more earlier than under "{other}"',
            _earlier(here, there, MONTHS_EARLIER),
        ),
        Trait(
            f"has had mail for {MONTHS_OF_MAIL} months or more before finding out",
            (here.first_mail > 0) & (waited >= MONTHS_OF_MAIL),
        ),
        Trait("finds out by reading the privacy policy", here["learned_how"] == BY_READING),
    ]


def _left(here: Ends, there: Ends, other: str) -> list[Trait]:
    learned = here["learned_month"].astype(np.int64)
    return [
        Trait("the record is sold", here["first_sold"] > 0),
        Trait("the customer finds out", learned > 0),
        Trait("leaves after finding out", (learned > 0) & (here.stayed_to >= learned) & (here["first_left"] > 0)),
        Trait(f'leaves earlier than under "{other}"', _earlier(here, there)),
    ]


def _never_noticed(here: Ends, there: Ends, other: str) -> list[Trait]:
    return [
        Trait("the record is sold", here["first_sold"] > 0),
        Trait("never hears that the company sells records", here["knows"] == UNAWARE),
        Trait("mail comes of it", here.pieces > 0),
        Trait(f'stays as long as under "{other}"', here.stayed_to == there.stayed_to),
    ]


def _most(here: Ends, there: Ends, other: str) -> list[Trait]:
    customers = here.ever_customer | there.ever_customer
    signs = (
        ("the record is sold", "the record is not sold", here["first_sold"] > 0),
        ("finds out", "does not find out", here["learned_month"] > 0),
        ("leaves at some time", "never leaves", here["first_left"] > 0),
        (f'earlier than under "{other}"', f'not earlier than under "{other}"', _earlier(here, there)),
        ("comes back", "does not come back", here["returns"] > 0),
    )
    fate = np.sum([met * 2**place for place, (*_, met) in enumerate(signs)], axis=0)
    common = int(np.bincount(fate[customers]).argmax()) if customers.any() else 0
    said = [yes if common >> place & 1 else no for place, (yes, no, _) in enumerate(signs)]
    return [
        Trait("a customer at some time", customers),
        Trait(f"lives what most commonly befalls customers ({', '.join(said)})", fate == common),
    ]


def _earlier(here: Ends, there: Ends, months: int = 1) -> Which:
    """Who leaves so many months earlier, or more; who never leaves counts as staying to the month after the last."""
    return np.asarray((here.stayed_to + months <= there.stayed_to) & there.ever_customer)


KINDS_OF_PERSON = {"friend": _friend, "most": _most, "left": _left, "never-noticed": _never_noticed}


def cast(scenario: Scenario, here: Policy, there: Policy, kind: str) -> tuple[int, int, Born, Choice]:
    """The person of a kind: number, replicate, and all who were born with him or her, and why it is this one.

    Criteria are of life under `here`; `there` is what it is set against.
    """
    furthest: tuple[bool, ...] = ()
    found: tuple[int, int, Born, Choice] | None = None
    searched = 0
    for replicate in range(int(scenario["market.replicates"])):
        people = born(scenario, replicate)
        under_here, under_there = pool(2).map(partial(Ends, scenario, replicate, people), (here, there))
        searched += len(people)
        candidates, criteria = narrowed(KINDS_OF_PERSON[kind](under_here, under_there, there.label))
        met = tuple(one.met for one in criteria)
        if found is None or met > furthest:
            person = typical(candidates, _columns(under_here, under_there))
            furthest, found = met, (person, replicate, people, Choice(kind, criteria, len(candidates), 0))
        if all(met):
            break
    assert found is not None  # every scenario has a replicate
    person, replicate, people, choice = found
    return person, replicate, people, Choice(kind, choice.criteria, choice.matching, searched)


def narrowed(traits: Sequence[Trait]) -> tuple[npt.NDArray[np.intp], tuple[Criterion, ...]]:
    """The people who meet the criteria, taken in order; one that nobody left meets is passed over."""
    left = np.ones(len(traits[0].met), bool)
    criteria = []
    for trait in traits:
        both = left & trait.met
        count = int(both.sum())
        criteria.append(Criterion(trait.words, count > 0, count))
        left = both if count else left
    return np.flatnonzero(left), tuple(criteria)


def typical(candidates: npt.NDArray[np.intp], columns: Iterator[Numbers]) -> int:
    """The candidate nearest to the others' medians, each column in units of its spread; the first of equals."""
    away = np.zeros(len(candidates))
    for column in columns:
        values = column[candidates]
        spread = float(np.subtract(*np.quantile(values, (0.75, 0.25))))
        away += np.abs(values - np.median(values)) / (spread or 1.0)
    return int(candidates[int(away.argmin())])


def _columns(here: Ends, there: Ends) -> Iterator[Numbers]:
    """In what people of a kind are alike or not: born with, and lived."""
    for trait in ("patience", "margin", "leave_hazard"):
        yield np.log(np.maximum(here[trait].astype(float), 1e-9))
    yield here["objection"].astype(float)
    yield here["experience_counts"].astype(float)
    yield here.pieces.astype(float)
    for month in (here.stayed_to, there.stayed_to, here["first_joined"], here["learned_month"], here["first_sold"]):
        yield month.astype(float)
