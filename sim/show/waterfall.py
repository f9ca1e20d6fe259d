"""The figure of why: from nothing, part by part, to the difference between a policy and the baseline."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.errors import InputError
from sim.show.figures import COLOURS, DPI, INK, PALE, WIDTH, money_axis, plain
from sim.show.why_words import NAMES, capital, shown
from sim.show.wording import better_or_worse, count, dollars
from sim.study.causes.why import Why
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

# told apart in black and white: gains are light and hatched, losses dark, the whole is white
LOOKS: dict[str, dict[str, Any]] = {
    "gain": {"facecolor": "#BFE0F2", "edgecolor": COLOURS[0], "hatch": "///"},
    "loss": {"facecolor": COLOURS[1], "edgecolor": INK},
    "whole": {"facecolor": "white", "edgecolor": INK},
}
ROW, AROUND = 0.36, 1.25  # inches: of a part, and around the parts of a policy


def waterfall(comparison: Comparison, keys: Sequence[str] | None = None) -> Figure:
    """A panel for each policy asked (all of which why is known if left out), one below the other.

    InputError where why was not asked.
    """
    chosen = list(comparison.why) if keys is None else list(keys)
    if not chosen or any(key not in comparison.why for key in chosen):
        raise InputError("Why was not asked of these policies; compare with why=True, or with --why all.")
    heights = [AROUND + ROW * (len(shown(comparison.why[key])) + 1) for key in chosen]
    figure = Figure(figsize=(WIDTH, sum(heights)), dpi=DPI, layout="constrained")
    panels = figure.subplots(len(chosen), squeeze=False, height_ratios=heights)[:, 0]
    for axes, key in zip(panels, chosen, strict=True):
        _panel(axes, comparison, key)
    one = comparison.why[chosen[0]]
    level = f"{comparison.interval:.0%}".replace("%", " %")
    panels[-1].set_xlabel(
        f"Net present value against the baseline; thin lines are {level} intervals of chance\n"
        f"a study of its own: {count(one.people)} people, {one.replicates} replicates, {comparison.months} months",
        color=INK,
    )
    return figure


def _panel(axes: Axes, comparison: Comparison, key: str) -> None:
    why = comparison.why[key]
    here, base = comparison.policies[key].label, comparison.policies[comparison.baseline].label
    draw_parts(axes, why)
    title = f'Why "{here}" comes out {better_or_worse(why.difference.mean)} than "{base}"'
    axes.set_title(fill(title, 64).replace("$", r"\$"), loc="left", color=INK, fontsize=12, fontweight="bold")


def draw_parts(axes: Axes, why: Why, wrap: int = 60, steps: int = 6) -> None:
    """The bars from nothing to the whole difference. wrap: letters of a part's name in a line; steps: of the axis."""
    parts = shown(why)
    plain(axes, grid="x")
    start = 0.0
    for row, part in enumerate(parts.values()):
        _bar(axes, row, start, part, "gain" if part.mean > 0 else "loss")
        axes.plot([start + part.mean] * 2, [row, row + 1], color=INK, linewidth=0.7)
        start += part.mean
    _bar(axes, len(parts), 0.0, why.difference, "whole")
    names = [fill(capital(NAMES[name]), wrap) for name in parts]
    axes.set_yticks(range(len(parts) + 1), [*names, "All together"], color=INK)
    axes.set_ylim(len(parts) + 0.6, -0.6)
    axes.axvline(0, color=PALE, linewidth=1.2)
    axes.use_sticky_edges = False
    axes.margins(x=0.14)  # room for the figures beside the bars
    money_axis(axes.xaxis, steps)


def _bar(axes: Axes, row: int, start: float, part: Estimate, look: str) -> None:
    """A part from where the last one ended, with its interval, and its figure beyond both."""
    axes.barh(row, part.mean, left=start, height=0.62, linewidth=0.9, **LOOKS[look])
    if part.low != part.high:
        axes.plot([start + part.low, start + part.high], [row, row], "|-", color=INK, linewidth=1.1, markersize=8)
    right = max(start, start + part.high, start + part.mean)
    sign = "+" if part.mean > 0 else ""
    said = f"{sign}{dollars(part.mean)}" if part.mean or part.high else "nothing"
    axes.annotate(
        said.replace("$", r"\$"),
        (right, row),
        (6, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        color=INK,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    )
