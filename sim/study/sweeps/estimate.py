"""What a sweep will take: measured on a few of its points, in this process."""

import time
from dataclasses import dataclass

from sim.study.births import Births
from sim.study.sweeps.block import Job, Row, Unit, live_unit, rows_as_table
from sim.study.sweeps.design import Design

FEW, ENOUGH = 5, 1.0  # points to measure on, or seconds


@dataclass(frozen=True)
class Estimate:
    """Rows to come; seconds in all with so many workers, each on a core that does nothing else; bytes at most."""

    rows: int
    seconds: float
    bytes: int
    seconds_per_unit: float
    points: int  # measured on


def estimate(job: Job, design: Design, rows: int, workers: int) -> Estimate:
    """Live a few points, keep nothing of them, and reckon from there. rows: those still to come."""
    points = _first(design)
    small = {"market.people": min(500, int(job.scenario["market.people"])), "market.months": 1}
    smallest = Job(job.scenario.changed(small), job.policies, job.keys)
    live_unit(smallest, points[0], Births())  # so that compiling is not counted
    births = Births()
    seconds: list[float] = []
    lived: list[Row] = []
    for unit in points:
        start = time.thread_time()  # of a core: workers that are loading their libraries now do not count
        lived += live_unit(job, unit, births)
        seconds.append(time.thread_time() - start)
        if sum(seconds) > ENOUGH:
            break
    each = sum(seconds) / len(seconds)
    units = rows / len(job.policies)
    size = rows_as_table(job, lived).nbytes / len(lived)
    return Estimate(rows, units * each / workers, round(rows * size), each, len(seconds))


def _first(design: Design) -> list[Unit]:
    table = design.table().slice(0, FEW)
    return [Unit(row["point"], 0, tuple(row[key] for key in design.keys)) for row in table.to_pylist()]
