"""The figure of a search: how the best grew better, or the front between value and trust."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sim.show.figures import COLOURS, INK, PALE, canvas, money_axis
from sim.show.map_figure import escaped
from sim.show.wording import count
from sim.study.search import Search


def search_figure(found: Search) -> Figure:
    """One objective: trials and the best so far. Two: trials, and the front lived again with its intervals."""
    figure, axes = canvas(5.2)
    base = found.scenario.policy(found.baseline).label
    (_front if found.front else _progress)(axes, found)
    axes.axhline(0, color=PALE, linewidth=1)
    money_axis(axes.yaxis)
    axes.set_ylabel(escaped(f'Net present value against "{base}"'), color=INK)
    return figure


def _progress(axes: Axes, found: Search) -> None:
    trials = np.arange(1, len(found.tried) + 1)
    values = found.tried[:, 0]
    axes.plot(trials, values, ".", color=PALE, markersize=5)
    axes.plot(trials, np.maximum.accumulate(values), color=COLOURS[0], linewidth=2, drawstyle="steps-post")
    mean, low, high = found.best.value
    axes.plot([len(trials) * 1.03] * 2, [low, high], color=COLOURS[1], linewidth=1.5)
    axes.plot(len(trials) * 1.03, mean, "o", color=COLOURS[1], markersize=8)
    axes.set_title("The best policy so far", loc="left", color=INK, fontsize=13, fontweight="bold")
    axes.set_xlabel("Policies tried; at the right the best one, lived again by other people (90 % interval)", color=INK)


def _front(axes: Axes, found: Search) -> None:
    axes.plot(found.tried[:, 1], found.tried[:, 0], ".", color=PALE, markersize=4)
    for one in found.front:
        axes.plot([one.trust.low, one.trust.high], [one.value.mean] * 2, color=COLOURS[0], linewidth=1)
        axes.plot([one.trust.mean] * 2, [one.value.low, one.value.high], color=COLOURS[0], linewidth=1)
        axes.plot(one.trust.mean, one.value.mean, "o", color=COLOURS[0], markersize=7)
    axes.axvline(0, color=PALE, linewidth=1)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    title = "Value and trust: no policy found is better in both"
    axes.set_title(title, loc="left", color=INK, fontsize=13, fontweight="bold")
    axes.set_xlabel(
        "Customers at the end who know of no sale, against the baseline\n"
        "small dots: all tried; circles: lived again, with 90 % intervals",
        color=INK,
    )
