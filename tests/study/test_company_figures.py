"""A company's own figures become a scenario that has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.errors import InputError
from sim.inputs.scenario import shipped
from sim.study.company_figures import CompanyFigures, shapes_for, stays_a_year

MAGAZINE = sim.load("magazine")


def test_the_magazine_s_own_figures() -> None:
    own = CompanyFigures.of(MAGAZINE)
    assert (own.customers, own.margin, own.price, own.law) == (1_000_000, 15, 0.2, "none")
    assert own.stays == pytest.approx(0.6), "its source says that 60 % renew for the first time"


@pytest.mark.parametrize("name", shipped())
def test_figures_that_are_left_alone_change_nothing(name: str) -> None:
    scenario = sim.load(name)
    assert CompanyFigures.of(scenario).settings(scenario) == {}


@given(
    customers=st.integers(1_000, 100_000_000),
    margin=st.floats(0.5, 5_000),
    stays=st.floats(0.02, 0.98),
    price=st.floats(0, 50),
    law=st.sampled_from(["none", "opt_out", "opt_in"]),
)
def test_what_is_said_is_what_the_scenario_then_has(
    customers: int, margin: float, stays: float, price: float, law: str
) -> None:
    said = CompanyFigures(customers, margin, stays, price, law)
    made = CompanyFigures.of(MAGAZINE.changed(said.settings(MAGAZINE)))
    assert made.customers == pytest.approx(customers)
    assert made.stays == pytest.approx(stays, abs=0.002)
    assert (made.margin, made.price, made.law) == (margin, price, law)


@pytest.mark.parametrize("period", [1, 6, 12, 24])
def test_a_year_s_share_has_a_closed_form_where_everybody_is_alike(period: int) -> None:
    alpha, beta = shapes_for(0.7, 1e6, period)
    leaves_in_a_period = alpha / (alpha + beta)
    assert (1 - leaves_in_a_period) ** (12 / period) == pytest.approx(0.7, abs=1e-3)


def test_of_yearly_contracts_the_mean_leaves_in_a_year() -> None:
    assert stays_a_year(2.4, 3.6, 12) == pytest.approx(3.6 / 6.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (CompanyFigures(1, 15, 0.6, 0.2, "none"), "customers = 1: must be from 500"),
        (CompanyFigures(1_000_000, 15, 1.0, 0.2, "none"), "retention = 100: must be from 1 to 99"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(wrong: CompanyFigures, said: str) -> None:
    with pytest.raises(InputError, match=said):
        wrong.settings(MAGAZINE)


def test_kinds_of_customers_keep_their_own_retention() -> None:
    telecom = sim.load("telecom")
    own = CompanyFigures.of(telecom)
    with pytest.raises(InputError, match="kinds of customers"):
        CompanyFigures(own.customers, own.margin, 0.5, own.price, own.law).settings(telecom)
