"""A sweep: a scenario lived at many points, under each policy, in every replicate; rows on disk as they come."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import InputError
from sim.inputs.scenario import Scenario, load
from sim.study.arguments import check_whole
from sim.study.executors import crew
from sim.study.run import cores
from sim.study.sweeps import dataset
from sim.study.sweeps.axis import axes_of
from sim.study.sweeps.block import Job
from sim.study.sweeps.design import Design, Given, Sampled, sampled
from sim.study.sweeps.design_file import design_from_file, design_from_frame
from sim.study.sweeps.driver import Report, Standing, drive
from sim.study.sweeps.estimate import Estimate, estimate
from sim.study.sweeps.manifest import Manifest, manifest_of
from sim.study.sweeps.store import Store, store_at

if TYPE_CHECKING:
    import pandas as pd

    from sim.study.sweeps.results import Results

NOBODY = "never-sell"
WRITERS = ("workers", "driver")
MOST_REPLICATES = 10_000


@dataclass(frozen=True)
class Question:
    """What a sweep asks: a scenario, its points, policies (the baseline first), and how often each is lived."""

    scenario: Scenario
    design: Design
    policies: tuple[str, ...]
    replicates: int

    @property
    def rows(self) -> int:
        """Points times policies times replicates."""
        return self.design.points * len(self.policies) * self.replicates

    def manifest(self, block: int) -> Manifest:
        """As it stands beside the rows. block: units that a worker lives in one go."""
        return manifest_of(self.scenario, self.design, self.policies, self.replicates, block)


def question(
    scenario: Scenario,
    vary: Sequence[str] | Mapping[str, Any] | str = (),
    *,
    design: "Path | str | pd.DataFrame | Sampled | Given | None" = None,
    sample: str | None = None,
    n: int | None = None,
    policies: Sequence[str] | None = None,
    baseline: str = NOBODY,
    replicates: int | None = None,
    people: int | None = None,
) -> Question:
    """What is asked, checked. Raises InputError with all that is wrong."""
    world = scenario if people is None else scenario.changed({"market.people": people})
    times = int(world["market.replicates"]) if replicates is None else replicates
    check_whole("replicates", times, 1, MOST_REPLICATES)
    keys = world.policies if policies is None else policies
    chosen = tuple(world.policy(key).key for key in dict.fromkeys([baseline, *keys]))
    return Question(world, _design(world, vary, design, sample, n), chosen, times)


def _design(
    world: Scenario,
    vary: Sequence[str] | Mapping[str, Any] | str,
    design: "Path | str | pd.DataFrame | Sampled | Given | None",
    sample: str | None,
    n: int | None,
) -> Design:
    if design is None:
        return sampled(axes_of(vary, world), sample, n, int(world["market.seed"]))
    if len(vary) or sample is not None or n is not None:
        raise InputError("--design gives the points; leave out --vary, --sample and --n, or give no file")
    if isinstance(design, str | Path):
        return design_from_file(Path(design), world)
    return design if isinstance(design, Sampled | Given) else design_from_frame(design, world)


class Sweep:
    """A question and the place for its answer. Nothing is written before `run`."""

    def __init__(self, asked: Question, out: str | Path, *, resume: bool = False) -> None:
        self.asked = asked
        self.store: Store = store_at(out)
        self._before = dataset.manifest_at(self.store)
        if self._before is not None:
            if not resume:
                raise InputError(
                    f"{out} holds a sweep already; go on with it by --resume, or give another folder with --out."
                )
            now = asked.manifest(self._before.block)
            dataset.check_same(self.store, self._before, now, asked.scenario)

    @property
    def rows_there(self) -> int:
        """Rows that are there already."""
        return 0 if self._before is None else dataset.Dataset(self.store, self._before).rows_there

    def estimate(self, workers: int) -> Estimate:
        """How long and how large what is left will be, measured on a few points here."""
        return estimate(self._job(None), self.asked.design, self.asked.rows - self.rows_there, workers)

    def run(
        self,
        *,
        workers: int | None = None,
        cluster: str | None = None,
        write: str = "workers",
        seconds_per_unit: float | None = None,
        report: Report = lambda _: None,
    ) -> Standing:
        """Live what is not there yet. Raises RunError where it was stopped or failed; what was lived is kept."""
        if write not in WRITERS:
            raise InputError(f"--write {write}: choose one of {', '.join(WRITERS)}")
        with ExitStack() as stack:
            hands = stack.enter_context(crew(workers, cluster))
            stack.enter_context(self.store.held())
            manifest = self._before
            if manifest is None:
                seconds = self.estimate(1).seconds_per_unit if seconds_per_unit is None else seconds_per_unit
                manifest = self.asked.manifest(1)
                manifest = replace(manifest, block=block_size(seconds, manifest.units, hands.slots))
                dataset.begin(self.store, manifest, self.asked.scenario, self.asked.design)
            else:
                dataset.write_design(self.store, self.asked.design)  # the same again, whatever has become of it
            rows = dataset.Dataset(self.store, manifest)
            rows.go_on()
            return drive(rows, self._job(self.store.address if write == "workers" else None), hands, report)

    def _job(self, address: str | None) -> Job:
        return Job(self.asked.scenario, self.asked.policies, self.asked.design.keys, address)


def block_size(seconds_per_unit: float, units: int, slots: int) -> int:
    """Units to a block: about a second's work, less where workers would otherwise have nothing to do at the end."""
    second = round(1.0 / max(seconds_per_unit, 1e-6))
    return max(1, min(second, -(-units // (8 * slots)), 2_000))


def sweep(
    scenario: Scenario | str,
    vary: Sequence[str] | Mapping[str, Any] | str = (),
    *,
    out: str | Path,
    design: "Path | str | pd.DataFrame | Sampled | Given | None" = None,
    sample: str | None = None,
    n: int | None = None,
    policies: Sequence[str] | None = None,
    baseline: str = NOBODY,
    replicates: int | None = None,
    people: int | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    write: str = "workers",
    resume: bool = False,
    report: Report = lambda _: None,
) -> "Results":
    """Live a scenario at many points under each policy, and return the results, which make pandas frames.

    vary: {"data_market.price": (0.05, 0.40, 8), "people.traceable": [0.01, 0.05]}, texts as for `--vary`, or
    "uncertain"; or design: a CSV file, a frame with a column a key, or points of one's own.
    out: the folder (or fsspec address) for the rows; resume goes on with what is there.
    Where workers are several processes, call it from a notebook or below `if __name__ == "__main__":`.
    Raises InputError for what cannot be asked, RunError where it was stopped; what was lived is kept.
    """
    from sim.study.sweeps.results import Results

    world = load(scenario) if isinstance(scenario, str) else scenario
    asked = question(
        world,
        vary,
        design=design,
        sample=sample,
        n=n,
        policies=policies,
        baseline=baseline,
        replicates=replicates,
        people=people,
    )
    cores(workers)
    Sweep(asked, out, resume=resume).run(workers=workers, cluster=cluster, write=write, report=report)
    return Results(out)
