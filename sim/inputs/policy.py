"""A data policy: what a company does with its customers' data, and from which month.

Sale and the source of data for personalisation are separate choices. A field that a policy leaves open (None)
takes the scenario's value; dated changes hold from their month on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

Sale = Literal["never", "quiet", "opt_out", "opt_in"]
Notice = Literal["buried", "plain"]
DataSource = Literal["none", "third_party", "declared"]


@dataclass(frozen=True)
class Terms:
    """What holds in one month, with nothing left open."""

    sale: Sale
    notice: Notice
    price: float  # dollars, gross, per record and disclosure
    buyers: int  # per sale
    again_every: int  # months, 0 = once
    reward: float  # dollars per consenting customer and year
    personalisation: float  # depth, 0 to 1
    data_source: DataSource
    apology: bool


TERMS = tuple(Terms.__dataclass_fields__)


@dataclass(frozen=True)
class Change:
    """What changes from a month on; None stays as it was."""

    month: int
    sale: Sale | None = None
    notice: Notice | None = None
    price: float | None = None
    buyers: int | None = None
    again_every: int | None = None
    reward: float | None = None
    personalisation: float | None = None
    data_source: DataSource | None = None
    apology: bool | None = None

    def fields(self) -> dict[str, Any]:
        """The fields that change, by name."""
        return {name: value for name in TERMS if (value := getattr(self, name)) is not None}


@dataclass(frozen=True)
class Policy:
    """One policy. Two policies are equal if they do the same, whatever they are called."""

    key: str = field(compare=False)
    label: str = field(compare=False)
    description: str = field(compare=False)
    sale: Sale = "never"
    notice: Notice = "buried"
    price: float | None = None
    buyers: int | None = None
    again_every: int | None = None
    reward: float = 0.0
    personalisation: float = 0.0
    data_source: DataSource = "none"
    apology: bool = False
    changes: tuple[Change, ...] = ()

    def in_force(self, month: int) -> dict[str, Any]:
        """The fields that hold in a month (1 is the first); None where the scenario's value does."""
        held = {name: getattr(self, name) for name in TERMS}
        for change in self.changes:
            if change.month <= month:
                held |= change.fields()
        return held

    def stages(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """What holds from month 1 and from each change on, as (month, fields)."""
        for month in sorted({1, *(change.month for change in self.changes)}):
            yield month, self.in_force(month)

    def sells(self) -> bool:
        """Whether records are sold in any month."""
        return any(held["sale"] != "never" for _, held in self.stages())

    def without_sale(self) -> "Policy":
        """The same policy had it never sold anything, without what then means nothing (price, notice, ...).

        A reward is kept while customers declare their data, for then it is given for that.
        """
        stages = [(month, _unsold(held)) for month, held in self.stages()]
        before = stages[0][1]
        changes = []
        for month, held in stages[1:]:
            if different := {name: value for name, value in held.items() if value != before[name]}:
                changes.append(Change(month, **different))
            before = held
        return Policy(self.key, self.label, self.description, **stages[0][1], changes=tuple(changes))


def _unsold(held: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: held[name] for name in ("personalisation", "data_source")}
    return {"sale": "never", "reward": held["reward"] if held["data_source"] == "declared" else 0.0, **kept}


def contradictions(policy: Policy) -> Iterator[tuple[str, Any, str]]:
    """What a policy says that cannot go together, as (field, value, what would be right)."""
    months = [change.month for change in policy.changes]
    for number, (earlier, later) in enumerate(pairwise(months), start=2):
        if later <= earlier:
            yield f"changes.{number}.month", later, f"must be after month {earlier}, the change before it"
            return
    told = set()
    for month, held in policy.stages():
        for name, value, right in _contradictions(held):
            if name not in told:
                yield name, value, f"{right} (from month {month} on)" if month > 1 else right
            told.add(name)


def _contradictions(held: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    if held["reward"] > 0 and held["sale"] != "opt_in" and held["data_source"] != "declared":
        yield (
            "reward",
            held["reward"],
            'needs somebody who is asked: sale = "opt_in" or data_source = "declared"',
        )
    if held["personalisation"] > 0 and held["data_source"] == "none":
        yield "personalisation", held["personalisation"], 'needs data_source = "declared" or "third_party"'
    if held["personalisation"] == 0 and held["data_source"] != "none":
        yield "data_source", held["data_source"], "is of no use without personalisation above 0"
    if held["apology"] and held["sale"] != "never":
        yield "apology", True, 'needs sale = "never": one who goes on selling cannot say that it is over'
