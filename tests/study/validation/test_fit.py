"""The joint fit: worlds over the ranges, weighed by what was published."""

import numpy as np
import pytest

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import load
from sim.model.market import live
from sim.study.validation.fit import agreement, drawn, fit, quantiles
from sim.study.validation.worlds import FREE, Figures, figures

WORLDS, PEOPLE = 12, 300
AT_DEFAULTS = Figures(0.034, 0.63, 0.9, 0.1, 0.04, 0.85, 0.2)


def test_worlds_are_drawn_over_the_whole_range_and_no_further() -> None:
    for key in FREE:
        entry = PARAMETERS[key]
        assert entry.is_uncertain
        assert (drawn(entry, 0.0), drawn(entry, 1.0)) == pytest.approx((entry.low, entry.high))
    spread, patience = PARAMETERS["people.patience_spread"], PARAMETERS["people.patience_median"]
    assert drawn(spread, 0.5) == pytest.approx(1.2), "evenly"
    assert drawn(patience, 0.5) == pytest.approx(np.sqrt(0.15 * 8)), "evenly on the logarithm: it spans a factor of 53"


def test_a_world_agrees_best_in_the_middle_of_the_published_limits() -> None:
    middle = AT_DEFAULTS._replace(leave=np.sqrt(0.015 * 0.065), say_so=0.578)
    assert agreement(middle) == pytest.approx(1.0, abs=1e-3)
    for worse in (
        middle._replace(leave=0.01),
        middle._replace(leave=0.0),
        middle._replace(say_so=0.3),
        middle._replace(say_so=0.9),
        middle._replace(unaware=0.6),
    ):
        assert agreement(worse) < 0.2


def test_the_limits_hold_nine_tenths() -> None:
    """At a published limit a world is 1.645 standard errors off."""
    middle = AT_DEFAULTS._replace(leave=np.sqrt(0.015 * 0.065), say_so=0.578)
    assert agreement(middle._replace(leave=0.065)) == pytest.approx(np.exp(-0.5 * 1.645**2), rel=1e-3)


def test_v3_is_a_limit_and_no_more() -> None:
    found = [agreement(AT_DEFAULTS._replace(unaware=share)) for share in (0.74, 0.9, 1.0)]
    assert found[0] == found[1] == found[2]
    assert agreement(AT_DEFAULTS._replace(unaware=0.70)) < found[0]


def test_quantiles_go_by_weight() -> None:
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.8, 0.1])
    assert quantiles(values, weights, (0.4, 0.85, 0.95)) == pytest.approx([1.0, 2.0, 3.0])
    even = np.full(1_001, 1 / 1_001)
    assert quantiles(np.arange(1_001.0), even, (0.05, 0.5, 0.95)) == pytest.approx([50, 500, 950], abs=1)


def test_the_same_seed_gives_the_same_fit_on_any_number_of_threads() -> None:
    assert fit(WORLDS, PEOPLE, threads=1) == fit(WORLDS, PEOPLE, threads=2)
    assert fit(WORLDS, PEOPLE, seed=2) != fit(WORLDS, PEOPLE)


def test_never_selling_is_worth_the_same_in_every_world() -> None:
    """The cost of a record is taken against it, once for all worlds."""
    world = load("validation/v03-unaware").changed({"market.people": 500, "market.months": 24})
    ends = world.changed({key: PARAMETERS[key].high for key in FREE})
    values = [live(one, one.policy("never-sell"), 0).net_present_value for one in (world, ends)]
    assert values[0] == values[1]


def test_a_world_at_the_defaults_comes_to_what_validation_finds() -> None:
    found = figures({key: float(PARAMETERS[key].default) for key in FREE}, 0, 4_000)
    assert found.leave == pytest.approx(0.034, abs=0.01)
    assert found.say_so == pytest.approx(0.63, abs=0.03)
    assert found.unaware == pytest.approx(0.905, abs=0.03)
    assert found.cost_per_record == pytest.approx(0.23, abs=0.15)


@pytest.mark.slow
def test_what_the_page_says_the_data_determine() -> None:
    """Severity against patience, firmly; patience, partly; how many find out and what a record costs, hardly."""
    found = fit(600, 3_000)
    assert found.figures["severity_to_patience"].left_open < 0.25
    assert found.parameters["people.patience_median"].left_open < 0.75
    assert found.together[0][:2] == ("people.patience_median", "people.severity_breach")
    for key in ("people.trace_chance_ordinary", "data_market.pieces", "people.reads_policy"):
        assert found.parameters[key].left_open > 0.85
    assert found.figures["cost_per_record"].left_open > 0.7
    assert all(0.05 < share < 0.95 for share in found.default_at.values()), "no default is at the edge"
