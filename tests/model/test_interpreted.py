"""The engine without its compiler: every loop over people as the plain Python that it is written in."""

import sys
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import Moving
from sim.model.engine import Engine
from sim.model.market import Life, Market, live
from sim.model.people import born
from sim.study.proof.checks import lively
from sim.study.proof.sameness import differences
from sim.study.proof.worlds import random_world

World = tuple[Scenario, Policy]
LIVELY = lively(60).changed({"market.months": 18})


class Column(np.ndarray[Any, Any]):
    """Gives each number in 64 bits, in which compiled code computes with it; storing rounds it to its type."""

    def __getitem__(self, at: Any) -> Any:
        return super().__getitem__(at).item() if isinstance(at, np.uintp) else super().__getitem__(at)


def interpreted(world: World, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A market lived by the functions that are compiled elsewhere, as they are written."""
    everybody = born(world[0], 0)
    hazard, traits = everybody.leave_hazard.view(Column), everybody.traits.view(np.recarray)
    market = Market(*world, people=replace(everybody, leave_hazard=hazard, traits=traits))
    people = market.people
    people.moving = Moving(*(column.view(Column) for column in people.moving))
    people.seldom = people.seldom.view(np.recarray)
    market.engine = Engine(people)
    with monkeypatch.context() as patch:
        for module in [module for name, module in sys.modules.items() if name.startswith("sim.model.")]:
            for name, value in list(vars(module).items()):
                if hasattr(value, "py_func"):
                    patch.setattr(module, name, value.py_func)
        return market.live()


WORLDS: dict[str, World] = {
    **{f"lively, {key}": (LIVELY, LIVELY.policy(key)) for key in ("sell-quietly", "ask-and-reward")},
    **{f"random world {n}": random_world(Random(f"interpreted {n}")) for n in range(12)},
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_compiling_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last bit; so what is read in the files of the rule is what a market does."""
    assert differences(interpreted(world, monkeypatch), live(*world)) == []
