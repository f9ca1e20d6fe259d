"""Property 8: alone, people find out as the integrated hazard says, and the error falls as one over the root of N."""

import numpy as np
import pytest

from sim.inputs.scenario import Scenario
from sim.study.proof import chance
from sim.study.proof.checks import usual

WORLDS: dict[str, dict[str, float]] = {
    "the defaults": {},
    "sold once": {"policies.sell-quietly.again_every": 0, "people.trace_chance_ordinary": 0.3},
    "three buyers, much e-mail": {
        "policies.sell-quietly.buyers": 3,
        "data_market.email_passes": 0.2,
        "data_market.travel_emails": 2.0,
        "company.digital_after": 5,
        "people.traceable": 0.3,
    },
    "everybody writes at once": {f"data_market.{kind}_delay": 0 for kind in ("magazines", "charities", "travel")},
    "readers": {"people.reads_policy": 2.0},
}


def curve(world: Scenario, replicate: int = 0) -> chance.Curve:
    return chance.finding_out(world, world.policy("sell-quietly"), replicate)


@pytest.mark.parametrize("words", WORLDS)
def test_people_find_out_as_the_integrated_hazard_says(words):
    found = curve(usual(**{"market.people": 200_000, "market.months": 36, **WORLDS[words]}))
    assert found.held, f"{found.apart} off, chance explains {found.allowed}"


def test_the_error_falls_as_one_over_the_root_of_the_number_of_people():
    sizes = np.array([1_000, 4_000, 16_000, 64_000])
    chosen = {"market.months": 18, "people.trace_chance_ordinary": 0.3}

    def error(people: int) -> float:
        world = usual(**chosen, **{"market.people": people})
        curves = [curve(world, replicate) for replicate in range(12)]
        return float(np.sqrt(np.mean([np.mean((one.found - one.due) ** 2) for one in curves])))

    errors = np.array([error(int(people)) for people in sizes])
    slope = np.polyfit(np.log(sizes), np.log(errors), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.12)
    world = usual(**chosen, **{"market.people": 1_000})
    shares = curve(world).due
    assert errors * np.sqrt(sizes) == pytest.approx(np.full(4, np.sqrt(np.mean(shares * (1 - shares)))), rel=0.5)
