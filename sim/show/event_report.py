"""What a company's own event told, for a terminal and as JSON: values, intervals, and what is not determined."""

from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import __version__
from sim.inputs.parameter import plain
from sim.study.calibration.event_fit import ESTIMABLE, LEVEL, NARROWED, EventFit
from sim.study.calibration.event_scenario import short
from sim.study.intervals import Estimate


def show_event(found: EventFit, out: Console, written: Path | None = None) -> None:
    """The event in a sentence, each parameter with its interval, and what the data leave open."""
    event = found.event
    out.print(Text(f"The event in {Path(event.label).name}", style="bold"))
    out.print()
    here = event.affected.customers[event.before]
    out.print(
        Text(
            f"{here:,.0f} customers affected, {event.before} months before and {event.after} from the disclosure on. "
            f"{_excess(found.excess)} of them beyond what the others' leaving lets expect."
        )
    )
    out.print(_table(found))
    for line in _open(found):
        out.print(Text(line))
    out.print(
        Text(
            f"{found.posterior.simulations:,} events of {found.people:,} customers simulated. Everything else is held "
            f"at the values of {found.scenario.name}; if those are wrong, so are these.",
            style="dim",
        )
    )
    for remark in found.remarks:
        out.print(Text(f"Note: {remark}", style="dim"))
    if written is not None:
        out.print(Text(f"\nWritten to {written}. Compare policies with: twenty-cents compare {written}"))


def event_as_json(found: EventFit, written: Path | None = None) -> dict[str, Any]:
    """The whole result, plainly."""
    event = found.event
    return {
        "file": event.label,
        "scenario": found.scenario.name,
        "digest": found.scenario.digest,
        "version": __version__,
        "kind": found.disclosure.kind,
        "told": found.disclosure.told,
        "buyers": found.disclosure.buyers,
        "customers_affected": float(event.affected.customers[event.before]),
        "months_before": event.before,
        "months_after": event.after,
        "left_beyond_expectation": found.excess._asdict(),
        "people_simulated": found.people,
        "simulations": found.posterior.simulations,
        "generations": found.posterior.generations,
        "effective_particles": found.posterior.effective,
        "tolerance": found.posterior.tolerance,
        "interval": LEVEL,
        "parameters": [
            {
                "name": one.name,
                "median": one.median,
                "low": one.low,
                "high": one.high,
                "range_low": one.prior_low,
                "range_high": one.prior_high,
                "variance_removed": one.removed,
                "verdict": one.verdict,
            }
            for one in found.estimates
        ],
        "known_together": [{"parameters": [one, other], "correlation": r} for one, other, r in found.together],
        "remarks": list(found.remarks),
        "written": None if written is None else str(written),
    }


def _table(found: EventFit) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("parameter", no_wrap=True)
    for heading in ("median", f"{100 * LEVEL:.0f} % interval", "narrowed by"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.estimates:
        table.add_row(
            Text(one.name),
            plain(short(one.median, 2)),
            f"{plain(short(one.low, 2))} to {plain(short(one.high, 2))}",
            f"{100 * one.removed:.0f} %",
        )
    return table


def _open(found: EventFit) -> list[str]:
    """What the data do not tell."""
    lines = ["Narrowed by: how much of the plausible range's variance the event takes away."]
    if vague := [one for one in found.estimates if one.removed < NARROWED]:
        said = "; ".join(
            f"{ESTIMABLE[one.name]} ({one.name}, {plain(one.prior_low)} to {plain(one.prior_high)} before)"
            for one in vague
        )
        lines.append(f"Not determined: {said}.")
    lines += [
        f"Known together only: {one} and {other} (correlation {r:.2f}): many pairs fit alike."
        for one, other, r in found.together
    ]
    return lines


def _excess(share: Estimate) -> str:
    span = f"{100.0 * share.low:.1f} to {100.0 * share.high:.1f} %"
    return f"There left {100.0 * share.mean:.1f} % ({100 * LEVEL:.0f} % interval: {span})"
