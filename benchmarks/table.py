"""The rows of the table and how they are printed."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One measurement: what, how it came out, beside which peer, and what it is meant to reach."""

    what: str
    ours: str
    peer: str
    peer_value: str
    ratio: str
    to_reach: str


def median_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Median duration of some calls [seconds]."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def machine() -> str:
    """The machine in one line: a figure means little without it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {platform.system()}"


def show(rows: list[Row]) -> None:
    """Print the table."""
    table = Table(title=f"Twenty Cents on {machine()}", title_justify="left")
    for column in ("what", "measured", "beside", "measured", "ratio", "to reach"):
        table.add_column(column)
    for row in rows:
        table.add_row(row.what, row.ours, row.peer, row.peer_value, row.ratio, row.to_reach)
    Console(width=150).print(table)
