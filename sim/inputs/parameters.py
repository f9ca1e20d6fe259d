"""Every parameter of the model, declared once: name, default, unit, range, meaning, source, grade.

Validation, the command's options, sliders, sweeps and the documentation all read this table. The entries
stand in the `table_*` files by subject; the order here is the order everywhere.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sim.inputs import table_company, table_market, table_people, table_society
from sim.inputs.parameter import Grade, Parameter, Value, nearest

__all__ = ["GROUPS", "PARAMETERS", "Grade", "Parameter", "Value", "defaults", "nearest"]

_TABLE = (
    *table_market.MARKET,
    *table_company.COMPANY,
    *table_company.DATA_MARKET,
    *table_company.KINDS_OF_BUYER,
    *table_people.ATTITUDES,
    *table_people.CONSENT,
    *table_people.FINDING_OUT,
    *table_people.GRIEVANCE,
    *table_people.ACTING,
    *table_society.WORD_OF_MOUTH,
    *table_society.PRESS,
    *table_society.LAW,
    *table_market.MONEY,
    *table_market.MECHANISMS,
)

PARAMETERS: Mapping[str, Parameter] = MappingProxyType({entry.name: entry for entry in _TABLE})

# What the parts before the dot stand for, in table order.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "market": "The market, and how it is simulated",
        "company": "The company",
        "data_market": "The data market: brokers and those who buy from them",
        "people": "People",
        "word_of_mouth": "Word of mouth",
        "press": "The press",
        "law": "The law",
        "money": "Money",
        "mechanisms": "Mechanisms that can be switched off",
    }
)


def defaults() -> dict[str, Value]:
    """Every parameter's default, in table order."""
    return {name: entry.default for name, entry in PARAMETERS.items()}
