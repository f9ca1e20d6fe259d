"""An axis of a map: which values it takes, and what cannot be one."""

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.maps.axis import axis


@pytest.fixture(scope="module")
def magazine() -> Scenario:
    return sim.load("magazine")


def test_without_a_range_it_takes_the_table_s(magazine: Scenario) -> None:
    price = axis("data_market.price", magazine, 40)
    assert (price.values[0], price.values[-1], len(price.values)) == (0.01, 0.32, 40)
    assert price.scale == "even"


def test_one_value_is_the_scenario_s_own_and_the_ends_stay(magazine: Scenario) -> None:
    for cells in (3, 4, 11, 40):
        for key in ("data_market.price", "people.trace_chance_ordinary", "people.patience_median"):
            found = axis(key, magazine, cells)
            assert found.at_here is not None
            assert found.values[found.at_here] == magazine[key]
            assert list(found.values) == sorted(set(found.values))
            assert len(found.values) == cells
    near_the_end = axis("data_market.price=0.199:1", magazine, 5)
    assert near_the_end.values == (0.199, 0.2, *np.linspace(0.199, 1, 5)[2:])


def test_a_range_of_orders_of_magnitude_goes_by_ratios(magazine: Scenario) -> None:
    trace = axis("people.trace_chance_ordinary=0.0001:0.01:5", magazine.changed({"people.trace_chance_ordinary": 0}), 9)
    assert trace.scale == "ratio"
    assert trace.values == pytest.approx([1e-4, 10**-3.5, 1e-3, 10**-2.5, 1e-2])
    assert trace.at_here is None
    assert axis("people.trace_chance_ordinary=0:0.01", magazine, 5).scale == "even"


def test_whole_numbers_stay_whole_and_come_once(magazine: Scenario) -> None:
    buyers = axis("data_market.buyers=1:4", magazine, 40)
    assert buyers.values == (1, 2, 3, 4)
    assert all(isinstance(value, int) for value in axis("market.months=12:120:5", magazine, 40).values)


def test_a_switch_and_a_choice_take_every_value(magazine: Scenario) -> None:
    assert axis("mechanisms.press", magazine, 40).values == (False, True)
    law = axis("law.regime", magazine, 40)
    assert law.values == ("none", "opt_out", "opt_in")
    assert law.edges.tolist() == [-0.5, 0.5, 1.5, 2.5]


def test_a_policy_s_own_field_may_be_an_axis(magazine: Scenario) -> None:
    own = axis("policies.sell-quietly.price", magazine, 10)
    assert own.here == magazine["data_market.price"]
    assert axis("policies.ask-and-reward.reward", magazine, 3).values == (0, 0.5, 2)


def test_a_value_outside_the_range_widens_it(magazine: Scenario) -> None:
    dear = magazine.changed({"policies.sell-quietly.price": 0.9})
    assert axis("policies.sell-quietly.price", dear, 10).values[-1] == 0.9


def test_cells_meet_between_values(magazine: Scenario) -> None:
    for key in ("data_market.price", "people.trace_chance_ordinary"):
        found = axis(key, magazine, 12)
        assert (found.edges[:-1] <= found.places).all()
        assert (found.places <= found.edges[1:]).all()
        assert (found.edges[0], found.edges[-1]) == (found.values[0], found.values[-1])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("data_market.prise", "did you mean data_market.price"),
        ("data_market.price=0.3", "KEY=LOW:HIGH:N"),
        ("data_market.price=0.3:0.1", "must lie below"),
        ("data_market.price=0.2:0.2", "must lie below"),
        ("data_market.price=-1:1", "out of bounds"),
        ("data_market.price=cheap:1", "must be a number"),
        ("data_market.price=0:1:many", "no number of values"),
        ("data_market.price=0:1:1", "from 2 to 200"),
        ("data_market.price=0:1:1000", "from 2 to 200"),
        ("data_market.price=0:1:4:9", "KEY=LOW:HIGH:N"),
        ("data_market.buyers=1:2.5", "whole number"),
        ("mechanisms.press=0:1", "no range"),
        ("market.people", "cannot be an axis"),
        ("market.seed=1:9", "cannot be an axis"),
        ("policies.nobody.price", "there is no policy nobody"),
        ("policies.sell-quietly.prize", "did you mean price"),
        ("", "no such key"),
    ],
)
def test_what_cannot_be_an_axis_is_named(magazine: Scenario, said: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as error:
        axis(said, magazine, 10, "--y")
    assert str(error.value).startswith(f"--y {said}")
