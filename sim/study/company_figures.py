"""A company told in a few figures that its people know by heart, and the settings of a scenario that they make."""

import math
from dataclasses import dataclass
from typing import Any

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario

MONTHS_A_YEAR = 12
LEAST, MOST = 0.01, 0.99  # share who stay a year: beyond them a Beta distribution of leaving has no sensible shape


@dataclass(frozen=True)
class CompanyFigures:
    """What a company says about itself, in dollars.

    customers: now. margin: dollars a customer and year. stays: of those who join, the share still there a year later,
    sales aside. price: dollars a record and buyer, before commission. law: a regime of `law.regime`.
    """

    customers: float
    margin: float
    stays: float
    price: float
    law: str

    @staticmethod
    def of(scenario: Scenario) -> "CompanyFigures":
        """The figures that a scenario stands for."""
        alpha, beta = (float(scenario[f"company.retention_{name}"]) for name in ("alpha", "beta"))
        return CompanyFigures(
            customers=float(scenario["market.size"]) * float(scenario["market.customers_at_start"]),
            margin=float(scenario["money.margin"]),
            stays=stays_a_year(alpha, beta, int(scenario["company.retention_period"])),
            price=float(scenario["data_market.price"]),
            law=str(scenario["law.regime"]),
        )

    def settings(self, scenario: Scenario) -> dict[str, Any]:
        """What to change in the scenario so that it has these figures; only what differs. InputError."""
        now = CompanyFigures.of(scenario)
        changed: dict[str, Any] = {}
        if self.customers != now.customers:
            changed["market.size"] = self._market(scenario)
        if self.stays != now.stays:
            changed |= self._retention(scenario)
        for key, value, old in (
            ("money.margin", self.margin, now.margin),
            ("data_market.price", self.price, now.price),
            ("law.regime", self.law, now.law),
        ):
            if value != old:
                changed[key] = value
        return changed

    def _market(self, scenario: Scenario) -> float:
        share, entry = float(scenario["market.customers_at_start"]), PARAMETERS["market.size"]
        low, high = float(entry.minimum or 0), float(entry.maximum or math.inf)
        if share <= 0:
            raise InputError(f"customers = {self.customers:,.0f}: this scenario begins without any; leave it as it is")
        if not low <= self.customers / share <= high:
            raise InputError(
                f"customers = {self.customers:,.0f}: must be from {low * share:,.0f} to {high * share:,.0f}"
            )
        return self.customers / share

    def _retention(self, scenario: Scenario) -> dict[str, float]:
        if scenario.written.segments:
            raise InputError("retention: this scenario has kinds of customers with a retention of their own; leave it")
        if not LEAST <= self.stays <= MOST:
            raise InputError(
                f"retention = {100 * self.stays:g}: must be from {100 * LEAST:g} to {100 * MOST:g} in 100 customers"
            )
        alpha, beta = (float(scenario[f"company.retention_{name}"]) for name in ("alpha", "beta"))
        shapes = shapes_for(self.stays, alpha + beta, int(scenario["company.retention_period"]))
        return dict(zip(("company.retention_alpha", "company.retention_beta"), shapes, strict=True))


def stays_a_year(alpha: float, beta: float, period: int) -> float:
    """Share of new customers still there after a year: E[(1 - theta)^(12 / period)] for theta ~ Beta(alpha, beta).

    period: of a contract, in months. The form is Fader and Hardie's (2007), as in `sim.model.retention`.
    """
    from scipy.special import betaln

    return float(math.exp(betaln(alpha, beta + MONTHS_A_YEAR / period) - betaln(alpha, beta)))


def shapes_for(stays: float, together: float, period: int) -> tuple[float, float]:
    """Both shapes, of a given sum, with which this share of new customers stays a year.

    together: alpha + beta, which says how alike customers are in their leaving; it is kept, for a single figure does
    not tell it.
    """
    from scipy.optimize import brentq

    def too_many(leaves: float) -> float:
        return stays_a_year(leaves * together, (1 - leaves) * together, period) - stays

    leaves = float(brentq(too_many, 1e-6, 1 - 1e-6))
    return round(leaves * together, 4), round((1 - leaves) * together, 4)
