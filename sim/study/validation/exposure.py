"""V12: a growing app is found out to sell. Does it go on growing?"""

from collections.abc import Mapping

from sim.errors import RunError
from sim.inputs.scenario import Scenario
from sim.model.market import live

WORST = {"press.reach": 0.10, "press.damage": 0.50}  # the upper ends of their ranges


def exposure(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """Growth of customers from the end of the month before a story to the end of the month after it broke.

    growth: at the story's usual strength. growth_at_worst: where it reaches and damages as much as is plausible.
    RunError where no story breaks in time.
    """
    return {
        "growth": _growth(scenario, replicate),
        "growth_at_worst": _growth(scenario.changed(WORST), replicate),
    }


def _growth(scenario: Scenario, replicate: int) -> float:
    life = live(scenario, scenario.policy("sell-quietly"), replicate)
    customers = life.series["customers"]
    months = [month for month in life.stories if 2 <= month < life.months]
    if not months:
        raise RunError(f"{scenario.name}: no story broke in replicate {replicate}")
    return float(customers[months[0]] / customers[months[0] - 2]) - 1.0
