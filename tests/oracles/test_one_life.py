"""The expected life of one person, integrated numerically, against many who live it.

An independent small calculation: it shares no code with the rule. It follows the distribution of a person's state month
by month, with the annoyance on a grid, and every mechanism of a single person on: sales, copies, mail by post and
e-mail, annoyance, finding out, betrayal, complaints, personalisation, leaving, joining and coming back. A grid of four
times as many cells moves shares by 1 in 100,000.
"""

import math
from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import born
from sim.study.proof.checks import usual

MONTHS = 15
KINDS = ("magazines", "charities", "travel", "political")
CELLS, TOP, MOST_PIECES = 161, 4.0, 14
GRID = np.linspace(0.0, TOP, CELLS)
ALONE = {f"mechanisms.{name}": False for name in ("word_of_mouth", "press", "law")}
PERSON = {
    "objection": 1.5,
    "leave_hazard": 0.03,
    "patience": 0.25,
    "margin": 12_500,
    "attitude": 0,
    "experience_counts": 0,
    "likes_personalisation": 1,
    "traceable": 0,
    "digital": 1,
}
EVENTFUL = {
    "market.months": MONTHS,
    "people.trace_chance_ordinary": 0.08,
    "people.reads_policy": 0.1,
    "people.annoyance_weight": 0.1,
    "people.blame_unaware": 0.3,
    "people.leaving_rate": 0.4,
    "people.experience_weight_others": 0.5,
    "people.complaint_rate": 0.1,
    "data_market.pieces": 0.3,
    "data_market.email_passes": 0.2,
    "data_market.again_every": 5,
    "company.digital_after": 6,
    "market.win_back": 0.15,
    "market.advertising": 0.15,
}


class Where(NamedTuple):
    """Where in life a person is, but for annoyance."""

    status: str
    months: int  # as a customer, as far as e-mail asks
    last_sold: int
    first_sold: int
    copies: float
    exposure: float
    knows: bool
    fast: float
    slow: float


class Expected:
    """Expectations of one person's life, month by month."""

    def __init__(self, scenario: Scenario, start: str) -> None:
        self.of: dict[str, Any] = dict(scenario.values)
        self.terms = scenario.terms(scenario.policy("sold"), 1)
        self.start = start
        self.sums: dict[str, float] = defaultdict(float)  # expected totals over the life
        self.customer: list[float] = []  # share, by month
        self.knows: list[float] = []
        nobody = np.zeros(CELLS)
        nobody[0] = 1.0
        people = {Where(start, 0, 0, 0, 0.0, 0.0, False, 0.0, 0.0): nobody}
        self._after = [self._shift(n) for n in range(MOST_PIECES + 1)]
        for month in range(1, MONTHS + 1):
            people = self._month(month, people)
            self.customer.append(sum(p.sum() for where, p in people.items() if where.status == "customer"))
            self.knows.append(sum(p.sum() for where, p in people.items() if where.knows))
        self.sums["annoyance"] = sum(float(p @ GRID) for p in people.values())
        self.sums["beyond the grid"] = sum(float(p[-1]) for p in people.values())

    def _shift(self, pieces: int) -> np.ndarray:
        """What annoyance becomes with so many pieces, as a matrix that keeps the mean."""
        weight, keep = self.of["people.annoyance_weight"], self.of["people.annoyance_keep"]
        place = np.minimum((keep * GRID + weight * pieces) / (TOP / (CELLS - 1)), CELLS - 1)
        low = np.minimum(place.astype(int), CELLS - 2)
        matrix = np.zeros((CELLS, CELLS))
        matrix[np.arange(CELLS), low] = 1.0 - (place - low)
        matrix[np.arange(CELLS), low + 1] = place - low
        return matrix

    def _month(self, month: int, people: dict[Where, np.ndarray]) -> dict[Where, np.ndarray]:
        after: dict[Where, np.ndarray] = defaultdict(lambda: np.zeros(CELLS))
        for where, p in people.items():
            sold, now = self._sell(month, where)
            flow = now.copies * self._pieces_per_copy(month, now)
            self.sums["pieces"] += flow * p.sum()
            self.sums["money"] += self._pays(where, sold) * p.sum() * self._today(month)
            unknowing, knowing = np.zeros(CELLS), np.zeros(CELLS)
            for pieces, chance in enumerate(_poisson(flow)):
                annoyed = chance * (p @ self._after[pieces])
                learns = 1.0 if now.knows else self._learns(now, pieces)
                unknowing += (1.0 - learns) * annoyed
                knowing += learns * annoyed
            for p_now, knows in ((unknowing, False), (knowing, True)):
                if p_now.sum() > 0.0:
                    self._react(month, self._feel(where, now, knows), p_now, after)
        return after

    def _sell(self, month: int, where: Where) -> tuple[bool, Where]:
        every = self.terms.again_every
        sold = where.status == "customer" and (where.last_sold == 0 or month - where.last_sold >= every)
        copies = (1.0 - self.of["data_market.copy_loss"]) * where.copies
        if not sold:
            return False, where._replace(copies=round(copies, 12))
        copies += self.of["data_market.resale"] * self.terms.buyers
        return True, where._replace(
            copies=round(copies, 12),
            last_sold=month,
            first_sold=where.first_sold or month,
            exposure=where.exposure + self.terms.buyers,
        )

    def _pieces_per_copy(self, month: int, where: Where) -> float:
        by_email = where.months >= self.of["company.digital_after"]
        weights = {kind: self.of[f"data_market.{kind}_weight"] for kind in KINDS}
        passes = self.of["data_market.email_passes"] if by_email else 0.0
        rates = [
            weight * (1.0 + passes * self.of[f"data_market.{kind}_emails"])
            for kind, weight in weights.items()
            if month - where.first_sold >= self.of[f"data_market.{kind}_delay"]
        ]
        return self.of["data_market.pieces"] * sum(rates) / sum(weights.values())

    def _learns(self, where: Where, pieces: int) -> float:
        if not where.first_sold:
            return 0.0
        hazard = pieces * self.of["people.trace_chance_ordinary"] + self.of["people.reads_policy"] / 12.0
        return 1.0 - math.exp(-hazard)

    def _f(self, exposure: float) -> float:
        power = self.of["people.recipients_exponent"]
        return ((1.0 + exposure) ** power - 1.0) / (2.0**power - 1.0)

    def _feel(self, before: Where, now: Where, knows: bool) -> Where:
        felt = 0.0
        if knows:
            felt = self._f(now.exposure) - (self._f(before.exposure) if before.knows else 0.0)
        felt *= PERSON["objection"]
        slow = self.of["people.slow_share"]
        return now._replace(
            knows=knows,
            fast=round(self.of["people.keep_fast"] * now.fast + (1.0 - slow) * felt, 12),
            slow=round(self.of["people.keep_slow"] * now.slow + slow * felt, 12),
        )

    def _react(self, month: int, where: Where, p: np.ndarray, after: dict[Where, np.ndarray]) -> None:
        """Complain, and leave, join or come back at the month's end."""
        betrayal = where.fast + where.slow
        complaints = self.of["people.complaint_rate"] * betrayal * p.sum()
        self.sums["complaints"] += complaints
        self.sums["money"] -= self.of["money.complaint_handling"] * complaints * self._today(month)
        if where.status == "customer":
            grief = GRID * (1.0 if where.knows else self.of["people.blame_unaware"]) + betrayal
            stays = 1.0 - self._liked() * self.of["company.personalisation_retention"]
            weight = self.of["people.experience_weight_others"]
            hazard = PERSON["leave_hazard"] * stays
            hazard += self.of["people.leaving_rate"] * weight * np.maximum(0.0, grief - PERSON["patience"])
            moves, others = 1.0 - np.exp(-hazard), "former"
        else:
            first = where.status == "prospect"
            hazard = self.of["market.advertising"] if first else self.of["market.win_back"]
            hazard *= self.of["market.win_back_if_knows"] if where.knows else 1.0
            moves, others = 1.0 - math.exp(-hazard), "customer"
            self.sums["joined"] += p.sum() * moves
            self.sums["money"] -= self.of["money.acquisition"] * p.sum() * moves * self._today(month)
        months = min(where.months + (where.status == "customer"), self.of["company.digital_after"])
        after[where._replace(months=months)] += p * (1.0 - moves)
        after[where._replace(status=others, months=0 if others == "customer" else months)] += p * moves

    def _liked(self) -> float:
        return self.terms.personalisation * self.of["company.bought_accuracy"]

    def _pays(self, where: Where, sold: bool) -> float:
        income = self.terms.price * (1.0 - self.of["data_market.commission"]) * self.terms.buyers * sold
        if where.status != "customer":
            return income
        uplift = self._liked() * self.of["company.personalisation_revenue"]
        return income + PERSON["margin"] * 1e-4 * (1.0 + uplift) - self.of["money.bought_data"] / 12.0

    def _today(self, month: int) -> float:
        return (1.0 + self.of["money.discount"]) ** (-month / 12.0)


def _poisson(mean: float) -> list[float]:
    return [math.exp(-mean) * mean**n / math.factorial(n) for n in range(MOST_PIECES + 1)]


def world(**more: Any) -> Scenario:
    sold = {"sale": "quiet", "buyers": 2, "personalisation": 0.8, "data_source": "third_party"}
    return usual(**ALONE, **EVENTFUL, **more, **{"policies.sold": sold})


def lived(scenario: Scenario, replicate: int) -> Any:
    """The same person many times, each with luck of his or her own."""
    people = born(scenario, replicate).changed(**PERSON)
    return live(scenario, scenario.policy("sold"), replicate, people=people)


@pytest.fixture(scope="module", params=["customer", "prospect"])
def expected(request: pytest.FixtureRequest) -> Expected:
    return Expected(world(), request.param)


def test_many_lives_are_on_average_as_the_expected_one(expected):
    people = 200_000
    at_start = {"market.customers_at_start": float(expected.start == "customer"), "market.oldest_tenure": 0}
    life = lived(world(**at_start, **{"market.people": people}), 3)
    column = life.people.column
    ends = {
        "money": column("money"),
        "annoyance": column("annoyance").astype(float),
        "pieces": sum(column(f"pieces_{kind}").astype(float) for kind in KINDS),
        "complaints": column("complaints").astype(float),
        "joined": column("returns").astype(float) + (column("first_joined") > 0),
    }
    for name, values in ends.items():
        error = values.std() / math.sqrt(people)
        assert values.mean() == pytest.approx(expected.sums[name], abs=4.5 * error), name
    for name, due in (("customers", expected.customer), ("people_who_know", expected.knows)):
        found, share = life.series[name] / life.scale / people, np.array(due)
        error = np.sqrt(share * (1.0 - share) / people)
        assert (np.abs(found - share) <= 4.5 * error + 1e-12).all(), name


def test_the_expected_life_is_eventful_and_stays_on_the_grid(expected):
    assert expected.sums["beyond the grid"] < 1e-9
    assert expected.knows[-1] > 0.15
    assert 0.15 < expected.customer[-1] < 0.8
    assert expected.sums["complaints"] > 0.05
    assert expected.sums["joined"] > 0.2
