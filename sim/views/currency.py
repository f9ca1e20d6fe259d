"""Money in the visitor's own currency, at a rate of his or her own. The model counts in dollars."""

from typing import NamedTuple

from sim.errors import InputError
from sim.show.wording import dollars
from sim.study.intervals import Estimate
from sim.views.state import Study

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
LEAST, MOST = 0.0001, 10_000.0  # dollars for one


class Currency(NamedTuple):
    """A currency by its three letters, and how many dollars one of it is worth."""

    code: str = "USD"
    rate: float = 1.0

    @property
    def is_dollar(self) -> bool:
        """Whether amounts need no second telling."""
        return self.code == "USD"

    def amount(self, dollars_: float) -> str:
        """An amount of dollars in this currency, for people: €304,000."""
        return dollars(dollars_ / self.rate).replace("$", SIGNS[self.code])

    def verdict(self, found: Estimate) -> str:
        """A difference with its interval, in a sentence; empty where dollars say it already."""
        if self.is_dollar:
            return ""
        ends = f"{self.amount(found.low)} to {self.amount(found.high)}"
        return f"In {self.code}, at ${self.rate:g} each: {self.amount(found.mean)} ({ends})."


def of(study: Study) -> Currency:
    """The currency that a study is told in. InputError where a link says what there is not."""
    code, said = study.view.get("currency", "USD"), study.view.get("rate", "1")
    if code not in SIGNS:
        raise InputError(f"view.currency = {code[:20]}: there are {', '.join(SIGNS)}")
    try:
        rate = float(said)
    except ValueError:
        rate = 0.0
    if not LEAST <= rate <= MOST:
        raise InputError(f"view.rate = {said[:20]}: must be from {LEAST:g} to {MOST:,g} dollars for one {code}")
    return Currency(code, rate if code != "USD" else 1.0)
