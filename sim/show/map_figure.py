"""The figure of a map: how probable it is that a policy pays, where it breaks even, and where the scenario stands."""

import textwrap

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, NullFormatter

from sim.show.figures import INK, PALE, canvas
from sim.show.map_wording import amount, title
from sim.show.parameter_words import short
from sim.study.maps.axis import Axis
from sim.study.maps.where_it_pays import WhereItPays

Floats = npt.NDArray[np.float64]

BANDS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
# one blue, lighter to darker evenly: in print without colour, darker still means surer that it pays
BLUES = ("#F7FAFC", "#D9E6F2", "#B3CDE3", "#7FA9CF", "#4580B4", "#1F4E79")
HALO = [withStroke(linewidth=3, foreground="white")]


def map_figure(found: WhereItPays) -> Figure:
    """Cells by probability, the break-even line with its interval, and "you are here"."""
    figure, axes = canvas(6.6)
    axes.grid(visible=False)
    axes.set_facecolor("#E9E9E9")
    _cells(figure, axes, found)
    handles = [*_break_even(axes, found), *_here(axes, found), *_empty(found)]
    for axis, along in ((found.x, axes.xaxis), (found.y, axes.yaxis)):
        _ticks(axis, along, axes)
    axes.set_xlabel(_label(found.x, 84), color=INK)
    axes.set_ylabel(_label(found.y, 58), color=INK)
    axes.set_title(escaped(title(found)), loc="left", color=INK, fontsize=13, fontweight="bold")
    if handles:
        figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, labelcolor=INK, fontsize=9)
    return figure


def _cells(figure: Figure, axes: Axes, found: WhereItPays) -> None:
    norm = BoundaryNorm(BANDS, len(BLUES))
    drawn = axes.pcolormesh(
        found.x.edges, found.y.edges, np.ma.masked_invalid(found.probability), cmap=ListedColormap(BLUES), norm=norm
    )
    bar = figure.colorbar(drawn, ax=axes, ticks=BANDS, spacing="uniform", shrink=0.9)
    bar.ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f} %"))
    bar.set_label(escaped(f'Probability that it beats "{found.baseline.label}" (chance only)'), color=INK)
    bar.outline.set_visible(False)
    _write_inside(axes, found, "it pays", found.probability >= BANDS[-2], "white")
    _write_inside(axes, found, "it loses", found.probability <= BANDS[1], INK)


def _write_inside(axes: Axes, found: WhereItPays, words: str, region: npt.NDArray[np.bool_], colour: str) -> None:
    """Name a region at its most inward cell, if it is large enough for a word."""
    from scipy.ndimage import distance_transform_edt

    if region.mean() < 0.08:
        return
    inward = distance_transform_edt(np.pad(region, 1))[1:-1, 1:-1]
    row, column = np.unravel_index(int(inward.argmax()), inward.shape)
    axes.annotate(
        words,
        (found.x.places[column], found.y.places[row]),
        ha="center",
        va="center",
        color=colour,
        fontsize=12,
        fontweight="bold",
    )


def _break_even(axes: Axes, found: WhereItPays) -> list[Line2D]:
    """The line where the mean difference is zero, and broken lines where its 90 % interval touches zero."""
    if not (found.x.is_numeric and found.y.is_numeric):
        return _marks(axes, found)
    mean, low, high = found.estimates
    handles = []
    if _contour(axes, found, mean, "-", 2.2):
        handles.append(Line2D([], [], color="black", linewidth=2.2, label="break-even"))
    if sum(_contour(axes, found, bound, "--", 1.2) for bound in (low, high)):
        words = "its 90 % interval: beyond, the sign is settled"
        handles.append(Line2D([], [], color="black", linestyle="--", linewidth=1.2, label=words))
    return handles


def _contour(axes: Axes, found: WhereItPays, values: Floats, dash: str, width: float) -> bool:
    known = values[~np.isnan(values)]
    if min(values.shape) < 2 or not (known.min() < 0 < known.max()):
        return False
    drawn = axes.contour(
        found.x.places,
        found.y.places,
        np.ma.masked_invalid(values),
        [0.0],
        colors="black",
        linestyles=dash,
        linewidths=width,
    )
    drawn.set_path_effects([withStroke(linewidth=width + 1.6, foreground="white")])
    return True


def _marks(axes: Axes, found: WhereItPays) -> list[Line2D]:
    """Where one axis is a matter of choices: a bar across each line where it breaks even."""
    drawn = False
    sideways = found.along is found.x
    for n, points in enumerate(found.break_even):
        for point in () if isinstance(points, str) else points:
            line, across = [point.mean] * 2, [n - 0.5, n + 0.5]
            axes.plot(
                *((line, across) if sideways else (across, line)), color="black", linewidth=2.2, path_effects=HALO
            )
            drawn = True
    return [Line2D([], [], color="black", linewidth=2.2, label="break-even")] if drawn else []


def _here(axes: Axes, found: WhereItPays) -> list[Line2D]:
    if found.here is None:
        return []
    row, column = found.here
    look = {"marker": "o", "markersize": 9, "color": "#D55E00", "markeredgecolor": "white", "markeredgewidth": 2}
    x, y = found.x.places[column], found.y.places[row]
    axes.plot(x, y, zorder=5, clip_on=False, linestyle="", **look)  # type: ignore[arg-type]
    far = column > 0.7 * len(found.x.values)
    axes.annotate(
        "you are here",
        (x, y),
        (-9 if far else 9, 7),
        textcoords="offset points",
        ha="right" if far else "left",
        color=INK,
        fontweight="bold",
        path_effects=HALO,
        zorder=6,
    )
    return []


def _empty(found: WhereItPays) -> list[Patch]:
    """What grey cells are."""
    mean = found.estimates[0]
    words = []
    if np.isnan(mean).any():
        words.append("the two values cannot hold together")
    if (np.isnan(found.probability) & ~np.isnan(mean)).any():
        words.append("exactly the same as the baseline")
    return [Patch(facecolor="#E9E9E9", edgecolor=PALE, label="grey: " + ", or ".join(words))] if words else []


def _ticks(axis: Axis, along, axes: Axes) -> None:  # type: ignore[no-untyped-def]
    limits = (axis.edges[0], axis.edges[-1])
    sideways = along is axes.xaxis
    if axis.scale == "ratio":
        (axes.set_xscale if sideways else axes.set_yscale)("log")
        along.set_major_locator(_few(axis))
        along.set_minor_formatter(NullFormatter())
    if axis.is_numeric:
        (axes.set_xlim if sideways else axes.set_ylim)(*limits)
        along.set_major_formatter(FuncFormatter(lambda value, _: _tick(axis, value)))
    else:
        along.set_ticks(axis.places, [escaped(amount(axis, value)) for value in axis.values])


def _few(axis: Axis):  # type: ignore[no-untyped-def]
    from matplotlib.ticker import LogLocator

    low, high = axis.edges[[0, -1]]
    return LogLocator(subs=(1.0, 2.0, 5.0) if high <= 1e3 * low else (1.0,))


def _tick(axis: Axis, value: float) -> str:
    return escaped(amount(axis, round(value, 10))) if axis.entry.unit.startswith("dollars") else short(value)


def _label(axis: Axis, width: int) -> str:
    meaning = textwrap.fill(axis.entry.meaning, width)
    return escaped(f"{meaning}\n{axis.key} [{axis.entry.unit}] - {axis.entry.grade}")


def escaped(words: str) -> str:
    """A dollar sign begins a formula in matplotlib's texts."""
    return words.replace("$", r"\$")
