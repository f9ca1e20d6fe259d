"""The result of a comparison: small typed figures that turn into JSON, pandas frames, files and drawings."""

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.causes.why import Why
from sim.study.certainty.doubt import Doubt
from sim.study.certainty.flip import Flips
from sim.study.certainty.turning import TurnsOn
from sim.study.intervals import Estimate

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Floats = npt.NDArray[np.float64]

FIGURES = (
    "net_present_value",
    "difference",
    "difference_without_terminal_value",
    "records_sold",
    "data_revenue",
    "cost_per_record",
    "break_even_price",
    "customers_at_end",
    "customers_lost_to_policy",
    "people_who_know",
    "complaints",
)


@dataclass(frozen=True)
class PolicyResult:
    """One policy's figures: means and intervals over replicates, in dollars and people of the real company.

    docs/reference.md says what each is. A figure that does not exist is None and `reasons` says why.
    better_in, worse_in: replicates in which the company is better, worse off than under the baseline; None in a result
    of a version that did not count them.
    """

    key: str
    label: str
    net_present_value: Estimate
    difference: Estimate
    difference_without_terminal_value: Estimate
    records_sold: Estimate
    data_revenue: Estimate
    cost_per_record: Estimate | None
    break_even_price: Estimate | None
    customers_at_end: Estimate
    customers_lost_to_policy: Estimate
    people_who_know: Estimate
    complaints: Estimate
    months_lost: Estimate
    lost_by_attitude: Mapping[str, Estimate]
    ledger: Mapping[str, Estimate]
    ledger_undiscounted: Mapping[str, Estimate]
    by_month: Mapping[str, Floats]
    reasons: Mapping[str, str]
    better_in: int | None = None
    worse_in: int | None = None

    @property
    def sells(self) -> bool:
        """Whether anybody's record was sold."""
        return self.records_sold.mean > 0

    def figures(self) -> dict[str, Estimate | None]:
        """The figures by name, in the order of the reference."""
        return {name: getattr(self, name) for name in FIGURES}


@dataclass(frozen=True)
class Comparison:
    """Data policies lived by the same people and set against a baseline."""

    scenario: str
    title: str
    digest: str
    version: str
    seed: int
    people: int
    months: int
    replicates: int
    interval: float
    baseline: str
    variance_ratio: float | None
    policies: Mapping[str, PolicyResult]
    differs: Mapping[str, Any]  # parameters whose value is not the default
    turns_on: Mapping[str, TurnsOn]  # what the verdict on a policy turns on, for those asked
    settling: Mapping[str, Any] | None  # how adding replicates ended, where that was asked
    reasons: Mapping[str, str]
    why: Mapping[str, Why] = field(default_factory=dict)  # what differences are made of, for the policies asked
    doubt: Mapping[str, Doubt] = field(default_factory=dict)  # what the doubt rests on, where that was asked
    flips: Mapping[str, Flips] = field(default_factory=dict)  # the smallest changes that turn the verdict, likewise
    inputs: Scenario | None = field(default=None, compare=False, repr=False)  # not in the JSON

    @property
    def headline(self) -> PolicyResult | None:
        """The policy that the verdict is about: the first that sells, else the first beside the baseline."""
        others = [result for key, result in self.policies.items() if key != self.baseline]
        return next((result for result in others if result.sells), others[0] if others else None)

    @property
    def best(self) -> PolicyResult:
        """The policy of the highest mean net present value."""
        return max(self.policies.values(), key=lambda result: result.net_present_value.mean)

    def to_json(self, indent: int | None = None) -> str:
        """The comparison as the JSON that docs/reference.md documents."""
        from sim.study.saved import as_json

        return json.dumps(as_json(self), indent=indent, allow_nan=False)

    @staticmethod
    def from_json(text: str) -> "Comparison":
        """The comparison that `to_json` wrote, without its scenario. InputError for another text.

        One that another version made is read with a warning that says so.
        """
        from sim.study.made_by import AnotherVersion, by_another_version
        from sim.study.saved import from_json

        found = from_json(text)
        again = "What is read is what was saved; sim.compare of the same scenario gives today's."
        if remark := by_another_version(found.version, again):
            warnings.warn(remark, AnotherVersion, stacklevel=2)
        return found

    def table(self) -> "pd.DataFrame":
        """A row a policy: every figure with its interval, and the discounted ledger."""
        from sim.study.saved import table

        return table(self)

    def by_month(self) -> "pd.DataFrame":
        """A row a policy and month: every monthly series."""
        from sim.study.saved import by_month

        return by_month(self)

    def plot(self, kind: str = "time") -> "Figure":
        """A matplotlib figure: "time" for net value by month, "difference" for the policies at the end, "why"."""
        from sim.show.plots import plot

        return plot(self, kind)

    def save(self, folder: str | Path) -> Path:
        """Write result, tables, figures and scenario into a folder, whole or not at all; returns it."""
        from sim.study.saved import save

        if not isinstance(folder, str | Path) or not str(folder).strip():
            raise InputError(f"{folder!r} is no folder to write to; give its name as a text or a Path")
        return save(self, Path(folder))
