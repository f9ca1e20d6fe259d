"""A worker's piece of a sweep: some points, each lived under every policy in one replicate; about a second's work.

A worker is told the points and makes people and traits by itself. What it hands back is a receipt; the rows it writes
to the sweep's store, or returns where the driver is to write them.
"""

import os
import socket
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sim import __version__
from sim.errors import InputError, RunError
from sim.inputs.parameter import Value
from sim.inputs.scenario import Scenario
from sim.study.births import Births
from sim.study.outcome import outcome
from sim.study.plan import Plan, plan
from sim.study.sweeps.columns import DONE, FAILED, FIGURES, TELEMETRY, columns_of, schema
from sim.study.sweeps.files import part_of
from sim.study.sweeps.parquet import as_parquet
from sim.study.sweeps.store import store_at

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.study.lives import Lived

Row = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What all blocks of a sweep share. address: where workers write their rows; None where they return them."""

    scenario: Scenario
    policies: tuple[str, ...]  # the baseline first
    keys: tuple[str, ...]
    address: str | None = None
    version: str = __version__

    @property
    def baseline(self) -> str:
        """The policy that the others are set against."""
        return self.policies[0]


class Unit(NamedTuple):
    """One point in one replicate."""

    point: int
    replicate: int
    values: tuple[Value, ...]  # in the order of the job's keys


@dataclass(frozen=True)
class Block:
    """Units that are lived by one worker in one go."""

    number: int
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Receipt:
    """What a worker says of a block. files: what the driver is to write, in this order; empty where all is written."""

    number: int
    rows: int
    failed: int
    errors: Mapping[str, int]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def live_block(job: Job, block: Block) -> Receipt:
    """Live a block and see to its rows. RunError on a worker that runs another version than the driver."""
    if job.version != __version__:
        raise RunError(
            f"A worker on {socket.gethostname()} runs Twenty Cents {__version__} and the sweep was started by "
            f"{job.version}; install the same version everywhere."
        )
    rows: list[Row] = []
    telemetry: list[Row] = []
    births = Births()
    # all worlds first: made between lives, which fill the processor's caches with people, each takes twice as long
    for world in [_world(job, unit) for unit in block.units]:
        start = time.perf_counter()
        rows += _live(job, world, births)
        which = {"point": world.unit.point, "replicate": world.unit.replicate}
        telemetry.append({**which, "seconds": time.perf_counter() - start, "worker": worker_name()})
    # rows last: a block counts as done once its rows are there
    files = {
        part_of("telemetry", block.number): as_parquet(_table(telemetry, schema(TELEMETRY))),
        part_of("rows", block.number): as_parquet(rows_as_table(job, rows)),
    }
    errors = Counter(row["error"] for row in rows if row["status"] == FAILED)
    if job.address is not None:
        store = store_at(job.address)
        for name, content in files.items():
            store.write(name, content)
        files = {}
    return Receipt(block.number, len(rows), errors.total(), errors, files)


def worker_name() -> str:
    """Computer and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def live_unit(job: Job, unit: Unit, births: Births) -> list[Row]:
    """A row for each policy, the baseline first. What fails is a row with its error. births: shared by units."""
    return _live(job, _world(job, unit), births)


class _World(NamedTuple):
    """What is to be lived at a unit, or why that cannot be said."""

    unit: Unit
    settings: dict[str, Value]
    plan: Plan
    scenario: Scenario
    error: Exception | None = None


def _world(job: Job, unit: Unit) -> _World:
    settings = dict(zip(job.keys, unit.values, strict=True))
    try:
        scenario = job.scenario.changed(settings)
        runs = plan(scenario, [scenario.policy(key) for key in job.policies])
        return _World(unit, settings, runs, scenario)
    except Exception as error:  # whatever happens to one point, the others are lived
        return _World(unit, settings, Plan((), dict.fromkeys(job.policies, 0), {}), job.scenario, error)


def _live(job: Job, world: _World, births: Births) -> list[Row]:
    lives = _lives(world, births) if world.error is None else [world.error]
    results = _results(world.plan, job.baseline, lives)
    which = {"point": world.unit.point, "replicate": world.unit.replicate, "seed": int(world.scenario["market.seed"])}
    return [{"policy": key} | which | world.settings | results[key] for key in job.policies]


def _lives(world: _World, births: Births) -> list["Lived | Exception"]:
    """Every run of the plan on the same people, or why it failed."""
    from sim.study.lives import kept
    from sim.study.run import run

    replicate = world.unit.replicate
    lives: list[Lived | Exception] = []
    for policy in world.plan.runs:
        try:
            people = births.of(world.scenario, replicate)
            lives.append(kept(run(world.scenario, policy, replicate, threads=1, people=people)))
        except Exception as error:
            lives.append(error)
    return lives


def _results(layout: Plan, baseline: str, lives: Sequence["Lived | Exception"]) -> dict[str, Row]:
    """Each policy's status, error and figures."""
    base = lives[layout.with_sale[baseline]]
    at_baseline = None if isinstance(base, Exception) else outcome(base, base, None)
    results = {}
    for key, number in layout.with_sale.items():
        without = layout.without_sale.get(key)
        needed = [lives[number], base, *([] if without is None else [lives[without]])]
        results[key] = _failed(needed) or _done(needed, at_baseline)
    return results


def _failed(needed: Sequence["Lived | Exception"]) -> Row | None:
    return next(({"status": FAILED, "error": in_words(life)} for life in needed if isinstance(life, Exception)), None)


def _done(needed: Sequence[Any], at_baseline: Any) -> Row:
    """The figures of a life. needed: itself, the baseline, and where the policy sells the same without the sale."""
    own, base, *without = needed
    found = at_baseline if own is base and not without else outcome(own, base, *(without or [None]))
    return {"status": DONE, "error": None} | {
        figure.column.name: figure.value(found, at_baseline) for figure in FIGURES
    }


def in_words(error: Exception) -> str:
    """An error as a row keeps it."""
    return str(error) if isinstance(error, InputError | RunError) else f"{type(error).__name__}: {error}"


def rows_as_table(job: Job, rows: Sequence[Row]) -> "pa.Table":
    """Rows as Arrow, with all columns of the data dictionary."""
    return _table(rows, schema(columns_of(job.scenario, job.keys)))


def _table(rows: Sequence[Row], shape: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=shape)
