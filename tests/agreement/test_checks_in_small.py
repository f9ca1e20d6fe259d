"""The checks of `verify` on a few people: each holds, and finds a fault in what it looks at."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.model import people
from sim.model.company import Company
from sim.model.conditions import NEVER, Conditions
from sim.model.data_market import DataMarket
from sim.model.engine import Engine
from sim.model.ledger import Ledger
from sim.model.reference import Customer
from sim.model.segments import Segments
from sim.study.proof import checks

Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def small(monkeypatch: Patch) -> None:
    """Sizes at which each check takes a moment."""
    for worlds in ("RANDOM_WORLDS", "THRESHOLD_WORLDS", "QUIET_WORLDS", "BOOK_WORLDS"):
        monkeypatch.setattr(checks, worlds, 3)
    monkeypatch.setattr(checks, "PEOPLE", 20_000)
    monkeypatch.setattr(checks, "PERSON_MONTHS", 1_000)
    monkeypatch.setattr(checks, "shipped", lambda: ["magazine"])


def more_patience(patch: Patch) -> None:
    fill = people._fill_traits

    def faulty(traits: Any, *rest: Any) -> None:
        fill(traits, *rest)
        traits["patience"] *= 1.2

    patch.setattr(people, "_fill_traits", faulty)


def clocks_wound_too_far(patch: Patch) -> None:
    fill = people._fill_start

    def faulty(start: Any, *rest: Any) -> None:
        fill(start, *rest)
        start["learn_clock"] *= 1.001

    patch.setattr(people, "_fill_start", faulty)


def leaving_sooner(patch: Patch) -> None:
    hazard = Segments.leave_hazard
    patch.setattr(Segments, "leave_hazard", lambda *given: 1.2 * hazard(*given))


def luck_by_the_size_of_the_market(patch: Patch) -> None:
    hazard = Segments.leave_hazard
    patch.setattr(Segments, "leave_hazard", lambda self, u, tenure: hazard(self, u, tenure) * (1.0 + 1e-6 * len(u)))


def other_conditions(patch: Patch, change: Callable[[Conditions], Conditions]) -> None:
    conditions = Company.conditions
    patch.setattr(Company, "conditions", lambda *given: change(conditions(*given)))


def easier_to_trace(patch: Patch) -> None:
    other_conditions(patch, lambda now: now._replace(trace_ordinary=1.5 * now.trace_ordinary))


def selling_pleases(patch: Patch) -> None:
    other_conditions(patch, lambda now: now._replace(leaving_rate=now.leaving_rate * (1 if now.sale == NEVER else -1)))


def a_fee_for_every_payment(patch: Patch) -> None:
    step = DataMarket.step
    patch.setattr(DataMarket, "step", lambda *given: step(*given) - 0.01)


def a_line_booked_twice(patch: Patch) -> None:
    book = Ledger.book

    def faulty(self: Ledger, month: int, *rest: Any) -> None:
        book(self, month, *rest)
        self.lines["acquisition"][month - 1] *= 2.0

    patch.setattr(Ledger, "book", faulty)


def copies_last_in_objects(patch: Patch) -> None:
    step = Customer.step

    def faulty(self: Customer, now: Conditions) -> None:
        step(self, now._replace(copy_keep=1.0))

    patch.setattr(Customer, "step", faulty)


def quiet_months_never_booked(patch: Patch) -> None:
    patch.setattr(Engine, "book", lambda _: None)


FAULTS: dict[str, tuple[Callable[[Patch], None], str]] = {
    "alarms": (clocks_wound_too_far, "month 0: learn_clock of person 0"),
    "births": (more_patience, "patience, median"),
    "staying": (leaving_sooner, "shifted-beta-geometric"),
    "finding out": (easier_to_trace, "sold once"),
    "same result": (luck_by_the_size_of_the_market, "leave_hazard of the first people"),
    "no change": (a_fee_for_every_payment, "sell-quietly, price: data sales do not double"),
    "books": (a_line_booked_twice, "acquisition"),
    "nobody is won": (selling_pleases, "sell-quietly"),
    "agreement, shipped": (copies_last_in_objects, "sell-quietly: month 2: copies of person"),
    "agreement, anywhere": (copies_last_in_objects, "copies of person"),
    "agreement, thresholds": (copies_last_in_objects, "copies of person"),
    "quiet months": (quiet_months_never_booked, "money"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_check_holds_and_finds_a_fault(name: str, monkeypatch: Patch) -> None:
    check, (fault, words) = checks.CHECKS[name], FAULTS[name]
    assert check().wrong == []
    fault(monkeypatch)
    assert any(words in wrong for wrong in check().wrong)
