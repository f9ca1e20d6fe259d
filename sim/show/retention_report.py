"""A fitted retention curve for a terminal: what was found, how well it fits, and what it had not seen."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.study.calibration.retention import Curve, Retention
from sim.study.calibration.retention_fit import Fit

_MOST_ROWS = 16


def show_retention(found: Retention, out: Console, horizon: int | None = None) -> None:
    """Shapes, the curve beside the data, the held-out end, groups, and remarks."""
    until = found.whole.fit.data.periods if horizon is None else horizon
    out.print(Text(f"Retention in {found.file.name}", style="bold"))
    out.print()
    out.print(Text(_in_words(found)))
    out.print()
    out.print(_curve_table(found.whole, until))
    if (held := _held_out(found.whole)) is not None:
        out.print(Text(held))
        out.print()
    if found.groups:
        out.print(_groups_table(found, until))
        for note in at_an_edge((name, curve.fit) for name, curve in found.groups.items()):
            out.print(Text(note))
    out.print(Text(_for_a_scenario(found), style="dim"))
    for remark in found.remarks:
        out.print(Text(f"Note: {remark}", style="dim"))
    show_refused(found.refusals.count, [str(one) for one in found.refusals.told], out)


def show_refused(count: int, told: list[str], out: Console, most: int = 10) -> None:
    """The rows that could not be used: how many, and the first of them."""
    if not count:
        return
    out.print(Text(f"\n{counted(count, 'row')} could not be used:", style="yellow"))
    for one in told[:most]:
        out.print(Text(f"  {one}"))
    if count > most:
        out.print(Text(f"  and {count - most:,} more; --json tells {min(len(told), count):,} of them one by one"))


def counted(number: int, what: str) -> str:
    """ "1 row", "2,000 rows"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def at_an_edge(fits: Iterable[tuple[str, Fit]]) -> list[str]:
    """Whose shapes stand at a limit, and why, so that nobody reads more into them."""
    whose: dict[str, list[str]] = {}
    for name, fit in fits:
        whose.setdefault(fit.edge, []).append(name)
    return [f"At a limit of the shapes, {', '.join(names)}: {why}." for why, names in whose.items() if why]


def plus_minus(value: float, error: float | None) -> str:
    """A shape with its standard error."""
    return _digits(value, 3) if error is None else f"{_digits(value, 3)} ± {_digits(error, 2)}"


def _digits(number: float, digits: int) -> str:
    return f"{number:,.0f}" if round(number, 2) >= 10.0**digits else f"{number:#.{digits}g}".rstrip(".")


def _in_words(found: Retention) -> str:
    fit = found.whole.fit
    errors = fit.standard_errors
    alpha, beta = (
        plus_minus(value, None if errors is None else errors[n]) for n, value in enumerate((fit.alpha, fit.beta))
    )
    who = "shares of customers" if found.customers is None else f"{found.customers:,} customers"
    watched = "" if found.period is None else " watched for a period at least"
    each = "month" if found.period == 1 else "period" if found.period is None else f"{found.period} months"
    meant = "± one standard error" if errors is not None else f"no standard errors: {fit.why_no_errors}"
    rarer = "" if fit.edge else "; the longer somebody has stayed, the rarer leaving gets"
    return (
        f"From {who}{watched}: alpha {alpha}, beta {beta} ({meant}). Of new customers {_percent(fit.mean)} leave in "
        f"the first {each}{rarer}."
    )


def _for_a_scenario(found: Retention) -> str:
    """The curve as settings of a scenario."""
    shapes = (("alpha", found.whole.fit.alpha), ("beta", found.whole.fit.beta))
    said = " ".join(f"--set company.retention_{name}={float(f'{value:.4g}'):g}" for name, value in shapes)
    period = "MONTHS_OF_A_PERIOD" if found.period is None else found.period
    return f"For a comparison: {said} --set company.retention_period={period}"


def _curve_table(curve: Curve, until: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for heading in ("After\nperiod", "Still there,\nobserved", "\nfitted"):
        table.add_column(heading, justify="right")
    held = curve.held_out
    if held is not None:
        table.add_column(f"fitted to the\nfirst {held.fitted_periods} only", justify="right")
    observed, fitted = curve.fit.data.survival, curve.fit.survival(until)
    for period in _some(until):
        row = [f"{period}", _percent(observed[period]) if period < len(observed) else "", _percent(fitted[period])]
        if held is not None:
            row.append(_percent(held.fit.survival(until)[period]))
        table.add_row(*row)
    return table


def _some(until: int) -> list[int]:
    """Periods to show: all if they are few, else evenly spread."""
    step = -(-until // _MOST_ROWS)
    return sorted({*range(0, until + 1, max(step, 1)), until})


def _held_out(curve: Curve) -> str | None:
    if curve.held_out is None:
        return None
    held = curve.held_out
    return (
        f"Fitted to the first {held.fitted_periods} periods only (alpha {held.fit.alpha:.3f}, "
        f"beta {held.fit.beta:.3f}), the curve misses the share still there in the {len(held.errors)} periods after "
        f"by at most {100.0 * held.largest_error:.1f} percentage points."
    )


def _groups_table(found: Retention, until: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("Group")
    for heading in ("alpha", "beta", "Leave in\nthe first", f"Still there\nafter {until}"):
        table.add_column(heading, justify="right")
    for name, curve in found.groups.items():
        table.add_row(
            Text(name), *_shapes(curve.fit), _percent(curve.fit.mean), _percent(curve.fit.survival(until)[-1])
        )
    return table


def _shapes(fit: Fit) -> list[str]:
    errors = fit.standard_errors or (None, None)
    return [plus_minus(value, error) for value, error in zip((fit.alpha, fit.beta), errors, strict=True)]


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %"
