"""Words for the pages: text that Markdown must leave alone, grades as badges, assumptions as a person reads them."""

import re

from sim.inputs.parameters import PARAMETERS, Parameter, Value
from sim.inputs.scenario import Scenario
from sim.show.currency import MINUS, UNBROKEN_MINUS, in_force

# A grade is never shown by its colour alone. Anything that is an assumption says so wherever it is shown.
BADGES = {
    "measured": ":green-badge[measured]",
    "survey": ":blue-badge[survey]",
    "assumption": ":orange-badge[assumption]",
    "setting": ":gray-badge[setting]",
    "switch": ":gray-badge[switch]",
}
CHANGED = ":violet-badge[changed]"

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-!|$~:])")
_QUOTED = re.compile(r'"([^"]*)"')


def escaped(text: str) -> str:
    """Text as it stands, whatever Markdown would make of it: two dollar signs would set a formula.

    Quotation marks become typographic, and a number keeps its percent sign, or its minus, on the same line.
    """
    text = MINUS.sub(UNBROKEN_MINUS, _QUOTED.sub(r"“\1”", text).replace(" %", "\u00a0%"))
    return _MARKS.sub(r"\\\1", text)


def value_in_words(value: Value) -> str:
    """A parameter's value for people: 20,000, 0.008, on."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value.replace("_", " ")
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def amount_in_words(entry: Parameter, value: Value) -> str:
    """The same, in the currency in force where the parameter is an amount of money."""
    return value_in_words(in_force().counted(entry, value))


def range_in_words(entry: Parameter) -> str:
    """The plausible range, in the currency in force; the choices of a text; nothing for a switch."""
    if entry.choices:
        return ", ".join(choice.replace("_", " ") for choice in entry.choices)
    if entry.low is None or entry.high is None:
        return ""
    low, high = (in_force().counted(entry, end) for end in (entry.low, entry.high))
    return f"{low:,.10g} to {high:,.10g}"


def unbroken(text: str) -> str:
    """Text that stays on one line, so that a narrow table scrolls instead of stacking words."""
    return text.replace(" ", "\u00a0")


def changed(scenario: Scenario) -> list[str]:
    """Parameters whose value is not the default, in the order of the table."""
    return [key for key, entry in PARAMETERS.items() if scenario[key] != entry.default]
