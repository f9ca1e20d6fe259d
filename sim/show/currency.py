"""The currency in which money is told. The model counts in dollars; only words, axes and tables are in another one.

Whoever shows something to a reader with a currency of his or her own does it `with told_in(currency)`: what writes
money here below asks `in_force()`, so that none of it is left in dollars.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sim.inputs.parameter import Parameter

if TYPE_CHECKING:
    import pandas as pd

SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "CHF": "CHF ",
    "SEK": "SEK ",
    "PLN": "PLN ",
    "JPY": "¥",
    "INR": "₹",
    "CAD": "C$",
    "AUD": "A$",
}
_BEFORE = rf"(?={'|'.join(map(re.escape, SIGNS.values()))})"
MINUS, PLUS = re.compile(rf"-{_BEFORE}"), re.compile(rf"\+{_BEFORE}")  # of an amount: no line may end with them
UNBROKEN_MINUS, UNBROKEN_PLUS = "\u2011", "+\u2060"
V = TypeVar("V")
_UNIT = "dollars"  # as units are written, of a parameter and of a name in the results


class Currency(NamedTuple):
    """A currency by its three letters, and how many dollars one of it is worth."""

    code: str = "USD"
    rate: float = 1.0

    @property
    def is_dollar(self) -> bool:
        """Whether money is told as the model counts it."""
        return self.code == "USD"

    @property
    def sign(self) -> str:
        """What stands before an amount."""
        return SIGNS[self.code]

    @property
    def note(self) -> str:
        """At which rate amounts are told, in a sentence; empty in dollars."""
        return "" if self.is_dollar else f"Money is told in {self.code}, at ${self.rate:g} for one."

    def scale(self, largest: float) -> tuple[float, str]:
        """For an axis that reaches so many dollars: by how many of them it counts, and what that is called."""
        sizes = ((1e6, "million"), (1e3, "thousand"), (1.0, ""))
        size, name = next(one for one in sizes if largest >= one[0] * self.rate or one[0] == 1)
        return size * self.rate, f"{self.sign.strip()} {name}".strip()

    def unit(self, unit: str) -> str:
        """A unit of the model's in this currency: "dollars per join", "EUR per join"."""
        return unit if self.is_dollar or not unit.startswith(_UNIT) else self.code + unit.removeprefix(_UNIT)

    def counted(self, entry: Parameter, value: V) -> V | float:
        """A parameter's value as it is shown: in this currency where it is an amount of money."""
        if self.is_dollar or not is_money(entry) or not isinstance(value, int | float):
            return value
        return float(f"{value / self.rate:.10g}")

    def in_dollars(self, entry: Parameter, shown: V) -> V | float:
        """The way back from what `counted` shows."""
        if self.is_dollar or not is_money(entry) or not isinstance(shown, int | float):
            return shown
        return float(f"{shown * self.rate:.10g}")

    def step(self, dollars: float) -> float:
        """A round step of about so many dollars."""
        return dollars if self.is_dollar else float(10.0 ** round(math.log10(dollars / self.rate)))

    def table(self, table: "pd.DataFrame", amounts: list[str]) -> "pd.DataFrame":
        """A table with those columns in this currency, which a last column names; in dollars as it is."""
        if self.is_dollar:
            return table
        return table.assign(**{name: table[name] / self.rate for name in amounts}, currency=self.code)


DOLLARS = Currency()
_IN_FORCE: ContextVar[Currency] = ContextVar("currency", default=DOLLARS)


def in_force() -> Currency:
    """The currency in which money is told here and now; dollars unless somebody chose another."""
    return _IN_FORCE.get()


@contextmanager
def told_in(currency: Currency) -> Iterator[None]:
    """Tell money in a currency, as far as this block (or the function that it decorates) reaches."""
    before = _IN_FORCE.set(currency)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def is_money(entry: Parameter) -> bool:
    """Whether a parameter is an amount of money."""
    return entry.unit.startswith(_UNIT)
