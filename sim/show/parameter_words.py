"""A parameter and its values in words: "the price of a record", "$0.32", "2.9 % of people"."""

import re

from sim.inputs.parameter import Value, plain
from sim.inputs.parameters import PARAMETERS
from sim.show.currency import in_force
from sim.show.wording import dollars
from sim.study.certainty.turning import OF_PERSONALISING, OF_SELLING

SHORT = {**OF_SELLING, **OF_PERSONALISING}
_PART = re.compile(r"share of (.*)")


def phrase(key: str) -> str:
    """What a parameter is, as part of a sentence: the beginning of its meaning where it has no shorter name."""
    if key in SHORT or key not in PARAMETERS:
        return SHORT.get(key, key)
    clause = re.split(r"[:.;,](?:\s|$)| \(", PARAMETERS[key].meaning)[0]
    return clause if clause[:2].isupper() else clause[0].lower() + clause[1:]


def amount(unit: str, value: Value) -> str:
    """A value with its unit: $0.32, 0.008 per piece, 12 months, 2.9 % of people."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value
    if unit.startswith("dollars"):
        shown = value / in_force().rate
        return dollars(value) if value == 0 or abs(shown) >= 0.1 else f"{in_force().sign}{shown:.3g}"
    if part := _PART.fullmatch(unit):
        return f"{short(100 * value)} % of {part[1]}"
    return f"{short(value)} {unit.removesuffix('s') if value == 1 else unit}"


def short(value: float) -> str:
    """A number in three digits."""
    return plain(value) if float(value).is_integer() else f"{value:.3g}"
