"""How far talk carries: the people whom one who finds out brings to know."""

import math

from sim.inputs.scenario import Scenario


def reproduction_number(scenario: Scenario) -> float:
    """People whom one first-hand finder brings to know by talking, expected, if all contacts were sold and unaware.

    Chance of talking x contacts x the chance that a contact learns in those months; 0 where word of mouth is off.
    """
    if not scenario["mechanisms.word_of_mouth"]:
        return 0.0
    talks, contacts = float(scenario["word_of_mouth.talks"]), float(scenario["word_of_mouth.contacts"])
    hazard = float(scenario["word_of_mouth.believes"]) * float(scenario["word_of_mouth.talk_months"])
    return talks * contacts * -math.expm1(-hazard)


def how_far_talk_carries(scenario: Scenario) -> str:
    """The number in words, with a warning at 1 or more."""
    number = reproduction_number(scenario)
    said = f"One who finds out brings {number:.2g} others to know by talking."
    if number < 1.0:
        return said
    return f"{said} Warning: at 1 or more, talk would spread to everybody if those who hear it talked, too."
