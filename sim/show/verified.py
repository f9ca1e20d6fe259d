"""Checks of the model for a terminal, one after the other as they are made."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sim.study.verify import Report, Verified

MOST = 5  # faults of one check that are shown


def show_check(check: Verified, out: Console) -> None:
    """What was checked, whether it held, and how closely."""
    mark = Text("holds  ", style="green") if check.held else Text("FAILS  ", style="bold red")
    out.print(mark + Text(check.name, style="bold") + Text(f"  {check.seconds:.1f} s", style="dim"))
    out.print(Padding(Text(check.asks), (0, 0, 0, 7)))
    out.print(Padding(Text(check.said, style="dim"), (0, 0, 0, 7)))
    for fault in check.wrong[:MOST]:
        out.print(Padding(Text(fault, style="red"), (0, 0, 0, 7)))
    if len(check.wrong) > MOST:
        out.print(Padding(Text(f"and {len(check.wrong) - MOST:,} more", style="red"), (0, 0, 0, 7)))


def show_end(report: Report, out: Console) -> None:
    """The sum of it."""
    failed = [check.name for check in report.checks if not check.held]
    out.print()
    if failed:
        out.print(Text(f"{len(failed)} of {len(report.checks)} checks failed: {', '.join(failed)}.", style="bold red"))
    else:
        out.print(Text(f"All {len(report.checks)} checks held, in {report.seconds:.0f} seconds.", style="bold"))
