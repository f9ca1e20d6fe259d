"""What a segment of the people may say: a joint part of the market with traits of its own."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from collections.abc import Mapping
from types import MappingProxyType

from sim.inputs.parameter import SETTING, Parameter, Value
from sim.inputs.parameters import PARAMETERS

_OWN = "setting: what the company knows about its own customers"
LONGEST_TENURE = 600  # months


def _as(name: str, stands_for: str, meaning: str) -> Parameter:
    """A field that stands for a parameter of the whole market in this segment."""
    entry = PARAMETERS[stands_for]
    return Parameter(name, entry.default, entry.unit, entry.low, entry.high, entry.minimum, entry.maximum, SETTING,
                     f"{meaning}; left out: {stands_for}.",
                     _OWN)


def _months(name: str, default: Value, meaning: str) -> Parameter:
    return Parameter(name, default, "months", 0, LONGEST_TENURE, 0, LONGEST_TENURE, SETTING, meaning, _OWN)


_SEGMENT = (
    Parameter("name", "", "text", None, None, None, None, SETTING,
              "What the segment is called; several may have the same name.",
              _OWN),
    Parameter("share", 1.0, "share of people", 0, 1, 0, 1, SETTING,
              "Share of all people in the market who are like this. The shares of all segments add up to 1.",
              _OWN),
    _as("retention_alpha", "company.retention_alpha", "First shape of the Beta distribution of leaving"),
    _as("retention_beta", "company.retention_beta", "Second shape of that distribution"),
    _as("retention_period", "company.retention_period", "Length of a contract period"),
    Parameter("margin", 1.0, "times money.margin", 0.1, 10, 0, 1000, SETTING,
              "Mean margin of the segment's people, in multiples of money.margin; left out: 1.",
              _OWN),
    _as("margin_spread", "money.margin_spread", "How much margins differ within the segment"),
    _months("tenure_from", 0,
            "Shortest time that its customers have been with the company at the start; left out: drawn from the "
            "retention curve."),
    _months("tenure_to", LONGEST_TENURE,
            "Longest such time; anything from the shortest to it is equally likely. market.oldest_tenure does not "
            "cut it, except that 0 makes everybody new."),
    _as("digital", "company.digital_share", "Share who take the digital edition, so that e-mail reaches them"),
    Parameter("consents", 0.5, "share of the segment", 0, 1, 0, 1, SETTING,
              "Share who have said yes to passing on their data. Segments where it is larger say yes more readily; how "
              "many do in all stays with people.consent. Left out: as readily as anybody.",
              _OWN),
)

SEGMENT_FIELDS: Mapping[str, Parameter] = MappingProxyType({entry.name: entry for entry in _SEGMENT})
