"""V10: nothing is sold. How many new customers are left after one, two and three years."""

from collections.abc import Mapping

from sim.inputs.scenario import Scenario
from sim.model.market import live


def keeping(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """The share of new customers who are left after each year."""
    life = live(scenario, scenario.policy("never-sell"), replicate)
    at_start = len(life.people) * life.scale
    return {f"year_{year}": float(life.series["customers"][12 * year - 1]) / at_start for year in (1, 2, 3)}
