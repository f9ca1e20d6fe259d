"""One world of the fit: values of the free parameters, and what the model makes of them."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sim.inputs.layers import VALIDATION
from sim.inputs.scenario import Scenario, load
from sim.model.columns import KNOWS
from sim.model.market import live
from sim.study.validation.breach import breach

# Not measured, or measured as something else, and together responsible for V1, V3 and the stated share.
FREE = (
    "people.patience_median",
    "people.patience_spread",
    "people.leaving_rate",
    "people.severity_breach",
    "people.slow_share",
    "people.keep_fast",
    "people.keep_slow",
    "people.recipients_exponent",
    "people.trace_chance_ordinary",
    "people.trace_chance_traceable",
    "people.traceable",
    "people.reads_policy",
    "data_market.pieces",
    "data_market.resale",
    "data_market.copy_loss",
)
PEOPLES = 16  # different crowds that the worlds take in turn, so that one crowd's luck does not colour all of them


class Figures(NamedTuple):
    """What one world comes to."""

    leave: float  # V1: leave within a year of a breach, beyond the others
    say_so: float  # V1: would say so
    unaware: float  # V3: do not know after five years of quiet selling
    later: float  # V2: leaving over the breach in its third month, against its first
    leave_over_sale: float  # as V1, for being told of one quiet sale in place of a breach
    severity_to_patience: float  # severity of a breach, divided by the median of patience
    cost_per_record: float  # dollars


def figures(values: Mapping[str, float], number: int, people: int) -> Figures:
    """Live a world: a breach, being told of a sale, and five years of quiet selling. number: of the world."""
    crowd = number % PEOPLES
    told = load(f"{VALIDATION}/v01-breach").changed({"market.people": people, **values})
    broken = breach(told, crowd)
    # one quiet sale is the unit of severity
    sold = breach(told.changed({"people.severity_breach": 1.0}), crowd)
    unaware, cost = _quiet(_quietly(people).changed(values), crowd, people)
    return Figures(
        leave=broken["leave"],
        say_so=broken["say_so"],
        unaware=unaware,
        later=broken["later"],
        leave_over_sale=sold["leave"],
        severity_to_patience=values["people.severity_breach"] / values["people.patience_median"],
        cost_per_record=cost,
    )


def _quiet(world: Scenario, crowd: int, people: int) -> tuple[float, float]:
    """Share of the people sold who do not know at the end, and the cost of a sold record [dollars]."""
    life = live(world, world.policy("sell-quietly"), crowd)
    loss = _unsold_value(crowd, people) - (life.net_present_value - life.sale_present_value)
    sold = life.people.column("first_sold") > 0
    unaware = float((life.people.column("knows") != KNOWS)[sold].mean())
    return unaware, loss / life.discounted_disclosures


@cache
def _quietly(people: int) -> Scenario:
    return load(f"{VALIDATION}/v03-unaware").changed({"market.people": people})


@cache
def _unsold_value(crowd: int, people: int) -> float:
    """Net present value of a crowd that is never sold: the same in all worlds, as a test makes sure [dollars]."""
    world = _quietly(people)
    return live(world, world.policy("never-sell"), crowd).net_present_value
