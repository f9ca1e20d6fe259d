"""Which parameters the difference between two policies depends on, and how much of it is luck.

A design of SALib's is lived as a sweep: rows on disk as they come, on all cores or on a cluster, gone on with after
whatever ends it. Every point of the design has its own luck (market.seed), which the design varies like a parameter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.errors import InputError, RunError
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario, check_whole
from sim.study.certainty.indices import Effect, Morris, Sobol
from sim.study.intervals import Estimate, mean_interval
from sim.study.plan import behaviour, sells
from sim.study.sweeps.axis import UNCERTAIN, Axis, axes_of
from sim.study.sweeps.design import Given
from sim.study.sweeps.driver import Report
from sim.study.sweeps.results import Results
from sim.study.sweeps.sweep import NOBODY, Question, Sweep, question

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

METHODS = {"sobol": 128, "morris": 16}  # rows or trajectories if left out
PEOPLE = 2_000
END = 0.2  # share of the points at either end of a range whose mean is told
SEED = "market.seed"


@dataclass(frozen=True)
class Influence:
    """One parameter. effect: its indices. low, high: mean difference [dollars] where it lies in the lowest and in the
    highest fifth of its range, everything else being anywhere."""

    key: str
    effect: Effect
    low: Estimate
    high: Estimate

    @property
    def significant(self) -> bool:
        """Whether its effect is told apart from none."""
        return self.effect.total.low > 0


@dataclass(frozen=True)
class Sensitivity:
    """The difference between a policy and the baseline over the ranges of some parameters [dollars].

    difference: its mean over the design. influences: the largest first. luck: what other people and other luck do.
    """

    scenario: Scenario
    policy: str
    baseline: str
    method: str
    rows: int
    points: int
    difference: Estimate
    ahead: float
    influences: tuple[Influence, ...]
    luck: Effect

    def table(self) -> "pd.DataFrame":
        """A row a parameter, and luck last: indices with 90 % intervals, and the difference at both ends."""
        import pandas as pd

        rows = [(one.key, one.effect, one.low, one.high, one.significant) for one in self.influences]
        rows.append(("luck", self.luck, None, None, self.luck.total.low > 0))  # type: ignore[arg-type]
        told = []
        for key, effect, low, high, significant in rows:
            row: dict[str, object] = {"parameter": key, "significant": significant, "spread": effect.spread}
            parts = {"total": effect.total, "first": effect.first, "at_low_end": low, "at_high_end": high}
            for name, estimate in parts.items():
                for part, value in zip(("", "_low", "_high"), estimate or (None, None, None), strict=True):
                    row[f"{name}{part}"] = value
            told.append(row)
        return pd.DataFrame(told)


@dataclass(frozen=True)
class Inquiry:
    """What is asked, before it is lived: the sweep that lives it, and how its rows answer it."""

    policy: str
    method: str
    design: Sobol | Morris
    axes: tuple[Axis, ...]
    question: Question

    def answer(self, results: Results) -> Sensitivity:
        """The answer of a finished sweep. RunError where some points could not be lived."""
        rows = results.where(f"policy = {self.policy}").rows()
        failed = rows[rows["status"] != "done"]
        if len(failed):
            raise RunError(
                f"{len(failed):,} of {len(rows):,} points could not be lived, and indices need them all; the first: "
                f"{failed['error'].iloc[0]}"
            )
        outcomes = rows["difference"].to_numpy(float)
        if not np.ptp(outcomes):
            raise InputError("The difference is the same at all points: nothing of what is varied matters to it.")
        *effects, luck = self.design.effects(outcomes)
        apart = self.design.independent()
        places, some = self.design.points().places[apart], outcomes[apart]
        found = [
            Influence(axis.key, effect, *(_mean(some[end]) for end in (at < END, at > 1 - END)))
            for axis, effect, at in zip(self.axes, effects, places.T, strict=True)
        ]
        return Sensitivity(
            scenario=self.question.scenario,
            policy=self.policy,
            baseline=self.question.policies[0],
            method=self.method,
            rows=self.design.rows,
            points=len(outcomes),
            difference=mean_interval(some),
            ahead=float(np.mean(some > 0)),
            influences=tuple(sorted(found, key=lambda one: -one.effect.total.mean)),
            luck=luck,
        )


def inquiry(
    scenario: Scenario,
    policy: str | None = None,
    baseline: str = NOBODY,
    *,
    vary: Sequence[str] | Mapping[str, object] | str = UNCERTAIN,
    method: str = "sobol",
    rows: int | None = None,
    people: int = PEOPLE,
) -> Inquiry:
    """What is asked, checked. Raises InputError."""
    check_scenario(scenario)
    if find_spec("SALib") is None:
        raise InputError("Sensitivity needs SALib: pip install 'twenty-cents[batch]'")
    if method not in METHODS:
        raise InputError(f"--method {method}: choose one of {', '.join(METHODS)}")
    chosen = policy or next((key for key, one in scenario.policies.items() if sells(scenario, one)), None)
    if chosen is None:
        raise InputError(f"{scenario.name}: no policy sells; name the one to ask about with --policy")
    pair = [scenario.policy(key) for key in (baseline, chosen)]
    if behaviour(scenario, pair[0]) == behaviour(scenario, pair[1]):
        raise InputError(f"--policy {chosen}: does the same as {baseline}; there is no difference to explain")
    size = METHODS[method] if rows is None else rows
    check_whole("n", size, 4, 65_536)
    if method == "sobol" and size & (size - 1):
        raise InputError(f"n = {size}: for Sobol' points it must be a power of two, as {1 << size.bit_length() - 1}")
    axes = axes_of(vary, scenario)
    if not axes:
        raise InputError("--vary: nothing is varied; leave it out to vary all that is uncertain")
    if any(axis.key == SEED for axis in axes):
        raise InputError(f"--vary {SEED}: luck is varied anyway; leave it out")
    design = Sobol(len(axes), size) if method == "sobol" else Morris(len(axes), size)
    places, luck = design.points()
    columns = {axis.key: axis.at(places[:, n]) for n, axis in enumerate(axes)}
    seeds = (int(scenario[SEED]) + luck).tolist()
    given = Given({**columns, SEED: seeds}, int(scenario[SEED]), f"{method} design")
    people = min(people, int(scenario["market.people"]))
    asked = question(scenario, design=given, policies=[chosen], baseline=baseline, replicates=1, people=people)
    return Inquiry(chosen, method, design, axes, asked)


def sensitivity(
    scenario: Scenario,
    policy: str | None = None,
    baseline: str = NOBODY,
    *,
    vary: Sequence[str] | Mapping[str, object] | str = UNCERTAIN,
    method: str = "sobol",
    rows: int | None = None,
    people: int = PEOPLE,
    out: str | Path | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    resume: bool = False,
    report: Report = lambda _: None,
) -> Sensitivity:
    """How much each parameter moves the difference between two policies, and how much of it is luck.

    policy: the first that sells if left out. vary: as for `sim.sweep`; all that is uncertain if left out. rows: of
    Sobol's design (a power of two; parameters + 3 points each), or Morris' trajectories (parameters + 2 points each).
    out: a folder for the sweep's rows, which resume goes on with; left out, they are thrown away afterwards. Where
    workers are several processes, call it from a notebook or below `if __name__ == "__main__":`.
    Raises InputError for what cannot be asked, RunError where it could not be lived.
    """
    asked = inquiry(scenario, policy, baseline, vary=vary, method=method, rows=rows, people=people)
    with TemporaryDirectory() as place:
        folder = place if out is None else out
        Sweep(asked.question, folder, resume=resume or out is None).run(workers=workers, cluster=cluster, report=report)
        return asked.answer(Results(folder))


def _mean(values: Floats) -> Estimate:
    return mean_interval(values) if len(values) > 1 else Estimate(*[float(values.mean()) if len(values) else 0.0] * 3)
