"""What a company's own customers are like: retention and margin by segment, and the cells in which they go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.company_files.customer_base import CustomerBase
from sim.inputs.company_files.leaving import leaves_within, leaving_of
from sim.inputs.parameters import PARAMETERS
from sim.study.calibration.customer_cells import SMALLEST, Cell, cells
from sim.study.calibration.retention_fit import Fit, fit

OTHER, EVERYBODY = "other", "everybody"
MOST_SEGMENTS = 12
_FEWEST = 30  # rows of a segment that stands alone
_MARGIN, _REVENUE = (float(PARAMETERS[name].default) for name in ("money.margin", "money.revenue"))
USUAL_MARGIN = _MARGIN / _REVENUE  # of the price

Whole = npt.NDArray[np.int64]


class SegmentFit(NamedTuple):
    """One segment. Money and shares are means over those who are still here; None where the file does not tell."""

    name: str
    customers: int
    here: int
    retention: Fit | None
    borrowed: str  # why the retention is that of all customers; "" where it is the segment's own
    tenure: float  # months
    margin: float | None  # dollars a month
    email: float | None
    consent: float | None


@dataclass(frozen=True)
class BaseFit:
    """A customer base in figures: all that is written down of it."""

    base: CustomerBase
    period: int  # months
    margin_share: float | None  # of the price; None where the file has margins
    everybody: SegmentFit
    segments: tuple[SegmentFit, ...]
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...]

    @property
    def price(self) -> float | None:
        """Mean price [dollars a month], where the file has prices."""
        if self.margin_share is None or self.everybody.margin is None:
            return None
        return self.everybody.margin / self.margin_share


def fit_customers(base: CustomerBase, period: int = 1, margin_share: float | None = None) -> BaseFit:
    """Retention (in periods of so many months) and margins by segment, and the cells. Raises InputError.

    margin_share: what is left of a price as margin; the default is that of the default scenario.
    """
    has_price = "margin" not in base.understood and base.money is not None
    share = (USUAL_MARGIN if margin_share is None else margin_share) if has_price else None
    margin = None if base.money is None else base.money * (1.0 if share is None else share)
    here = np.ones(len(base), np.bool_) if base.left is None else ~base.left
    if here.sum() < SMALLEST:
        raise InputError(
            f"{base.file.label}: {int(here.sum())} customers are still here; a market needs {SMALLEST} at least"
        )
    number, names = _segments(base, here)

    def about(name: str, only: npt.NDArray[np.bool_], retention: Fit | None, borrowed: str) -> SegmentFit:
        now = only & here

        def mean(column: npt.NDArray[np.float64] | npt.NDArray[np.bool_] | None) -> float | None:
            return None if column is None else float(column[now].mean())

        return SegmentFit(
            name,
            int(only.sum()),
            int(now.sum()),
            retention,
            borrowed,
            float(base.tenure[now].mean()),
            mean(margin),
            mean(base.email),
            mean(base.consent),
        )

    overall, why = _fitted(base, period, np.ones(len(base), np.bool_))
    segments = []
    for n, name in enumerate(names):
        own, missing = _fitted(base, period, number == n) if overall is not None else (None, why)
        borrowed = missing if own is None and overall is not None else ""
        segments.append(about(name, number == n, own or overall, borrowed))
    found = cells(
        number[here],
        base.tenure[here],
        None if margin is None else margin[here],
        None if base.email is None else base.email[here],
        None if base.consent is None else base.consent[here],
    )
    everybody = about(EVERYBODY, np.ones(len(base), np.bool_), overall, "")
    remarks = _remarks(base, period, share, margin_share is None, why)
    return BaseFit(base, period, share, everybody, tuple(segments), tuple(found), (*base.remarks, *remarks))


def _segments(base: CustomerBase, here: npt.NDArray[np.bool_]) -> tuple[Whole, list[str]]:
    """The number of each customer's segment, and their names, the largest first; small ones together are the others."""
    labels = base.segment or base.channel
    if labels is None:
        return np.zeros(len(base), np.int64), [EVERYBODY]
    rows = np.bincount(labels.of, minlength=len(labels.names))
    now = np.bincount(labels.of[here], minlength=len(labels.names))
    stands = (rows >= _FEWEST) & (now >= SMALLEST)
    order = [n for n in np.argsort(-rows, kind="stable") if stands[n]][:MOST_SEGMENTS]
    to = np.full(len(labels.names), len(order))
    to[order] = np.arange(len(order))
    number = to[labels.of]
    names = [labels.names[n] or "(no name)" for n in order]
    others = number == len(order)
    if others.any():
        if (others & here).sum() >= SMALLEST or not order:
            names.append(OTHER if order else EVERYBODY)
        else:
            number[others] = 0
    return number, names


def _fitted(base: CustomerBase, period: int, only: npt.NDArray[np.bool_]) -> tuple[Fit | None, str]:
    """The retention of some customers, or why it cannot be fitted."""
    if base.left is None:
        return None, "no column tells who has left; name it with --map churned=, status= or end="
    try:
        return fit(leaving_of(base, period, only)), ""
    except InputError as error:
        return None, str(error)


def _remarks(base: CustomerBase, period: int, share: float | None, usual: bool, why: str) -> Iterator[str]:
    if why:
        yield f"Retention is not fitted, and stays the default's: {why}"
    elif period > 1 and leaves_within(base, period):
        yield f"Customers leave within periods of {period} months, too: a shorter --period tells more."
    if share is not None and usual:
        yield (
            f"The margin is taken as {share:.0%} of the price, as in the defaults; --margin-share says otherwise."
        ).replace("%", " %")
    if base.segment is None and base.channel is not None:
        yield "No column is a segment: the channel serves as one."
