"""A company's customer base for a terminal: what was understood, what could not be used, and what was fitted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import __version__
from sim.inputs.company_files.csv_file import SEPARATORS
from sim.inputs.company_files.csv_values import harmless
from sim.inputs.company_files.customer_fields import FIELDS
from sim.show.retention_report import at_an_edge, counted, plus_minus, show_refused
from sim.study.calibration.customer_fit import BaseFit, SegmentFit


def show_customers(found: BaseFit, out: Console, written: Path | None = None) -> None:
    """Columns understood, rows kept and refused, segments, and where the scenario was written."""
    base = found.base
    out.print(Text(f"The customers in {base.file.path.name}", style="bold"))
    out.print()
    columns = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    columns.add_column(no_wrap=True)
    columns.add_column(no_wrap=True, style="bold")
    columns.add_column()
    for field, column in base.understood.items():
        columns.add_row(Text(harmless(column)), field, Text(FIELDS[field], style="dim"))
    out.print(columns)
    rest = [harmless(column) for column in base.file.columns if column not in base.understood.values()]
    if rest:
        out.print(Text(f"Not used: {', '.join(rest[:30])}{' ...' if len(rest) > 30 else ''}", style="dim"))
    mark = SEPARATORS.get(base.file.separator, base.file.separator)
    out.print(
        f"\n{counted(base.rows, 'row')} separated by {mark}: {len(base):,} kept, "
        f"{counted(base.duplicates, 'duplicate')} left out, "
        f"{base.refusals.count:,} refused."
    )
    out.print(_segments(found))
    out.print(
        f"{counted(len(found.cells), 'cell')}, the smallest of {min(cell.people for cell in found.cells)} customers."
    )
    own = ((one.name, one.retention) for one in found.segments if one.retention is not None and not one.borrowed)
    for note in at_an_edge(own):
        out.print(Text(note))
    for remark in found.remarks:
        out.print(Text(f"Note: {remark}", style="dim"))
    for segment in found.segments:
        if segment.borrowed:
            out.print(Text(f"Note: {segment.name} takes the retention of all: {segment.borrowed}", style="dim"))
    show_refused(base.refusals.count, [str(one) for one in base.refusals.told], out)
    if written is not None:
        out.print(Text(f"\nWritten to {written}. Compare policies with: twenty-cents compare {written}"))


def _segments(found: BaseFit) -> Table:
    """A row a segment; a column for whatever the file tells."""
    rows = [*found.segments, *([found.everybody] if len(found.segments) > 1 else [])]
    columns = {
        "Still\nhere": [f"{one.here:,}" for one in rows],
        "of": [f"{one.customers:,}" for one in rows],
        "Months\nso far": [f"{one.tenure:.0f}" for one in rows],
        "Margin\na month": ["" if one.margin is None else f"${one.margin:,.2f}" for one in rows],
        "E-mail": [_percent(one.email) for one in rows],
        "Con-\nsent": [_percent(one.consent) for one in rows],
        "alpha": [_shape(one, "alpha") for one in rows],
        "beta": [_shape(one, "beta") for one in rows],
    }
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("Segment", min_width=14)
    told = {heading: cells for heading, cells in columns.items() if any(cells)}
    for heading in told:
        table.add_column(heading, justify="right", no_wrap=True)
    for one, cells in zip(rows, zip(*told.values(), strict=True), strict=True):
        table.add_row(Text(one.name), *cells)
    return table


def _shape(one: SegmentFit, name: str) -> str:
    return "" if one.retention is None else plus_minus(getattr(one.retention, name), None)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100.0 * share:.0f} %"


def customers_as_json(found: BaseFit, written: Path | None = None) -> dict[str, Any]:
    """Everything that was understood and fitted, as plain lists and dictionaries; no ids, and no row that was kept."""
    base = found.base
    return {
        "file": str(base.file.path),
        "version": __version__,
        "separator": SEPARATORS.get(base.file.separator, base.file.separator),
        "columns": {field: harmless(column) for field, column in base.understood.items()},
        "rows": {
            "read": base.rows,
            "kept": len(base),
            "duplicates": base.duplicates,
            "refused": base.refusals.count,
        },
        "refused": [one._asdict() for one in base.refusals.told],
        "as_of": None if base.as_of is None else base.as_of.isoformat(),
        "period_in_months": found.period,
        "margin_share_of_price": found.margin_share,
        "everybody": _segment_as_json(found.everybody),
        "segments": [_segment_as_json(one) for one in found.segments],
        "cells": [cell._asdict() for cell in found.cells],
        "remarks": list(found.remarks),
        "scenario": None if written is None else str(written),
    }


def _segment_as_json(one: SegmentFit) -> Mapping[str, Any]:
    return {**one._asdict(), "retention": None if one.retention is None else one.retention.shapes()}
