"""The tornado: how far each parameter moves the difference between two policies, and its indices beside it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.show.figures import COLOURS, DPI, INK, PALE, WIDTH, money_axis, plain
from sim.show.map_figure import escaped
from sim.study.intervals import Estimate
from sim.study.sensitivity import Influence, Sensitivity

MOST = 15  # parameters drawn
FADED = "#C8C8C8"


def tornado(found: Sensitivity) -> Figure:
    """A row a parameter, the most influential at the top, luck last; grey is not told apart from nothing."""
    shown = found.influences[:MOST]
    figure = Figure(figsize=(WIDTH, 2.2 + 0.34 * (len(shown) + 1)), dpi=DPI, layout="constrained")
    swing, index = figure.subplots(1, 2, sharey=True)
    _swings(swing, found, shown)
    _indices(index, found, shown)
    names = [escaped(one.key) for one in shown]
    swing.set_yticks(range(len(shown) + 1), [*names, "luck"], color=INK, fontsize=8.5)
    swing.set_ylim(len(shown) + 0.6, -0.6)
    here, base = (found.scenario.policy(key).label for key in (found.policy, found.baseline))
    figure.suptitle(
        escaped(f'What "{here}" against "{base}" depends on'),
        x=0.01,
        ha="left",
        color=INK,
        fontsize=12,
        fontweight="bold",
    )
    return figure


def _swings(axes: Axes, found: Sensitivity, shown: tuple[Influence, ...]) -> None:
    plain(axes, grid="x")
    middle = found.difference.mean
    for row, one in enumerate(shown):
        for end, colour, hatch in ((one.low, COLOURS[5], "///"), (one.high, COLOURS[0], "")):
            face = colour if one.significant else FADED
            axes.barh(row, end.mean - middle, left=middle, height=0.6, color=face, hatch=hatch, edgecolor="white")
            axes.plot([end.low, end.high], [row, row], color=INK, linewidth=0.7)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.axvline(middle, color=PALE, linewidth=1, linestyle=":")
    axes.set_xlabel(
        "mean difference where the parameter is low\n(hatched) and high; dotted: over all points", color=INK
    )
    axes.xaxis.set_major_locator(MaxNLocator(4))
    money_axis(axes.xaxis)


def _indices(axes: Axes, found: Sensitivity, shown: tuple[Influence, ...]) -> None:
    plain(axes, grid="x")
    effects = [*(one.effect for one in shown), found.luck]
    scale = 100 if found.method == "sobol" else 1
    for row, effect in enumerate(effects):
        _bar(axes, row + (0.16 if effect.first else 0.0), effect.total, scale, COLOURS[1])
        if effect.first:
            _bar(axes, row - 0.16, effect.first, scale, COLOURS[2])
    axes.axvline(0, color=INK, linewidth=0.8)
    if found.method == "sobol":
        axes.set_xlabel(
            "% of the difference's variance: alone (upper)\nand in all (lower), with 90 % intervals", color=INK
        )
    else:
        axes.set_xlabel("mean absolute effect over the whole range,\nwith 90 % intervals", color=INK)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        money_axis(axes.xaxis)


def _bar(axes: Axes, place: float, estimate: Estimate, scale: int, colour: str) -> None:
    mean, low, high = scale * np.array(estimate)
    axes.barh(place, mean, height=0.3, color=colour if estimate.low > 0 else FADED)
    axes.plot([low, high], [place, place], color=INK, linewidth=0.7)
