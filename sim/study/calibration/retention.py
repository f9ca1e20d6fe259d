"""Retention of a company's customers, asked of one file: the fitted curve, what it misses, and what it had not seen."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim import __version__
from sim.errors import InputError
from sim.inputs.company_files.csv_file import Refusals, open_csv
from sim.inputs.company_files.customer_base import read_customers
from sim.inputs.company_files.customer_fields import Reading
from sim.inputs.company_files.leaving import Leaving, is_table, leaves_within, leaving_of, read_table, together
from sim.study.calibration.retention_fit import Fit, HeldOut, fit, hold_out
from sim.study.folder import writing

RESULT = "retention.json"
MOST_GROUPS = 200


@dataclass(frozen=True)
class Curve:
    """A fitted curve, and the same fitted to the first periods only (None where there are too few)."""

    fit: Fit
    held_out: HeldOut | None

    def to_json(self, horizon: int) -> dict[str, Any]:
        """Plain lists and numbers, survival from period 0 to the horizon."""
        of_survival = self.fit.survival_errors(horizon)
        missed = self.fit.errors(self.fit.data)
        return {
            **self.fit.shapes(),
            "log_likelihood": self.fit.log_likelihood if self.fit.data.counted else None,
            "survival": self.fit.survival(horizon).tolist(),
            "survival_standard_errors": None if of_survival is None else of_survival.tolist(),
            "observed": self.fit.data.survival.tolist(),
            "largest_error": float(abs(missed).max()) if len(missed) else None,
            "held_out": None if self.held_out is None else _held_out_as_json(self.held_out, horizon),
        }


def _held_out_as_json(held: HeldOut, horizon: int) -> dict[str, Any]:
    return {
        "fitted_periods": held.fitted_periods,
        "alpha": held.fit.alpha,
        "beta": held.fit.beta,
        "survival": held.fit.survival(horizon).tolist(),
        "largest_error": held.largest_error,
    }


@dataclass(frozen=True)
class Retention:
    """Retention in one file: of all customers together, and of each group that could be fitted.

    customers: None where a table tells shares. period: months, None where a table counts in periods of its own.
    """

    file: Path
    customers: int | None
    period: int | None
    whole: Curve
    groups: Mapping[str, Curve]
    refusals: Refusals
    remarks: tuple[str, ...]

    def to_json(self, horizon: int | None = None) -> dict[str, Any]:
        """Plain lists and numbers; the horizon is that of the data if left out."""
        until = self.whole.fit.data.periods if horizon is None else horizon
        return {
            "file": str(self.file),
            "version": __version__,
            "customers": self.customers,
            "period_in_months": self.period,
            **self.whole.to_json(until),
            "groups": {name: curve.to_json(until) for name, curve in self.groups.items()},
            "rows_refused": self.refusals.count,
            "refused": [one._asdict() for one in self.refusals.told],
            "remarks": list(self.remarks),
        }

    def to_csv(self, horizon: int | None = None) -> str:
        """A row a group and period: what was observed and what is fitted."""
        until = self.whole.fit.data.periods if horizon is None else horizon
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(["group", "period", "observed", "fitted", "fitted_before_held_out"])
        for name, curve in {"": self.whole, **self.groups}.items():
            observed, held = curve.fit.data.survival, curve.held_out
            unseen = None if held is None else held.fit.survival(until)
            for period, fitted in enumerate(curve.fit.survival(until)):
                known = observed[period] if period < len(observed) else ""
                rows.writerow([name, period, known, fitted, "" if unseen is None else unseen[period]])
        return text.getvalue()

    def files(self, horizon: int | None, figure: Any) -> dict[str, Callable[[Path], Any]]:
        """How to write each file of the result, by its name."""
        import json

        return {
            "retention.csv": writing(self.to_csv(horizon)),
            **{f"retention.{form}": figure.savefig for form in ("png", "svg")},
            RESULT: writing(json.dumps(self.to_json(horizon), indent=1) + "\n"),
        }


def retention(
    file: Path, how: Reading | None = None, *, by: str | None = None, period: int = 1, fit_on: int | None = None
) -> Retention:
    """Fit a file's retention: a table `period,survivors`, or one row a customer. Raises InputError.

    by: a column whose groups are fitted apart, too. period: months, for rows of customers. fit_on: periods that the fit
    may see before the rest is held against it.
    """
    how = how or Reading()
    table = is_table(open_csv(file, how.separator, how.encoding))
    if table:
        _check_for_table(file, how, period)
    found = _of_table(file, how, by) if table else _of_customers(file, how, by, period)
    parts, refusals, remarks = found
    if len(parts) > MOST_GROUPS:
        raise InputError(f"--by {by}: {file} has {len(parts):,} groups there; at most {MOST_GROUPS} are fitted")
    whole = _curve(str(file), together(parts), fit_on)
    groups: dict[str, Curve] = {}
    for name, data in parts.items() if by is not None else ():
        try:
            groups[name or "(no name)"] = _curve(
                name, data, None if fit_on is None or fit_on >= data.periods else fit_on
            )
        except InputError as error:
            remarks.append(f"Not fitted: {error}")
    first = whole.fit.data.at_risk[0]
    customers = int(first) if whole.fit.data.counted else None
    return Retention(file, customers, None if table else period, whole, groups, refusals, tuple(remarks))


def _check_for_table(file: Path, how: Reading, period: int) -> None:
    """InputError for what is told of a table and cannot hold: it counts in periods of its own, and has no dates."""
    told = {
        "--period": period != 1,
        "--map": how.columns,
        "--as-of": how.as_of,
        "--tenure-in": how.tenure_in != "months",
    }
    if useless := [option for option, said in told.items() if said]:
        raise InputError(
            f"{' and '.join(useless)}: for files of one row a customer, and {file} is a table of period,survivors, "
            "which counts in periods of its own; leave it out"
        )


_Found = tuple[Mapping[str, Leaving], Refusals, list[str]]


def _of_table(file: Path, how: Reading, by: str | None) -> _Found:
    parts = read_table(file, how, by)
    counts = all(data.counted for data in parts.values())
    what = "counts of customers" if counts else "shares"
    return parts, Refusals(), [f"Survivors are read as {what}."]


def _of_customers(file: Path, how: Reading, by: str | None, period: int) -> _Found:
    unused = dict.fromkeys(("margin", "price", "segment", "channel", "email", "consent"), "")
    base = read_customers(file, replace(how, columns={**how.columns, **unused, "segment": by or ""}))
    remarks = list(base.remarks)
    if period > 1 and leaves_within(base, period):
        remarks.append(f"Customers leave within periods of {period} months, too: a shorter --period tells more.")
    if by is None or base.segment is None:
        return {"": leaving_of(base, period)}, base.refusals, remarks
    labels = base.segment
    return (
        {
            name: leaving_of(base, period, labels.of == n)
            for n, name in enumerate(labels.names)
            if (labels.of == n).any()
        },
        base.refusals,
        remarks,
    )


def _curve(name: str, data: Leaving, fit_on: int | None) -> Curve:
    try:
        return Curve(fit(data), hold_out(data, fit_on))
    except InputError as error:
        raise InputError(*(f"{name}: {problem}" for problem in error.problems)) from None
