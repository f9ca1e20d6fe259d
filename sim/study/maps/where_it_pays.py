"""Where a policy beats the baseline: the difference over two parameters, everything else as in the scenario.

Nobody's behaviour reads a price: selling twice as dear doubles what the records bring and changes nothing else. So
where one of the two is a price, a single run gives a whole line of cells, exactly.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario, check_text, check_whole
from sim.study.intervals import Estimate, series_interval
from sim.study.maps.axis import FEWEST, MOST, Axis, axis
from sim.study.maps.crossing import BreakEven, between, straight
from sim.study.maps.price_lines import Lines, is_price
from sim.study.plan import sells
from sim.study.run import LARGE

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

X, Y = "data_market.price", "people.trace_chance_ordinary"
PEOPLE, REPLICATES = 5_000, 8
CELLS, CELLS_RUN_ONE_BY_ONE = 40, 15  # along an axis


@dataclass(frozen=True)
class WhereItPays:
    """A map: how much better a policy does than the baseline [dollars of the real company, present value].

    differences: [y, x, replicate], each within a replicate of the same people; nan where the two values cannot hold
    together, for the reason in `impossible`. straight_along: the price along which cells follow exactly from one run.
    """

    scenario: Scenario = field(repr=False)
    policy: Policy
    baseline: Policy
    x: Axis
    y: Axis
    differences: Floats = field(repr=False)
    runs: int
    straight_along: str | None
    impossible: str | None

    @property
    def replicates(self) -> int:
        """Times that every line was lived, each with new people and new luck."""
        return int(self.differences.shape[2])

    @cached_property
    def estimates(self) -> tuple[Floats, Floats, Floats]:
        """Mean difference and its 90 % interval, [y, x] each."""
        return series_interval(np.moveaxis(self.differences, 2, 0))

    @cached_property
    def probability(self) -> Floats:
        """How sure it is, in these replicates, that the expected difference is above zero [y, x].

        What a flat prior and Student's t with replicates - 1 degrees of freedom leave above zero: few replicates make
        it less sure than their mere spread would. It covers chance, not doubt about the other assumptions. nan where
        the two come to exactly the same, and where the values cannot hold together.
        """
        from scipy.special import stdtr

        mean = self.estimates[0]
        shifted = self.differences - self.differences[..., :1]  # what does not vary has an error of exactly zero
        error = shifted.std(axis=2, ddof=1) / np.sqrt(self.replicates)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(stdtr(self.replicates - 1, mean / error))

    @cached_property
    def ahead(self) -> Floats:
        """Share of the replicates in which the policy does better [y, x]."""
        share = (self.differences > 0).mean(axis=2)
        return np.asarray(np.where(np.isnan(self.estimates[0]), np.nan, share))

    @property
    def here(self) -> tuple[int, int] | None:
        """Row and column of the scenario's own values; None where they lie outside the map."""
        row, column = self.y.at_here, self.x.at_here
        return None if row is None or column is None else (row, column)

    def at(self, row: int, column: int) -> Estimate:
        """The difference in one cell."""
        return Estimate(*(float(one[row, column]) for one in self.estimates))

    @property
    def shares(self) -> dict[str, float]:
        """Shares of the possible cells: better or worse beyond chance (90 % intervals), the same, not settled."""
        mean, low, high = self.estimates
        possible = ~np.isnan(mean)
        better, worse, same = low > 0, high < 0, (low == 0) & (high == 0)
        counted = {"better": better, "worse": worse, "same": same, "not_settled": ~(better | worse | same)}
        return {name: float(cells[possible].mean()) for name, cells in counted.items()}

    @property
    def along(self) -> Axis | None:
        """The axis along which break-even is told: the price, else the first that is not a matter of choices."""
        numeric = [one for one in (self.x, self.y) if one.is_numeric]
        return next((one for one in numeric if one.key == self.straight_along), numeric[0] if numeric else None)

    @property
    def across(self) -> Axis:
        """The other axis: one line of cells for each of its values."""
        return self.y if self.along is self.x else self.x

    @cached_property
    def break_even(self) -> tuple[list[BreakEven] | str, ...]:
        """For each line its break-even points along `along`, or why there is none to tell.

        On a price there is one for each line, exactly, be it on the map or beyond it.
        """
        if self.along is None:
            return ()
        lines = self.differences if self.along is self.x else np.moveaxis(self.differences, 1, 0)
        places = self.along.places
        if self.straight_along is None:
            return tuple(between(places, line) for line in lines)
        found = [self.impossible or "" if np.isnan(line).any() else straight(places, line) for line in lines]
        return tuple(one if isinstance(one, str) else [one] for one in found)

    def to_json(self, indent: int | None = None) -> str:
        """The map as the JSON that docs/reference.md documents."""
        from sim.study.maps.saved_map import map_as_json

        return json.dumps(map_as_json(self), indent=indent, allow_nan=False)


def where_it_pays(
    scenario: Scenario,
    x: str = X,
    y: str = Y,
    *,
    policy: str | None = None,
    baseline: str = "never-sell",
    cells: int | None = None,
    replicates: int = REPLICATES,
    people: int = PEOPLE,
    threads: int | None = None,
    foretold: Callable[[int, float], None] | None = None,
    progress: Progress = lambda _done, _to_do: None,
) -> WhereItPays:
    """Map the difference between a policy and the baseline over two parameters, each `KEY` or `KEY=LOW:HIGH[:N]`.

    policy: the first that sells if left out. cells: values along an axis; 40 where one of the two is a price, which
    needs one run a line, else 15. foretold: called with the number of runs and the seconds they may take, before
    they begin. progress: called with lines (or cells) lived and to live. InputError for what cannot be mapped.
    """
    check_scenario(scenario)
    chosen, base = policy or seller(scenario), scenario.policy(baseline).key
    if scenario.policy(chosen).key == base:
        raise InputError(f"--policy {chosen}: this is the baseline; name another one, or another --baseline")
    check_text("x", x)
    check_text("y", y)
    check_whole("replicates", replicates, 2, 1_000)
    check_whole("people", people, 1, LARGE - 1)
    check_whole("cells", CELLS if cells is None else cells, FEWEST, MOST)
    small = scenario.changed({"market.people": people, "market.replicates": replicates})
    usual = CELLS if any(is_price(one.partition("=")[0].strip()) for one in (x, y)) else CELLS_RUN_ONE_BY_ONE
    axes = [axis(said, small, usual if cells is None else cells, option) for said, option in ((x, "--x"), (y, "--y"))]
    if axes[0].key == axes[1].key:
        raise InputError(f"--y {axes[1].key}: this is the key of --x, too; a map needs two")
    lines = Lines(small, (chosen, base), axes[0], axes[1])
    if foretold is not None:
        foretold(lines.runs, lines.seconds(threads))
    return WhereItPays(
        scenario=small,
        policy=small.policy(chosen),
        baseline=small.policy(base),
        x=axes[0],
        y=axes[1],
        differences=lines.live(threads, progress),
        runs=lines.runs,
        straight_along=lines.straight_along,
        impossible=lines.impossible,
    )


def seller(scenario: Scenario) -> str:
    """The first policy that sells. InputError where none does."""
    found = next((key for key, policy in scenario.policies.items() if sells(scenario, policy)), None)
    if found is None:
        raise InputError(f"{scenario.name}: no policy sells records; name one with --policy")
    return found
