"""A sweep in words, before and after it, and its results as tables."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.show.sweep_progress import duration
from sim.study.sweeps.columns import Column
from sim.study.sweeps.driver import Standing
from sim.study.sweeps.estimate import Estimate
from sim.study.sweeps.results import Results
from sim.study.sweeps.store import Folder
from sim.study.sweeps.sweep import Sweep

if TYPE_CHECKING:
    import pandas as pd

    from sim.study.sweeps.pivot import Pivot

WIDEST = 8  # columns of a pivot shown in a terminal
LONGEST = 60  # rows of a table shown in a terminal


def before(sweep: Sweep, expected: Estimate, workers: int | None) -> Text:
    """How many runs, how long, how much disk. workers: None on a cluster, whose speed is its own."""
    asked, there = sweep.asked, sweep.rows_there
    market = asked.scenario
    size = " x ".join(
        [
            _count(asked.design.points, "point"),
            _count(len(asked.policies), "policy", "policies"),
            _count(asked.replicates, "replicate"),
        ]
    )
    who = f"{int(market['market.people']):,} people, {int(market['market.months'])} months"
    words = [f"{asked.rows:,} runs: {size}; {who}."]
    if there:
        words.append(f"{there:,} of them are there already.")
    how_long = f"{duration(expected.seconds)} with {_count(workers or 1, 'worker')}"
    words.append(
        f"About {how_long}, measured on {_count(expected.points, 'point')} here; up to {_size(expected.bytes)}."
    )
    free = _free(sweep)
    if free is not None and free < expected.bytes:
        words.append(f"Only {_size(free)} are free there.")
    return Text(" ".join(words))


def after(standing: Standing, out: str | Path) -> Text:
    """What has been lived, and where to look."""
    took = duration(standing.seconds)
    failed = f"{standing.failed:,} failed" if standing.failed else "none failed"
    lines = [f"{standing.there:,} rows in {out}; {standing.done:,} lived in {took}, {failed}."]
    lines += [f"  {count:,} x {error}" for error, count in standing.errors.most_common(3)]
    return Text("\n".join([*lines, f"Look at them: twenty-cents results {out}"]))


def _free(sweep: Sweep) -> int | None:
    if not isinstance(sweep.store, Folder):
        return None
    place = Path(sweep.store.address)
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    return shutil.disk_usage(there).free


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _size(count: int) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{max(1, round(count / 1e3))} kB"


def headline(results: Results) -> Text:
    """What was swept."""
    told = results.manifest
    keys = ", ".join(told.keys[:6]) + (f" and {len(told.keys) - 6} more" if len(told.keys) > 6 else "")
    state = "" if told.finished else " The sweep is not finished."
    return Text(
        f"{told.title}\n{told.points:,} points x {len(told.policies)} policies x {told.replicates} replicates; "
        f"{told.people:,} people, {told.months} months.{state}\nVaried: {keys}",
    )


def show_frame(frame: "pd.DataFrame", out: Console, note: str = "") -> None:
    """A frame as a table: texts at the left, numbers at the right."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for name in frame.columns:
        number = frame[name].dtype.kind in "iuf"
        table.add_column(str(name), justify="right" if number else "left", overflow="fold")
    for row in frame.head(LONGEST).itertuples(index=False, name=None):
        table.add_row(*(cell(value) for value in row))
    out.print(table)
    if len(frame) > LONGEST:
        out.print(Text(f"{len(frame) - LONGEST:,} more rows; --json or --csv gives all.", style="dim"))
    if note:
        out.print(Text(note, style="dim"))


def cell(value: Any) -> str:
    """A value as a table shows it: four digits."""
    if value is None or value != value:
        return ""
    if isinstance(value, str | bool):
        return str(value)
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def show_summary(results: Results, frame: "pd.DataFrame", of: Column, out: Console) -> None:
    """The summary, a policy a row."""
    unit, name = _unit(of, frame["high"], frame["low"], frame["p5"], frame["p95"])
    shown = frame[[column for column in frame.columns if column in ("policy", *results.manifest.keys)]].copy()
    for figure in ("mean", "low", "high", "p5", "median", "p95"):
        shown[figure] = frame[figure] / unit
    shown["above 0"] = [f"{share:.0%}" if share == share else "" for share in frame["better"].astype(float)]
    if frame["failed"].any():
        shown["failed"] = frame["failed"]
    out.print(headline(results))
    out.print(Text(f"\n{of.name} [{name}]: {of.meaning}", style="bold"))
    note = (
        "mean, low to high: over all points, with its 90 % interval of chance. p5, median, p95: of the points' own "
        "means. above 0: share of the points. This is how the design's points differ, not how plausible they are."
    )
    show_frame(shown, out, note)


def show_pivot(pivot: "Pivot", label: str, out: Console) -> None:
    """The pivot: one key a row with intervals, or two keys as a square."""
    unit, name = _unit(pivot.of, pivot.table["mean"])
    out.print(Text(f'{pivot.of.name} [{name}] of "{label}", mean over the rows put together', style="bold"))
    classed = f" In classes, told by their middle: {', '.join(pivot.classed)}." if pivot.classed else ""
    if len(pivot.keys) == 1:
        scaled = pivot.table.assign(**{one: pivot.table[one] / unit for one in ("mean", "low", "high")})
        show_frame(scaled, out, f"low to high: 90 % interval of chance over replicates.{classed}")
        return
    wide = pivot.wide() / unit
    sure = (pivot.table["low"] > 0) | (pivot.table["high"] < 0)
    marks = pivot.table.assign(sure=sure).pivot_table(index=pivot.keys[0], columns=pivot.keys[1], values="sure")
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, title_justify="left", title=pivot.keys[1])
    table.add_column(pivot.keys[0])
    for value in wide.columns[:WIDEST]:
        table.add_column(cell(value), justify="right")
    for value in wide.index:
        cells = zip(wide.loc[value].iloc[:WIDEST], marks.loc[value].iloc[:WIDEST], strict=True)
        table.add_row(cell(value), *(cell(one) + (" " if certain else "?") for one, certain in cells))
    out.print(table)
    more = f" {len(wide.columns) - WIDEST} more columns with --json." if len(wide.columns) > WIDEST else ""
    out.print(Text(f"?: the 90 % interval of chance spans zero; --json has it.{classed}{more}", style="dim"))


def _unit(of: Column, *values: "pd.Series[float]") -> tuple[float, str]:
    """Dollars by the thousand or million where they are many."""
    largest = max(float(one.abs().max()) for one in values)
    if of.unit != "dollars" or largest < 1e5:
        return 1.0, of.unit
    return (1e6, "million dollars") if largest >= 1e8 else (1e3, "thousand dollars")


def show_dictionary(results: Results, out: Console) -> None:
    """What every column means, a line or two each."""
    for column in results.columns:
        out.print(Text(f"{column.name} [{column.unit}]", style="bold"))
        out.print(Text(f"  {column.meaning}"))
