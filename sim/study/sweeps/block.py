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
from sim.study.outcome import Outcome, outcome
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
    for unit in block.units:
        start = time.perf_counter()
        rows += live_unit(job, unit, births)
        seconds = time.perf_counter() - start
        telemetry.append(
            {"point": unit.point, "replicate": unit.replicate, "seconds": seconds, "worker": worker_name()}
        )
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
    settings = dict(zip(job.keys, unit.values, strict=True))
    try:
        world = job.scenario.changed(settings)
        layout = plan(world, [world.policy(key) for key in job.policies])
        lives = _lives(world, layout, unit.replicate, births)
        seed = int(world["market.seed"])
    except Exception as error:  # whatever happens to one point, the others are lived
        lives, layout, seed = [error], Plan((), dict.fromkeys(job.policies, 0), {}), int(job.scenario["market.seed"])
    return [
        {"point": unit.point, "policy": key, "replicate": unit.replicate, "seed": seed}
        | settings
        | _result(layout, job.baseline, key, lives)
        for key in job.policies
    ]


def _lives(world: Scenario, layout: Plan, replicate: int, births: Births) -> list["Lived | Exception"]:
    """Every run of the plan on the same people, or why it failed."""
    from sim.study.lives import kept
    from sim.study.run import run

    people = births.of(world, replicate)
    lives: list[Lived | Exception] = []
    for policy in layout.runs:
        try:
            lives.append(kept(run(world, policy, replicate, threads=1, people=people)))
        except Exception as error:
            lives.append(error)
    return lives


def _result(layout: Plan, baseline: str, key: str, lives: Sequence["Lived | Exception"]) -> Row:
    """A policy's status, error and figures."""
    base, own, without = layout.with_sale[baseline], layout.with_sale[key], layout.without_sale.get(key)
    needed = [lives[number] for number in (own, base, without) if number is not None]
    for life in needed:
        if isinstance(life, Exception):
            return {"status": FAILED, "error": in_words(life)}
    found = _outcomes(needed, lives[base])
    return {"status": DONE, "error": None} | {figure.column.name: figure.value(*found) for figure in FIGURES}


def _outcomes(needed: Sequence[Any], base: Any) -> tuple[Outcome, Outcome]:
    own, _, *without = needed
    return outcome(own, base, without[0] if without else None), outcome(base, base, None)


def in_words(error: Exception) -> str:
    """An error as a row keeps it."""
    return str(error) if isinstance(error, InputError | RunError) else f"{type(error).__name__}: {error}"


def rows_as_table(job: Job, rows: Sequence[Row]) -> "pa.Table":
    """Rows as Arrow, with all columns of the data dictionary."""
    return _table(rows, schema(columns_of(job.scenario, job.keys)))


def _table(rows: Sequence[Row], shape: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=shape)
