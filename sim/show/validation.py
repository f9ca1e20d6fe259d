"""The model beside what was published, and what the fit leaves open, for a terminal."""

import math
from collections.abc import Callable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.show.wording import dollars
from sim.study.validation.fit import Belief, Fit
from sim.study.validation.targets import FITTED, HELD_OUT, INPUT, Class, Unit
from sim.study.validation.validate import Finding

CLASSES: Mapping[Class, str] = {
    FITTED: "free parameters were chosen so that it comes out",
    INPUT: "follows from what is put in; this checks the bookkeeping, not the model",
    HELD_OUT: "nothing was chosen for its sake",
}
FOLLOWS = {
    "leave": "V1: leave within a year of a breach, beyond the others",
    "say_so": "V1: would say so",
    "unaware": "V3: do not know after five years of quiet selling",
    "later": "V2, held out: leaving in the third month, against the first",
    "leave_over_sale": "Leave within a year of being told of one quiet sale, beyond the others",
    "severity_to_patience": "Severity of a breach, divided by the median of patience",
    "cost_per_record": "Cost of a record sold quietly, in dollars",
}
NARROWED = 0.9  # of a parameter's spread may be left for it to count as narrowed by the data
_SHARES = ("leave", "say_so", "unaware", "later", "leave_over_sale")


def show_findings(findings: Sequence[Finding], out: Console) -> None:
    """Each target with its class, both figures, whether it is met, and why."""
    for finding in findings:
        target = finding.target
        mark = Text("met      ", style="green") if finding.met else Text("not met  ", style="bold red")
        out.print(Text.assemble((f"{target.key:<5}", "bold"), mark, (target.group, "dim")))
        model = f"model {modelled(finding)}; published {target.published}"
        for line, style in ((target.what, "bold"), (model, ""), (finding.why, "dim")):
            out.print(Padding(Text(line, style=style), (0, 0, 0, 5)))
    out.print()
    out.print(Text(summary(findings), style="bold"))
    out.print(Text("\n".join(f"{name}: {meaning}" for name, meaning in CLASSES.items()), style="dim"))


def summary(findings: Sequence[Finding]) -> str:
    """How many figures agree, by class: "31 of 34 figures lie within the published limits: ..."."""
    parts = []
    for name in CLASSES:
        of_class = [finding.met for finding in findings if finding.target.group == name]
        parts.append(f"{sum(of_class)} of {len(of_class)} {name}")
    met = sum(finding.met for finding in findings)
    return f"{met} of {len(findings)} figures lie within the published limits: {'; '.join(parts)}."


def modelled(finding: Finding) -> str:
    """The model's figure with its 90 % interval: "3.4 % (3.3 to 3.5)"; without one where chance has no part in it."""
    factor, write, unit = _WRITTEN[finding.target.unit]
    mean, low, high = (write(factor * value) for value in finding.modelled)
    certain = math.isclose(finding.modelled.low, finding.modelled.high, rel_tol=1e-9)
    return f"{mean}{unit}" if certain else f"{mean}{unit} ({low} to {high})"


def tenths(number: float) -> str:
    """One place after the point, two for small numbers: 63.4, 3.4, 0.56."""
    return f"{number:.{1 if abs(number) >= 1.0 else 2}f}"


def plainly(number: float) -> str:
    """A number to two or three digits: 43, 2.68, 0.211, 0.0029."""
    return f"{number:.3g}" if abs(number) < 1.0 else f"{number:.{1 if abs(number) >= 20 else 2}f}"


_WRITTEN: Mapping[Unit, tuple[float, Callable[[float], str], str]] = {
    "share": (100.0, tenths, " %"),
    "points": (100.0, tenths, " points"),
    "dollars": (1.0, lambda value: f"${value:.2f}", ""),
    "times": (1.0, plainly, " times"),
    "years": (1.0, plainly, " years"),
    "count": (1.0, plainly, ""),
    "per 10,000": (1e4, plainly, " per 10,000"),
}


def show_fit(found: Fit, out: Console) -> None:
    """What the data say about each free parameter, which of them they do not tell apart, and what follows."""
    out.print(Text("\nThe free parameters, fitted together to V1 and V3", style="bold"))
    out.print(Text(how(found), style="dim"))
    out.print(_table("Parameter", {key: beliefs(key, one) for key, one in found.parameters.items()}))
    out.print(_table("What follows", {FOLLOWS[key]: beliefs(key, one) for key, one in found.figures.items()}))
    for line in (together(found), inside(found), recovery(found), losing(found)):
        out.print(Text(line))


def how(found: Fit) -> str:
    """What was done, in a sentence."""
    return (
        f"{found.worlds:,} worlds were drawn over the ranges of the parameters and weighed by how well they agree; "
        f"they are worth {found.effective:,.0f} that agree equally well. Shown are the middle and nine tenths of the "
        "worlds, before and after weighing, and how much of the spread is left."
    )


def beliefs(key: str, one: Belief) -> tuple[str, str, str]:
    """What is held of a number before and after, and what is left of the spread."""
    factor, write, unit = _WRITTEN["share" if key in _SHARES else "count"]

    def span(ends: tuple[float, float, float]) -> str:
        low, middle, high = (write(factor * value) for value in ends)
        return f"{middle}{unit} ({low} to {high})"

    return span(one.before), span(one.after), in_percent(one.left_open)


def together(found: Fit) -> str:
    """Which parameters the data do not tell apart, and which they narrow at all."""
    pairs = "; ".join(f"{one} and {other} ({r:+.2f})" for one, other, r in found.together) or "none"
    narrowed = [key for key, one in found.parameters.items() if one.left_open < NARROWED]
    return (
        f"Moving together in the fitted worlds, so not told apart (correlation): {pairs}. Taken one by one, the data "
        f"narrow {', '.join(narrowed) or 'none'}, and say next to nothing about the others."
    )


def recovery(found: Fit) -> str:
    """How V2, which was held out, fares in the fitted worlds."""
    before, after = map(in_percent, found.recovers)
    return (
        f"V2 was held out: leaving is near normal by the third month in {after} of the fitted worlds, {before} of all."
    )


def inside(found: Fit) -> str:
    """Whether the fit would move a default: one that lies at the edge of the fitted worlds."""
    outside = [key for key, share in found.default_at.items() if not 0.05 <= share <= 0.95]
    if outside:
        return f"At the edge of the fitted worlds lie the defaults of {', '.join(outside)}."
    return "Every default lies well within the fitted worlds, so the fit moves none of them."


def losing(found: Fit) -> str:
    """In how many fitted worlds a sale costs more than it brings."""
    before, after = map(in_percent, found.loses)
    return (
        f"A record sold quietly costs more than the {dollars(found.receipt)} net that it brings in {after} of the "
        f"fitted worlds and in {before} of all: the data hardly speak, so this depends on how the ranges are drawn."
    )


def in_percent(share: float) -> str:
    """A share in whole per cent: 11 %."""
    return f"{100.0 * share:.0f} %"


def _table(first: str, rows: Mapping[str, tuple[str, str, str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(first, ratio=1, overflow="fold")
    for name in ("Before", "After", "Left"):
        table.add_column(name, justify="right")
    for name, cells in rows.items():
        table.add_row(Text(name), *cells)
    return table
