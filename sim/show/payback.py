"""When what a policy costs has come back, or what it earned is lost again: where net value to date changes sign."""

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Crossing(NamedTuple):
    """The month after which net value to date stays on the other side of zero.

    low, high: the same month read off the two ends of the interval; None where that end does not cross.
    """

    kind: Literal["pays back", "turns to a loss"]
    month: int
    low: int | None
    high: int | None

    def in_words(self) -> str:
        """ "pays back in month 31 (26 to 38)"; an end that never crosses is said so."""
        ends = sorted(end for end in (self.low, self.high) if end is not None)
        if len(ends) == 2 and ends[0] == ends[1]:
            return f"{self.kind} in month {self.month}"
        if len(ends) == 2:
            return f"{self.kind} in month {self.month} ({ends[0]} to {ends[1]})"
        return f"{self.kind} in month {self.month} (perhaps not at all)"


def crossing(mean: Floats, low: Floats, high: Floats) -> Crossing | None:
    """The last change of sign of a series by month, month 1 first; None where it keeps to one side.

    mean: net value to date against the baseline [dollars]; low, high: the ends of its interval.
    """
    month = _last_change(mean)
    if month is None:
        return None
    kind: Literal["pays back", "turns to a loss"] = "pays back" if mean[-1] > 0 else "turns to a loss"
    same = [_last_change(end) if (end[-1] > 0) == (mean[-1] > 0) else None for end in (low, high)]
    return Crossing(kind, month, same[0], same[1])


def _last_change(series: Floats) -> int | None:
    """The first month of the last stretch on one side of zero; None where that is the whole series, or ends at zero."""
    last = np.sign(series[-1])
    others = np.flatnonzero(np.sign(series) == -last)
    if last == 0 or others.size == 0:
        return None
    return int(others[-1]) + 2
