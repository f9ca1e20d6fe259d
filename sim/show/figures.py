"""Figures to keep, drawn by matplotlib from results; nothing is run here."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.currency import in_force
from sim.show.wording import dollars
from sim.study.comparison import Comparison, PolicyResult

# Okabe and Ito (2008), told apart by the colour-blind; dashes differ too: colour is never the only cue
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F5F00", "#000000")
DASHES = ("-", "--", "-.", ":")
INK, PALE = "#222222", "#8A8A8A"
WIDTH, DPI = 9.0, 150  # inches, dots an inch
LONGEST = 40  # characters of a policy's name beside a chart


class Look(NamedTuple):
    """How one policy is drawn everywhere."""

    colour: str
    dash: str


def looks(comparison: Comparison) -> dict[str, Look]:
    """A colour and a dash for each policy, the same in every figure of a comparison."""
    others = [key for key in comparison.policies if key != comparison.baseline]
    found = {key: Look(COLOURS[n % len(COLOURS)], DASHES[(n // 2) % len(DASHES)]) for n, key in enumerate(others)}
    return found | {comparison.baseline: Look(PALE, "-")}


def over_time(comparison: Comparison) -> Figure:
    """Net value to date against the baseline, and at the right with what customers are worth later."""
    figure, axes = canvas(5.2)
    base = beside(comparison.policies[comparison.baseline].label)
    axes.set_title(f'Net value to date against "{base}"', loc="left", color=INK, fontsize=13, fontweight="bold")
    axes.set_xlabel("Month; the dots add what the customers at the end are still worth", color=INK)
    draw_over_time(axes, comparison, {key: beside(result.label) for key, result in comparison.policies.items()})
    return figure


def draw_over_time(axes: Axes, comparison: Comparison, names: Mapping[str, str], room: float = 0.052) -> None:
    """The lines of `over_time`, each with its name at its end. room: of a name, as a share of the axis' height."""
    months = np.arange(1, comparison.months + 1)
    ends: list[tuple[float, str, str]] = []
    beyond = comparison.months * 1.045
    for key, (colour, dash) in looks(comparison).items():
        if key == comparison.baseline:
            continue
        result = comparison.policies[key]
        series = result.by_month
        low, high = series["difference_to_date_low"], series["difference_to_date_high"]
        axes.fill_between(months, low, high, color=colour, alpha=0.15, linewidth=0)
        axes.plot(months, series["difference_to_date"], dash, color=colour, linewidth=2)
        _add_the_end(axes, beyond, result, colour)
        ends.append((result.difference.mean, names[key], colour))
    axes.axhline(0, color=PALE, linewidth=1.2)
    axes.axvline(comparison.months * 1.02, color=PALE, linewidth=0.6, linestyle=":")
    axes.set_xlim(0, comparison.months * 1.075)
    axes.xaxis.set_major_locator(_years(comparison.months))
    _name_ends(axes, ends, room)
    money_axis(axes.yaxis)


def by_policy(comparison: Comparison) -> Figure:
    """Each policy's difference to the baseline: with what customers are worth later, and without."""
    others = [result for key, result in comparison.policies.items() if key != comparison.baseline]
    figure, axes = canvas(1.6 + 0.48 * max(len(others), 2))
    draw_by_policy(axes, comparison, {result.key: beside(result.label) for result in others})
    base = beside(comparison.policies[comparison.baseline].label)
    axes.set_title(
        f'Better (right) or worse (left) than "{base}"', loc="left", color=INK, fontsize=13, fontweight="bold"
    )
    level = f"{comparison.interval:.0%}".replace("%", " %")
    axes.set_xlabel(
        f"Net present value; lines are {level} intervals of chance\n"
        f"full dots: with what customers are worth after month {comparison.months}; open dots: without it",
        color=INK,
    )
    return figure


def draw_by_policy(axes: Axes, comparison: Comparison, names: Mapping[str, str]) -> None:
    """The rows of `by_policy`, one for each of the names, in their order."""
    style = looks(comparison)
    for row, key in enumerate(names):
        colour, result = style[key].colour, comparison.policies[key]
        without = result.difference_without_terminal_value
        axes.plot([without.low, without.high], [row + 0.17] * 2, color=colour, linewidth=1)
        axes.plot(without.mean, row + 0.17, "o", color=colour, markerfacecolor="white", markersize=6)
        axes.plot([result.difference.low, result.difference.high], [row - 0.1] * 2, color=colour, linewidth=2.5)
        axes.plot(result.difference.mean, row - 0.1, "o", color=colour, markersize=8)
    axes.set_yticks(range(len(names)), list(names.values()), color=INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.axvline(0, color=PALE, linewidth=1.2)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", color="#E6E6E6")
    money_axis(axes.xaxis)


def beside(label: str) -> str:
    """A policy's name as there is room for beside a chart: the end of a long one is left out."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def canvas(height: float) -> tuple[Figure, Axes]:
    """An empty figure of the house [height in inches]."""
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    plain(axes, grid="y")
    return figure, axes


def plain(axes: Axes, grid: Literal["x", "y"]) -> None:
    """The house's axes: no frame, and a pale grid across one axis."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(PALE)
    axes.tick_params(colors=INK)
    axes.grid(axis=grid, color="#E6E6E6")
    axes.set_axisbelow(True)


def _add_the_end(axes: Axes, x: float, result: PolicyResult, colour: str) -> None:
    """The dot of the whole difference, tied to the end of its line."""
    last = (len(result.by_month["difference_to_date"]), result.difference_without_terminal_value.mean)
    axes.plot([last[0], x], [last[1], result.difference.mean], color=colour, linewidth=0.7, alpha=0.7)
    axes.plot([x, x], [result.difference.low, result.difference.high], color=colour, linewidth=2)
    axes.plot(x, result.difference.mean, "o", color=colour, markersize=7)


def _years(months: int):  # type: ignore[no-untyped-def]
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(12 if months > 24 else max(1, months // 6))


def money_axis(axis: Axis, steps: int | None = None) -> None:
    """Write an axis of dollars in the currency in force, at round values of it. steps: at most so many."""
    axis.set_major_locator(_Round(steps))
    axis.set_major_formatter(FuncFormatter(lambda value, _: "0" if value == 0 else dollars(value)))


class _Round(MaxNLocator):
    """Ticks where amounts are round in the currency in force."""

    def __init__(self, steps: int | None) -> None:
        super().__init__(**({"nbins": "auto", "steps": [1, 2, 2.5, 5, 10]} if steps is None else {"nbins": steps}))

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        rate = in_force().rate
        return [rate * tick for tick in super().tick_values(vmin / rate, vmax / rate)]


def _name_ends(axes: Axes, ends: list[tuple[float, str, str]], room: float) -> None:
    """Write names at the right of their dots, moved apart where they would overlap. ends: value, name, colour."""
    if not ends:
        return
    bottom, top = axes.get_ylim()
    placed = spread_out(sorted(value for value, _, _ in ends), (top - bottom) * room)
    for place, (value, name, colour) in zip(placed, sorted(ends), strict=True):
        axes.annotate(
            name,
            xy=(1.0, value),
            xycoords=axes.get_yaxis_transform(),
            xytext=(1.02, place),
            textcoords=axes.get_yaxis_transform(),
            va="center",
            color=colour,
            fontsize=9.5,
            annotation_clip=False,
        )


def spread_out(values: list[float], gap: float) -> list[float]:
    """Rising values moved as little as a few passes allow, so that neighbours are at least a gap apart."""
    placed = list(values)
    for _ in range(200):
        for n in range(len(placed) - 1):
            short = gap - (placed[n + 1] - placed[n])
            if short > 1e-12 * gap:
                placed[n] -= short / 2
                placed[n + 1] += short / 2
    return placed
