"""What a caller in Python gives by mistake is told by name, value and what would be right."""

from collections.abc import Callable
from typing import Any

import pytest

import sim
from sim.errors import InputError
from sim.study.certainty.flip import what_flips
from sim.study.maps.where_it_pays import where_it_pays

WORLD = sim.load("magazine").changed({"market.people": 50, "market.months": 2, "market.replicates": 2})


def compared(policies: Any = ("sell-quietly",), **more: Any) -> Any:
    return sim.compare(more.pop("scenario", WORLD), policies, turns_on=False, **more)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: compared("sell-quietly"), "must be a list of keys"),
        (lambda: compared(3), "must be a list of keys"),
        (lambda: compared([1]), "there is no policy 1"),
        (lambda: compared([["sell-quietly"]]), "there is no policy"),
        (lambda: compared(baseline=None), "there is no policy None"),
        (lambda: compared(scenario="magazine"), "sim.load makes one"),
        (lambda: compared(why=3), "why = 3: must be a list of keys"),
        (lambda: compared(why=None), "why = None: must be a list of keys"),
        (lambda: WORLD.policy(["sell-quietly"]), "there is no policy"),  # type: ignore[arg-type]
        (lambda: where_it_pays("magazine"), "sim.load makes one"),  # type: ignore[arg-type]
        (lambda: what_flips("magazine", "sell-quietly"), "sim.load makes one"),  # type: ignore[arg-type]
        (lambda: what_flips(WORLD, "sell-quietly", people="x"), "market.people = x"),  # type: ignore[arg-type]
        (lambda: what_flips(WORLD, "sell-quietly", replicates=1), "market.replicates = 1"),
        (lambda: compared(threads="2"), "threads = '2': must be a whole number"),
        (lambda: compared(threads=1.5), "threads = 1.5: must be a whole number"),
        (lambda: compared(until_settled=True, most="9"), "most = '9': must be a whole number"),
        (lambda: compared(until_settled=True, replicates=8, most=4), "most = 4: must be a whole number from 8"),
        (lambda: sim.run("magazine", "never-sell"), "sim.load makes one"),  # type: ignore[arg-type]
        (lambda: sim.run(WORLD, "never-sell", -1), "replicate = -1"),
        (lambda: sim.run(WORLD, "never-sell", 1.5), "replicate = 1.5"),  # type: ignore[arg-type]
        (lambda: sim.load(None), "a shipped name or a TOML file"),  # type: ignore[arg-type]
        (lambda: sim.load(""), "a shipped name or a TOML file"),
        (lambda: WORLD.changed("money.margin=9"), "settings are a dictionary"),  # type: ignore[arg-type]
        (lambda: WORLD[3], "3: there is no such key"),  # type: ignore[index]
        (lambda: compared().save(""), "no folder to write to"),
        (lambda: compared().save(3), "no folder to write to"),
    ],
)
def test_a_wrong_argument_is_an_input_error(asked: Callable[[], Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        asked()


def test_numbers_of_numpy_are_whole_numbers() -> None:
    import numpy as np

    one: Any = np.int64(1)
    assert sim.run(WORLD, "never-sell", one, threads=one).net_present_value
