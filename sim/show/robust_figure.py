"""The figure of robustness: how often each policy is best, and what one would regret of it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.show.figures import COLOURS, DPI, INK, PALE, WIDTH, money_axis, plain
from sim.show.map_figure import escaped
from sim.study.robustness import Robustness


def robust_figure(found: Robustness) -> Figure:
    """A row a policy: at the left the share of worlds in which it is best, at the right its regret."""
    figure = Figure(figsize=(WIDTH, 1.9 + 0.42 * len(found.policies)), dpi=DPI, layout="constrained")
    wins, regret = figure.subplots(1, 2, sharey=True)
    rows = np.arange(len(found.policies))
    _bars(wins, [100 * np.array(one.wins) for one in found.policies], COLOURS[0])
    _bars(regret, [np.array(one.regret) for one in found.policies], COLOURS[1])
    regret.plot([one.regret_high for one in found.policies], rows, "d", color=INK, markersize=5)
    wins.set_yticks(rows, [escaped(one.label) for one in found.policies], color=INK)
    wins.set_ylim(len(rows) - 0.4, -0.6)
    wins.set_title("Is the best policy", loc="left", color=INK, fontsize=12, fontweight="bold")
    regret.set_title("Regret", loc="left", color=INK, fontsize=12, fontweight="bold")
    wins.set_xlabel(f"% of {found.worlds:,} plausible worlds\nthin lines: 90 % intervals over worlds", color=INK)
    regret.set_xlabel(
        "what the best policy of a world brings more: mean\ndiamond: nine worlds of ten lie below", color=INK
    )
    money_axis(regret.xaxis)
    return figure


def _bars(axes: Axes, values: list[np.ndarray], colour: str) -> None:
    plain(axes, grid="x")
    for row, (mean, low, high) in enumerate(values):
        axes.barh(row, mean, height=0.62, color=colour, alpha=0.75)
        axes.plot([low, high], [row, row], color=INK, linewidth=1)
    axes.axvline(0, color=PALE, linewidth=1)
