"""What a caller in Python gives: told by name, value and what would be right, as an option of the command is."""

from collections.abc import Iterable

import numpy as np

from sim.errors import InputError
from sim.inputs.scenario import Scenario


def check_scenario(given: object) -> None:
    """InputError unless it is a scenario."""
    if not isinstance(given, Scenario):
        raise InputError(f"{_shown(given)} is no scenario; sim.load makes one, as in sim.load('magazine')")


def check_whole(name: str, given: object, least: int, most: int) -> None:
    """InputError unless it is a whole number between the two, both included."""
    whole = isinstance(given, int | np.integer) and not isinstance(given, bool)
    if not whole or not least <= int(given) <= most:  # type: ignore[call-overload]
        raise InputError(f"{name} = {_shown(given)}: must be a whole number from {least:,} to {most:,}")


def check_text(name: str, given: object) -> None:
    """InputError unless it is a text."""
    if not isinstance(given, str):
        raise InputError(f"{name} = {_shown(given)}: must be a text, as in 'data_market.price'")


def check_keys(name: str, given: object) -> None:
    """InputError unless it is a list of texts; a text alone would be read letter by letter."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InputError(f"{name} = {_shown(given)}: must be a list of keys, as in ['sell-quietly', 'golden-rule']")


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 60 else f"{text[:50]}..."
