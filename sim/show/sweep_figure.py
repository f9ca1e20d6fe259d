"""A sweep's pivot drawn: lines with their interval over one key, a heat map over two."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS
from sim.show.figures import COLOURS, INK, PALE, canvas
from sim.show.wording import dollars
from sim.study.sweeps.pivot import Pivot

Floats = npt.NDArray[np.float64]
KINDS = (".png", ".svg")
MOST_WRITTEN = 150  # cells with their number in them


def save(pivot: Pivot, label: str, file: Path) -> None:
    """Draw a pivot to a PNG or SVG file. Raises InputError."""
    if file.suffix.lower() not in KINDS:
        raise InputError(f"{file}: a figure is a .png or .svg file")
    try:
        draw(pivot, label).savefig(file)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None


def draw(pivot: Pivot, label: str) -> Figure:
    """The figure of a pivot. label: what its policy is called."""
    figure = _heat(pivot) if len(pivot.keys) == 2 else _lines(pivot)
    axes = figure.axes[0]
    axes.set_title(f'"{label}": {_words(pivot.of.name)}', loc="left", color=INK, fontsize=13, fontweight="bold")
    return figure


def _lines(pivot: Pivot) -> Figure:
    figure, axes = canvas(5.2)
    table, key = pivot.table, pivot.keys[0]
    places = table[key].to_numpy() if table[key].dtype.kind in "if" else np.arange(len(table))
    if table[key].dtype.kind not in "if":
        axes.set_xticks(places, [str(value) for value in table[key]])
    axes.fill_between(places, table["low"], table["high"], color=COLOURS[0], alpha=0.18, linewidth=0)
    axes.plot(places, table["mean"], "o-", color=COLOURS[0], linewidth=2)
    axes.axhline(0, color=PALE, linewidth=1.2)
    axes.set_xlabel(f"{_axis(key)}\nband: 90 % interval of chance over replicates", color=INK)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _value(pivot, value)))
    axes.set_ylabel(pivot.of.unit, color=INK)
    return figure


def _heat(pivot: Pivot) -> Figure:
    """Colours from below zero to above it; the numbers too, so that colour is not the only cue."""
    wide = pivot.wide()
    figure, axes = canvas(1.9 + 0.42 * max(len(wide), 5))
    values = wide.to_numpy(dtype=float)
    extent = float(np.nanmax(np.abs(values))) or 1.0
    signed = bool(np.nanmin(values) < 0)
    shown = axes.imshow(
        values,
        cmap="PuOr" if signed else "Purples",
        vmin=-extent if signed else 0.0,
        vmax=extent,
        aspect="auto",
        origin="lower",
    )
    axes.grid(visible=False)
    axes.set_xticks(range(len(wide.columns)), [_number(value) for value in wide.columns], rotation=30, ha="right")
    axes.set_yticks(range(len(wide)), [_number(value) for value in wide.index])
    chance = "?: the 90 % interval of chance over replicates spans zero"
    axes.set_xlabel(
        f"{_axis(pivot.keys[1])}\n{chance}" if values.size <= MOST_WRITTEN else _axis(pivot.keys[1]), color=INK
    )
    axes.set_ylabel(_axis(pivot.keys[0]).replace(" (", "\n("), color=INK)
    bar = figure.colorbar(shown, ax=axes, format=FuncFormatter(lambda value, _: _value(pivot, value)))
    bar.set_label(pivot.of.unit, color=INK)
    if values.size <= MOST_WRITTEN:
        _write(axes, pivot, values, extent)
    return figure


def _write(axes: Axes, pivot: Pivot, values: Floats, extent: float) -> None:
    """Each cell's number; with ? where its interval does not leave out zero."""
    down, across = pivot.keys
    sure = pivot.table.assign(sure=(pivot.table["low"] > 0) | (pivot.table["high"] < 0))
    certain = sure.pivot_table(index=down, columns=across, values="sure", observed=True).to_numpy()
    for (row, column), value in np.ndenumerate(values):
        if not np.isnan(value):
            colour = "white" if abs(value) > 0.65 * extent else INK
            mark = "" if certain[row, column] else "?"
            axes.text(column, row, _value(pivot, value) + mark, ha="center", va="center", color=colour, fontsize=8)


def _value(pivot: Pivot, value: float) -> str:
    if pivot.of.unit == "dollars":
        return "0" if value == 0 else dollars(value)
    return f"{value:,.0f}" if abs(value) >= 10 or value == 0 else f"{value:.2g}"


def _axis(key: str) -> str:
    entry = PARAMETERS.get(key)
    return f"{key} ({entry.unit})" if entry else key


def _number(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
