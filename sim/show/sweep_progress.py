"""How far a sweep is: a bar in a terminal, plain lines or JSON lines elsewhere."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from sim.study.sweeps.driver import Standing

STYLES = ("auto", "plain", "json")
EVERY = 10.0  # seconds between plain lines
Report = Callable[[Standing], None]


@contextmanager
def told(style: str, out: Console) -> Iterator[Report]:
    """What to call with the standing of a sweep. style: auto is a bar in a terminal and plain lines elsewhere."""
    if style == "auto" and out.is_terminal:
        bar = TextColumn("{task.fields[said]}")
        with Progress(TextColumn("Rows"), BarColumn(), bar, console=out, transient=True) as shown:
            task = shown.add_task("", total=None, said="")
            yield lambda now: shown.update(task, completed=now.there, total=now.to_do, said=line(now))
        return
    yield _Lines(_as_json if style == "json" else line)


class _Lines:
    """A line now and then, on standard error; the last always."""

    def __init__(self, worded: Callable[[Standing], str]) -> None:
        self._worded = worded
        self._last = 0.0

    def __call__(self, now: Standing) -> None:
        if time.monotonic() - self._last >= EVERY or now.there == now.to_do:
            self._last = time.monotonic()
            sys.stderr.write(self._worded(now) + "\n")
            sys.stderr.flush()


def line(now: Standing) -> str:
    """`1,200 of 8,000 rows, 94.1 a second, 1 min 12 s to go, 0 failed`."""
    parts = [f"{now.there:,} of {now.to_do:,} rows"]
    if now.done:
        parts.append(f"{now.rate:,.1f} a second")
    if now.remaining:
        parts.append(f"{duration(now.remaining)} to go")
    return ", ".join([*parts, f"{now.failed:,} failed"])


def _as_json(now: Standing) -> str:
    told = {"rows": now.there, "to_do": now.to_do, "failed": now.failed, "seconds": round(now.seconds, 1)}
    remaining = None if now.remaining is None else round(now.remaining, 1)
    return json.dumps(told | {"rate": round(now.rate, 2), "remaining": remaining})


def duration(seconds: float) -> str:
    """A duration as people say it: 8 s, 1 min 12 s, 3 h 20 min."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"
