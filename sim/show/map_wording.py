"""What a map says, in sentences: break-even with its interval, how it moves, and how much of the map pays."""

import numpy as np

from sim.inputs.parameter import Value
from sim.show.parameter_words import SHORT
from sim.show.parameter_words import amount as with_unit
from sim.show.wording import better_or_worse, count, listed
from sim.study.maps.axis import Axis
from sim.study.maps.crossing import BreakEven
from sim.study.maps.where_it_pays import WhereItPays


def said(found: WhereItPays) -> list[str]:
    """The map in paragraphs."""
    return [one for one in (_break_even(found), _moves(found), _cells(found), _here(found)) if one]


def title(found: WhereItPays) -> str:
    """What the map shows."""
    return f'Where "{found.policy.label}" beats "{found.baseline.label}"'


def amount(axis: Axis, value: Value) -> str:
    """A value of an axis with its unit."""
    return with_unit(axis.entry.unit, value)


def named(axis: Axis) -> str:
    """A parameter for people, with its key: the price of a record (data_market.price)."""
    return f"{SHORT[axis.key]} ({axis.key})" if axis.key in SHORT else axis.key


def _break_even(found: WhereItPays) -> str:
    """Break-even on the line of the scenario's own value, or on the middle line where that is not on the map."""
    if found.along is None:
        return ""
    own = found.across.at_here
    line = len(found.break_even) // 2 if own is None else own
    points, who, name = found.break_even[line], f'"{found.policy.label}"', named(found.along)
    where = f"With {found.across.key} at {amount(found.across, found.across.values[line])}"
    where += "" if own is None else ", as in the scenario"
    if isinstance(points, str):
        return f"{where}, where {who} breaks even along {name} cannot be told: {points}."
    if not points:
        return f"{where}, {who} {_one_side(found, line)}, whatever {name} is on this map."
    if found.straight_along and points[0].mean <= 0 and points[0].rising:
        return f'{where}, {who} pays at any price: even unpaid it would be better than "{found.baseline.label}".'
    if len(points) > 1:
        sides = "; ".join(f"{_side(one)} {_point(found.along, one)}" for one in points)
        return f"{where}, {who} changes sides more than once along {name}; it is ahead {sides}."
    return (
        f"{where}, {who} pays only where {name} is {_side(points[0])} {_point(found.along, points[0])}"
        f"{_beyond(found.along, points[0])}. The scenario has {amount(found.along, found.along.here)}."
    )


def _one_side(found: WhereItPays, line: int) -> str:
    mean = found.estimates[0][line] if found.across is found.y else found.estimates[0][:, line]
    tried = mean[~np.isnan(mean)]
    return "is ahead" if tried.size and (tried > 0).all() else "comes to the same" if not tried.any() else "is behind"


def _side(point: BreakEven) -> str:
    return "above" if point.rising else "below"


def _point(axis: Axis, point: BreakEven) -> str:
    low, high = point.low, point.high
    if low is None and high is None:
        around = "not settled all over the map"
    elif low is None or high is None:
        end = f"settled from {amount(axis, high)} on" if high is not None else f"settled up to {amount(axis, low or 0)}"
        around = f"90 % interval open: {end}"
    else:
        around = f"90 % interval: {amount(axis, max(low, 0.0))} to {amount(axis, high)}"
    return f"{amount(axis, point.mean)} ({around})"


def _beyond(axis: Axis, point: BreakEven) -> str:
    lowest, highest = axis.places[[0, -1]].tolist()
    if point.mean > highest:
        return f", more than the highest value on this map, {amount(axis, highest)}"
    if point.mean < lowest:
        return f", less than the lowest value on this map, {amount(axis, lowest)}"
    return ""


def _moves(found: WhereItPays) -> str:
    """How break-even moves from one end of the other axis to the other, and which axis does not matter at all."""
    idle = [axis for axis in (found.x, found.y) if flat(found, axis)]
    if len(idle) == 1:
        return f"{idle[0].key} does not matter here: the difference is exactly the same all along it."
    if idle or found.along is None:
        return ""
    lines = zip(found.across.values, found.break_even, strict=True)
    told = [(value, points[0]) for value, points in lines if not isinstance(points, str) and len(points) == 1]
    if len(told) < 2:
        return ""
    (first, at_first), (last, at_last) = told[0], told[-1]
    return (
        f"That break-even point goes from {_at(found.along, at_first)} where {named(found.across)} is "
        f"{amount(found.across, first)} to {_at(found.along, at_last)} where it is {amount(found.across, last)}."
    )


def _at(axis: Axis, point: BreakEven) -> str:
    return "any price" if point.mean <= 0 else amount(axis, point.mean)


def flat(found: WhereItPays, axis: Axis) -> bool:
    """Whether the difference is exactly the same all along an axis."""
    along = found.differences if axis is found.y else np.moveaxis(found.differences, 1, 0)
    return bool((along == along[0]).all())


def _cells(found: WhereItPays) -> str:
    shares = found.shares
    if shares["same"] == 1.0:
        return f'"{found.policy.label}" comes to exactly the same as "{found.baseline.label}" all over this map.'
    words = {"better": "better off", "worse": "worse off", "same": "exactly as well off"}
    told = [f"{off} on {percent(shares[name])} of this map" for name, off in words.items() if shares[name]]
    settled = f"It leaves the company {listed(told)}" if told else "Nothing on this map is settled"
    if not told or not shares["not_settled"]:
        return f"{settled}."
    return f"{settled}; {percent(shares['not_settled'])} are not settled, for the 90 % interval spans zero."


def _here(found: WhereItPays) -> str:
    """The cell of the scenario's own values."""
    if found.here is None:
        outside = [named(axis) for axis in (found.x, found.y) if axis.at_here is None]
        return f"The scenario's own value of {' and of '.join(outside)} lies outside this map."
    row, column = found.here
    estimate, sure = found.at(row, column), float(found.probability[row, column])
    if np.isnan(sure):
        return ""
    place = listed([f"{axis.key} {amount(axis, axis.here)}" for axis in (found.x, found.y)])
    low, high = better_or_worse(estimate.low), better_or_worse(estimate.high)
    return (
        f"You are here: {place}. There it comes out {better_or_worse(estimate.mean)} (90 % interval: {low} to {high}), "
        f"and the probability that it is better is {percent(sure)}."
    )


def percent(share: float) -> str:
    """A share in whole per cents, and never quite none or all of it unless it is."""
    if 0 < share < 0.01:
        return "below 1 %"
    return "above 99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def how_it_was_made(found: WhereItPays) -> str:
    """What the cells rest on."""
    scenario, exact = found.scenario, ""
    if found.straight_along:
        exact = (
            f" Along {found.straight_along} cells follow exactly from one run a line, "
            "for nobody's behaviour reads the price."
        )
    return (
        f"{found.runs:,} runs of {count(int(scenario['market.people']))} simulated people; both policies are "
        f"lived by the same people, {found.replicates} times over, each time by new ones with new luck "
        f"(seed {scenario['market.seed']}).{exact} The probability says how sure these replicates make it that the "
        f"expected difference is above zero (Student's t, {found.replicates - 1} degrees of freedom). It covers "
        "chance only: all other assumptions stay as in the scenario, and the map does not say how likely a place "
        "on it is."
    )


def about(axis: Axis) -> str:
    """An axis in words: what it means, its unit and how good the evidence for it is."""
    return f"{axis.key}: {axis.entry.meaning} [{axis.entry.unit}; {axis.entry.grade}]"
