"""What one policy came to in one replicate: the figures whose means and intervals a comparison reports."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.study.lives import Lived
from sim.study.plan import Plan

Floats = npt.NDArray[np.float64]
ATTITUDES = ("fundamentalist", "pragmatist", "unconcerned")  # in the order of the model's codes 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """One policy in one replicate, in dollars and people of the real company."""

    net_present_value: float
    terminal_value: float
    records_sold: float  # records x buyers, undiscounted
    data_revenue: float  # net of commission, undiscounted
    loss: float  # today's value of what the sale loses apart from its own income, L of docs/model.md
    disclosures: float  # discounted records x buyers, D of docs/model.md
    customers_at_end: float
    lost: Floats  # people by attitude whose first leaving is earlier than under the baseline
    months_lost: float  # by how many months earlier, all of them together, counted to the horizon
    people_who_know: float  # at the end
    complaints: float
    ledger: dict[str, float]
    ledger_undiscounted: dict[str, float]
    net_value_by_month: Floats
    series: dict[str, Floats]


def outcomes(plan: Plan, baseline: str, runs: list[Lived]) -> dict[str, Outcome]:
    """One replicate's runs, in the plan's order, as figures of each policy."""
    at_baseline = runs[plan.with_sale[baseline]]
    found = {}
    for key, number in plan.with_sale.items():
        without = plan.without_sale[key]
        found[key] = outcome(runs[number], at_baseline, None if without is None else runs[without])
    return found


def outcome(life: Lived, baseline: Lived, without_sale: Lived | None) -> Outcome:
    """One policy's figures. without_sale: the same policy with the sale removed; None for one that never sells."""
    lost, months_lost = left_earlier(life, baseline)
    besides_the_sale = life.net_present_value - life.sale_present_value
    return Outcome(
        net_present_value=life.net_present_value,
        terminal_value=life.terminal_value,
        records_sold=float(life.series["records_sold"].sum()),
        data_revenue=life.ledger_undiscounted["data_sales"],
        loss=0.0 if without_sale is None else without_sale.net_present_value - besides_the_sale,
        disclosures=life.discounted_disclosures,
        customers_at_end=float(life.series["customers"][-1]),
        lost=lost,
        months_lost=months_lost,
        people_who_know=float(life.series["people_who_know"][-1]),
        complaints=float(life.series["complaints"].sum()),
        ledger=life.ledger,
        ledger_undiscounted=life.ledger_undiscounted,
        net_value_by_month=life.net_value_by_month,
        series=life.series,
    )


def left_earlier(life: Lived, baseline: Lived) -> tuple[Floats, float]:
    """Real people by attitude who first left earlier than under the baseline, and their months lost in all.

    Somebody who never leaves under the baseline counts as staying to the month after the horizon; somebody who is
    never a customer under it cannot be lost.
    """
    if life is baseline:
        return np.zeros(len(ATTITUDES)), 0.0
    here, there = _stays(life), _stays(baseline)
    earlier = np.flatnonzero((here < there) & baseline.ever_customer)
    by_attitude = np.bincount(life.attitude[earlier], minlength=len(ATTITUDES)).astype(float)
    to_the_end = len(life.net_value_by_month)
    months = np.minimum(there[earlier], to_the_end) - here[earlier]
    return by_attitude * life.scale, float(months.sum(dtype=np.int64)) * life.scale


def _stays(life: Lived) -> npt.NDArray[np.uint16]:
    """Months before the one in which each person first leaves; beyond all months for one who never does."""
    return life.first_left.view(np.uint16) - np.uint16(1)  # 0 becomes the largest number
