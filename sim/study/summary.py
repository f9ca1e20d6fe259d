"""One policy's figures over all replicates, with intervals."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.study.comparison import PolicyResult
from sim.study.intervals import Estimate, Unbounded, mean_interval, ratio_interval, series_interval
from sim.study.outcome import ATTITUDES, Outcome

Floats = npt.NDArray[np.float64]

NEVER_SELLS = "this policy sells no records"
NOTHING_IS_LEFT = "no price covers the cost: all of it goes to the broker"
PAYS_AT_ANY_PRICE = (
    "pays at any price: leaving aside the money for the records, the company is no worse off for the sale"
)


def summary(
    policy: Policy, outcomes: Sequence[Outcome], baseline: Sequence[Outcome], commission: float
) -> PolicyResult:
    """A policy's outcomes beside the baseline's, in the same replicates. commission: share of the price."""

    def over(figure: Callable[[Outcome], float]) -> Estimate:
        return mean_interval([figure(outcome) for outcome in outcomes])

    pairs = list(zip(outcomes, baseline, strict=True))

    def against(figure: Callable[[Outcome], float]) -> Estimate:
        return mean_interval([figure(here) - figure(there) for here, there in pairs])

    cost, price, reasons = _price_of_a_record(outcomes, commission)
    lines, sums = outcomes[0].ledger, outcomes[0].ledger_undiscounted
    return PolicyResult(
        key=policy.key,
        label=policy.label,
        net_present_value=over(lambda one: one.net_present_value),
        difference=against(lambda one: one.net_present_value),
        difference_without_terminal_value=against(lambda one: one.net_present_value - one.terminal_value),
        records_sold=over(lambda one: one.records_sold),
        data_revenue=over(lambda one: one.data_revenue),
        cost_per_record=cost,
        break_even_price=price,
        customers_at_end=over(lambda one: one.customers_at_end),
        customers_lost_to_policy=over(lambda one: float(one.lost.sum())),
        people_who_know=over(lambda one: one.people_who_know),
        complaints=over(lambda one: one.complaints),
        months_lost=over(lambda one: one.months_lost),
        lost_by_attitude={
            name: mean_interval([float(one.lost[n]) for one in outcomes]) for n, name in enumerate(ATTITUDES)
        },
        ledger={line: mean_interval([one.ledger[line] for one in outcomes]) for line in lines},
        ledger_undiscounted={line: mean_interval([one.ledger_undiscounted[line] for one in outcomes]) for line in sums},
        by_month=_by_month(outcomes, baseline),
        reasons=reasons,
        better_in=sum(here.net_present_value > there.net_present_value for here, there in pairs),
        worse_in=sum(here.net_present_value < there.net_present_value for here, there in pairs),
    )


def _price_of_a_record(
    outcomes: Sequence[Outcome], commission: float
) -> tuple[Estimate | None, Estimate | None, dict[str, str]]:
    """Cost of a sold record and break-even gross price, or the reasons why there is none."""
    loss = np.array([outcome.loss for outcome in outcomes])
    disclosures = np.array([outcome.disclosures for outcome in outcomes])
    if not disclosures.any():
        return None, None, {"cost_per_record": NEVER_SELLS, "break_even_price": NEVER_SELLS}
    cost = ratio_interval(loss, disclosures)
    if isinstance(cost, Unbounded):
        return None, None, {"cost_per_record": cost.reason, "break_even_price": cost.reason}
    if cost.mean <= 0:
        return cost, None, {"break_even_price": PAYS_AT_ANY_PRICE}
    if commission >= 1:
        return cost, None, {"break_even_price": NOTHING_IS_LEFT}
    price = cost.scaled(1 / (1 - commission))
    return cost, price._replace(low=max(0.0, price.low)), {}  # no price lies below nothing


def _by_month(outcomes: Sequence[Outcome], baseline: Sequence[Outcome]) -> dict[str, Floats]:
    series = {name: np.mean([one.series[name] for one in outcomes], axis=0) for name in outcomes[0].series}
    here = np.array([one.net_value_by_month for one in outcomes])
    there = np.array([one.net_value_by_month for one in baseline])
    for name, values in (("net_value_to_date", here), ("difference_to_date", here - there)):
        series[name], series[f"{name}_low"], series[f"{name}_high"] = series_interval(values)
    customers = np.array([one.series["customers"] for one in outcomes])
    _, series["customers_low"], series["customers_high"] = series_interval(customers)
    return series
