"""The figure of a retention curve: what was observed, what is fitted, and what a fit to the first periods foresaw."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from sim.show.figures import COLOURS, DASHES, INK, PALE, canvas
from sim.study.calibration.retention import Curve, Retention

_MOST_GROUPS = 8
_MARKS = "os^Dv<>P"


def retention_figure(found: Retention, horizon: int | None = None) -> Figure:
    """Survival by period: dots are data, lines are fitted."""
    until = found.whole.fit.data.periods if horizon is None else horizon
    figure, axes = canvas(5.2)
    if found.groups:
        for n, (name, curve) in enumerate(list(found.groups.items())[:_MOST_GROUPS]):
            _draw(axes, curve, until, name, COLOURS[n % len(COLOURS)], DASHES[n % len(DASHES)], _MARKS[n])
    else:
        _draw(axes, found.whole, until, "fitted to all periods", COLOURS[0], "-", "o")
        _draw_held_out(axes, found.whole, until)
    axes.set_title("Customers still there", loc="left", color=INK, fontsize=13, fontweight="bold")
    unit = "periods" if found.period is None else "months" if found.period == 1 else f"periods of {found.period} months"
    axes.set_xlabel(f"After so many {unit}; dots are data", color=INK)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=-0.01 * until)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axes.legend(frameon=False, labelcolor=INK)
    return figure


def _draw(axes: Axes, curve: Curve, until: int, name: str, colour: str, dash: str, mark: str) -> None:
    observed = curve.fit.data.survival[: until + 1]
    axes.plot(range(len(observed)), observed, mark, color=colour, markersize=4.5, markerfacecolor="white")
    fitted, errors = curve.fit.survival(until), curve.fit.survival_errors(until)
    if errors is not None:
        axes.fill_between(
            range(until + 1), fitted - 1.645 * errors, fitted + 1.645 * errors, color=colour, alpha=0.15, linewidth=0
        )
    # a dollar sign begins a formula in matplotlib's texts
    axes.plot(range(until + 1), fitted, dash, color=colour, linewidth=2, label=name.replace("$", r"\$"))


def _draw_held_out(axes: Axes, curve: Curve, until: int) -> None:
    """The fit to the first periods, and where what it had not seen begins."""
    if curve.held_out is None:
        return
    seen = curve.held_out.fitted_periods
    axes.axvline(seen, color=PALE, linewidth=1, linestyle=":")
    axes.annotate("not seen by the broken line", (seen, 1.0), (6, -2), textcoords="offset points", color=INK, va="top")
    foreseen = curve.held_out.fit.survival(until)
    axes.plot(range(until + 1), foreseen, "--", color=COLOURS[1], linewidth=1.6, label=f"fitted to the first {seen}")
