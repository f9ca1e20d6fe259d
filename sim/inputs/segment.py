"""Segments: the people of a market as joint parts, each with traits of its own.

Without segments everybody is drawn from the same distributions, one trait at a time. With them a person belongs to one
segment and takes its retention, margin, tenure, channel and consent together, so that what goes together in a
company's customer base goes together in the market. What a segment leaves open (None) is as in the whole market.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Segment:
    """One joint part of the market."""

    name: str = ""
    share: float = 1.0  # of all people in the market
    retention_alpha: float | None = None
    retention_beta: float | None = None
    retention_period: int | None = None  # months
    margin: float = 1.0  # times money.margin
    margin_spread: float | None = None  # log standard deviation
    tenure_from: int | None = None  # months, at the start
    tenure_to: int | None = None  # months, at the start
    digital: float | None = None  # share of the segment
    consents: float | None = None  # share of the segment

    def content(self) -> dict[str, Any]:
        """What it does to a run: the fields that are given, without the name."""
        return {name: value for name, value in asdict(self).items() if name != "name" and value is not None}


def contradictions(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What a list of segments says that cannot be."""
    if not rows:
        return
    together = sum(row["share"] for row in rows)
    if abs(together - 1.0) > 1e-3:
        yield f"segments: their shares add up to {together:.4g}; they must add up to 1"
    for number, row in enumerate(rows, start=1):
        ends = [row.get("tenure_from"), row.get("tenure_to")]
        if (ends[0] is None) != (ends[1] is None):
            yield f"segments.{number}: give both tenure_from and tenure_to, or neither"
        elif ends[0] is not None and ends[1] < ends[0]:
            yield f"segments.{number}.tenure_to = {ends[1]}: must be at least tenure_from, {ends[0]}"
