"""The ledger worked out a second time: from counts, from what each person brought, and from the law's own formulas."""

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER
from sim.model.market import Life

Floats = npt.NDArray[np.float64]
CLOSE = 1e-9  # relative to the largest amounts in a sum
CENT = 0.005
LATE = ("fines", "settlements")  # paid after the law's lag
FORBIDDEN = {"none": (), "opt_out": ("quiet",), "opt_in": ("quiet", "opt_out")}  # sales, by law


class Books:
    """A finished life's books, audited: what is wrong with them, in words, and how far sums lay apart."""

    def __init__(self, scenario: Scenario, policy: Policy, life: Life) -> None:
        self._scenario, self._policy, self._life = scenario, policy, life
        months = np.arange(1, life.months + 1)
        self._today = (1.0 + float(scenario["money.discount"])) ** (-months / 12.0)
        self.furthest = 0.0  # relative
        self.wrong: list[str] = []
        self._sales()
        self._costs_of_counts()
        self._todays_value()
        self._persons()
        self._terminal_value()
        if not policy.changes:
            self._law()

    def _same(self, what: str, booked: npt.ArrayLike, due: npt.ArrayLike, size: float | None = None) -> None:
        """Note where what is booked is not what is due. size: of the amounts that make up a sum."""
        here, there = np.asarray(booked, float), np.asarray(due, float)
        largest = max(size or 0.0, float(np.max(np.abs(there), initial=0.0)), 1.0)
        apart = float(np.max(np.abs(here - there), initial=0.0))
        if not apart <= CLOSE * largest:
            self.wrong.append(f"{what}: off by ${apart:.2f}")
        self.furthest = max(self.furthest, apart / largest)

    def _series(self, *names: str) -> Floats:
        return np.sum([self._life.series[name] for name in names], axis=0)

    def _sales(self) -> None:
        """Revenue is price x disclosures x (1 - commission), to the cent."""
        commission = float(self._scenario["data_market.commission"])
        months = range(1, self._life.months + 1)
        price = np.array([self._scenario.terms(self._policy, month).price for month in months])
        due = price * self._life.series["records_sold"] * (1.0 - commission)
        apart = np.abs(self._life.ledger["data_sales"] - due)
        if np.any(apart > np.maximum(CENT, 1e-14 * np.abs(due))):
            self.wrong.append("data sales are not price x disclosures x (1 - commission) to the cent")
        self._same("data sales", self._life.ledger["data_sales"], due)

    def _costs_of_counts(self) -> None:
        """What is so much for each of something that is counted."""
        joins = self._series("joined", "returned")
        complaints = self._series("complaints")
        ledger = self._life.ledger
        self._same("acquisition", ledger["acquisition"], -float(self._scenario["money.acquisition"]) * joins)
        handling = -float(self._scenario["money.complaint_handling"]) * complaints
        self._same("complaint handling", ledger["complaint_handling"], handling)

    def _todays_value(self) -> None:
        """Each line at today's value, those of the law after its lag, and the sums of the lines."""
        life = self._life
        lag = (1.0 + float(self._scenario["money.discount"])) ** (-float(self._scenario["law.lag"]) / 12.0)
        due = {line: amounts * self._today * (lag if line in LATE else 1.0) for line, amounts in life.ledger.items()}
        size = float(sum(np.abs(amounts).sum() for amounts in due.values()))
        for line, amounts in due.items():
            self._same(f"today's value of {line}", life.ledger_discounted[line], amounts.sum(), size)
            self._same(f"the sum of {line}", life.ledger_undiscounted[line], life.ledger[line].sum(), size)
        total = np.sum(list(due.values()), axis=0)
        self._same("net value by month", life.net_value_by_month, np.cumsum(total), size)
        self._same("net present value", life.net_present_value, total.sum() + life.terminal_value, size)
        sold = float((self._today * life.series["records_sold"]).sum())
        self._same("discounted disclosures", life.discounted_disclosures, sold)

    def _persons(self) -> None:
        """What everybody brought adds up to the ledger, but for the law and the value at the horizon."""
        apart = (*LATE, "terminal_value")
        lines = [amount for line, amount in self._life.ledger_discounted.items() if line not in apart]
        persons = float(self._life.people.column("money").sum()) * self._life.scale
        size = float(sum(np.abs(amounts).sum() for amounts in self._life.ledger.values()))
        self._same("what people brought, one by one", persons, sum(lines), size)

    def _terminal_value(self) -> None:
        """Each customer's margin from next month on, for as long as he or she stays by the hazard born with."""
        people = self._life.people
        stays = people.column("status") == CUSTOMER
        margin = people.column("margin")[stays] * 1e-4
        keep = (1.0 + float(self._scenario["money.discount"])) ** (-1.0 / 12.0)
        leaving = people.column("leave_hazard")[stays].astype(float)
        then = float((margin * keep / -np.expm1(np.log(keep) - leaving)).sum()) * self._life.scale
        self._same("terminal value", self._life.ledger_undiscounted["terminal_value"], then)
        self._same("terminal value today", self._life.terminal_value, then * self._today[-1])

    def _law(self) -> None:
        """Expected fines and settlements of a policy that never changes."""
        scenario, life = self._scenario, self._life
        on = bool(scenario["mechanisms.law"])
        first_sold = life.people.column("first_sold")
        claims = np.array([np.sum(first_sold == month) for month in range(1, life.months + 1)]) * life.scale
        claims *= self._policy.sale != "opt_in"
        unlawful = on and self._policy.sale in FORBIDDEN[str(scenario["law.regime"])]
        forbidden = unlawful & (np.cumsum(claims) > 0)
        at_start = life.series["customers"] + self._series("left") - self._series("joined", "returned")
        acts = float(scenario["law.to_regulator"]) * float(scenario["law.action_chance"])
        fines = [mean_fine(scenario, customers) for customers in at_start]
        due = np.where(forbidden, life.series["complaints"] * acts * fines, 0.0)
        if not np.allclose(-life.ledger["fines"], due, rtol=1e-3):
            self.wrong.append("fines are not complaints x chance of action x mean fine, to 1 in 1,000")
        members = np.cumsum(claims) * float(scenario["law.class_share"]) * on
        yearly = float(scenario["law.suit_rate"])
        waited = np.cumsum(members > 0)
        chance = np.where(members > 0, np.exp(-yearly * (waited - 1) / 12) - np.exp(-yearly * waited / 12), 0.0)
        self._same(
            "settlements",
            -life.ledger["settlements"],
            chance * members * float(scenario["law.settlement_per_member"]),
        )


def mean_fine(scenario: Scenario, customers: float) -> float:
    """Mean of a log-normal fine cut off at the cap, integrated numerically over its quantiles (to 1 in 1,000)."""
    turnover = float(scenario["money.revenue"]) * customers
    cap = max(float(scenario["law.fine_cap"]), float(scenario["law.fine_turnover_share"]) * turnover)
    if cap <= 0.0:
        return 0.0
    z = np.linspace(-9.0, 9.0, 20_001)
    fine = float(scenario["law.fine_median"]) * np.exp(float(scenario["law.fine_spread"]) * z)
    density = np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
    return float(np.trapezoid(np.minimum(fine, cap) * density, z))
