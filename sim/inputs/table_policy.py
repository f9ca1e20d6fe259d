"""What a policy may say, and what happens to the company from outside: the fields of both."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from collections.abc import Mapping
from types import MappingProxyType

from sim.inputs.parameter import ASSUMPTION, SETTING, Parameter
from sim.inputs.parameters import PARAMETERS

_CHOICE = "setting: the company's choice"
_PRICE, _BUYERS, _AGAIN, _SEVERITY = (
    PARAMETERS[name]
    for name in (
        "data_market.price", "data_market.buyers", "data_market.again_every", "people.severity_breach",
    )
)

_POLICY = (
    Parameter("sale", "never", "whose records", None, None, None, None, SETTING,
              "Whose records are sold: nobody's, every customer's, all but those who opted out, or those "
              "who agreed.",
              _CHOICE,
              ("never", "quiet", "opt_out", "opt_in")),
    Parameter("notice", "buried", "how customers learn of it", None, None, None, None, SETTING,
              "Whether only those who read the privacy policy understand it, or customers are told plainly "
              "when they join.",
              _CHOICE,
              ("buried", "plain")),
    Parameter("price", _PRICE.default, _PRICE.unit, _PRICE.low, _PRICE.high, _PRICE.minimum, _PRICE.maximum,
              SETTING,
              "What one buyer pays for one record, before commission; left out: data_market.price.",
              _CHOICE),
    Parameter("buyers", _BUYERS.default, _BUYERS.unit, _BUYERS.low, _BUYERS.high, _BUYERS.minimum,
              _BUYERS.maximum, SETTING,
              "How many buyers get each record at a sale; left out: data_market.buyers.",
              _CHOICE),
    Parameter("again_every", _AGAIN.default, _AGAIN.unit, _AGAIN.low, _AGAIN.high, _AGAIN.minimum,
              _AGAIN.maximum, SETTING,
              "Months until a record is sold again, 0 = once; left out: data_market.again_every.",
              _CHOICE),
    Parameter("reward", 0.0, "dollars per consenting customer and year", 0, 2, 0, 1000, SETTING,
              "What is given back to customers who agree to the sale or fill in a profile.",
              _CHOICE),
    Parameter("personalisation", 0.0, "depth", 0, 1, 0, 1, SETTING,
              "How far the company personalises: 0 not at all, 1 fully.",
              _CHOICE),
    Parameter("data_source", "none", "where data come from", None, None, None, None, SETTING,
              "Where the data for personalisation come from: bought from third parties, or declared by "
              "customers.",
              _CHOICE,
              ("none", "third_party", "declared")),
    Parameter("apology", False, "yes or no", None, None, None, None, SETTING,
              "Whether the company says plainly that it has stopped selling, so that betrayal fades faster.",
              _CHOICE),
)

_MONTHS = PARAMETERS["market.months"]
_MONTH = Parameter("month", 1, "month of the run", _MONTHS.low, _MONTHS.high, 1, _MONTHS.maximum, SETTING,
                   "The month from which a change holds, or in which an event happens; the first is 1.",
                   "setting: the scenario's choice")

_EVENT = (
    Parameter("kind", "breach", "what happens", None, None, None, None, SETTING,
              "A breach: data are stolen from the company, and customers are told.",
              "setting: the scenario's choice",
              ("breach",)),
    _MONTH,
    Parameter("share", 1.0, "share of customers", 0, 1, 0, 1, ASSUMPTION,
              "Customers who are told of it.",
              "assumption: all, as the law asks for in most places"),
    Parameter("severity", _SEVERITY.default, _SEVERITY.unit, _SEVERITY.low, _SEVERITY.high,
              _SEVERITY.minimum, _SEVERITY.maximum, _SEVERITY.grade,
              "How much it offends those who are told; left out: people.severity_breach.",
              _SEVERITY.source),
)

POLICY_FIELDS: Mapping[str, Parameter] = MappingProxyType({entry.name: entry for entry in _POLICY})
CHANGE_FIELDS: Mapping[str, Parameter] = MappingProxyType({"month": _MONTH, **POLICY_FIELDS})
EVENT_FIELDS: Mapping[str, Parameter] = MappingProxyType({entry.name: entry for entry in _EVENT})
