"""The plain Mesa model: who is visited first does not matter, people can be looked at, and it can be subclassed."""

import gc
import weakref

import mesa
import pytest

import sim
from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER, FORMER
from sim.model.market import live
from sim.model.reference import Customer, ReferenceMarket
from sim.study.proof.checks import lively
from sim.study.proof.sameness import differences


@pytest.fixture(scope="module")
def small() -> Scenario:
    return lively(120).changed({"market.months": 18})


def test_the_order_in_which_people_are_visited_does_not_matter(small):
    policy = small.policy("sell-quietly")
    market = ReferenceMarket(small, policy)
    for _ in range(18):
        market.agents_by_type[Customer].shuffle(inplace=True)
        market.step()
    assert differences(market.life(), live(small, policy, using="mesa")) == []


def test_it_is_a_mesa_model_of_mesa_agents(small):
    market = ReferenceMarket(small, small.policy("sell-quietly"))
    assert isinstance(market, mesa.Model)
    assert len(market.agents) == 120 + 4  # and the company, the data market, the press and the regulator
    market.step()
    assert market.datacollector.get_model_vars_dataframe().shape[0] == 1
    one = market.customers[7]
    assert isinstance(one, mesa.Agent)
    assert (one.traits, one.state) == market.people[7]


def test_people_of_ones_own(small):
    class Loyal(Customer):
        """Stays, whatever happens."""

        def step(self, now):
            super().step(now)
            if self.state.status == FORMER:
                self.state = self.state._replace(status=CUSTOMER)

    class LoyalMarket(ReferenceMarket):
        person = Loyal

    life = LoyalMarket(small, small.policy("sell-quietly")).live()
    assert (life.people.column("status") != FORMER).all()


@pytest.mark.parametrize("using", ["engine", "mesa"])
def test_the_memory_of_a_market_is_free_once_its_life_is_forgotten(using):
    """Thousands of markets are lived in one comparison: none may wait for the garbage collector, or stay for good."""
    few = sim.load("magazine").changed({"market.people": 50, "market.months": 2})
    gc.disable()
    try:
        life = sim.run(few, "sell-quietly", using=using)
        people = weakref.ref(life.people)
        del life
        assert people() is None
    finally:
        gc.enable()
