"""A sweep's outcome drawn: a heat map over two parameters with its break-even line, or a line over one."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd
from contourpy import contour_generator

from sim.inputs.parameters import PARAMETERS
from sim.inputs.table_policy import POLICY_FIELDS
from sim.show import wording
from sim.show.currency import in_force
from sim.show.parameter_words import short
from sim.study.sweeps.pivot import Pivot
from sim.views import levers
from sim.views.charts import COLOURS, Chart, zero
from sim.views.pay_map import INK
from sim.views.what_moves import unit, value, words

Floats = npt.NDArray[np.float64]
SIDES = ("#D0763F", "#F4EFE2", "#3F9485")  # below zero, zero, above it: light enough for dark signs
ROW, AROUND = 34, 150  # pixels: of a row of cells, and of legend and titles
AHEAD, BEHIND, OPEN = "+", "\u2212", "?"  # in the cells, so that colour is not the only cue


def chart(pivot: Pivot) -> Chart:
    """The pivot of a sweep."""
    return _heat(pivot) if len(pivot.keys) == 2 else _line(pivot)


def in_words(pivot: Pivot, label: str) -> str:
    """What it shows, for those who cannot see it."""
    means = pivot.table["mean"]
    return (
        f"{pivot.of.name.replace('_', ' ')} of {label} by {' and '.join(map(words_of, pivot.keys))}: "
        f"{amount(pivot, means.min())} to {amount(pivot, means.max())}; above zero in "
        f"{wording.percent((means > 0).mean())} of cells"
    )


def words_of(key: str) -> str:
    """A varied key in words; a policy's own field as it is written."""
    return key if key.startswith("policies.") else words(key)


def amount(pivot: Pivot, value: float) -> str:
    """An outcome for people."""
    if pivot.of.unit == "dollars":
        return wording.dollars(value)
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _heat(pivot: Pivot) -> Chart:
    wide = pivot.wide()
    values = wide.to_numpy(float)
    cells = pd.DataFrame([*_cells(pivot)])
    scale, name = _scale(pivot, values)
    cells["value"] /= scale
    extent = float(cells["value"].abs().max()) or 1.0
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(domain=[-extent, 0, extent], range=list(SIDES)),
        legend=alt.Legend(title=name, orient="top", gradientLength=220, format="~s"),
    )
    x, y = _axis(alt.X, pivot.keys[1], list(wide.columns)), _axis(alt.Y, pivot.keys[0], list(wide.index))
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _told(pivot).items()]
    over = alt.Chart(cells)
    ends = {"x": x, "x2": "x2:Q", "y": y, "y2": "y2:Q"}
    layers: list[alt.Chart] = [
        over.mark_rect().encode(**ends, color=colour, tooltip=told),
        over.mark_text(fontSize=13, color=INK, fontWeight=600).encode(
            x=alt.X("middle_x:Q"), y=alt.Y("middle_y:Q"), text="sign:N", tooltip=told
        ),
    ]
    if points := [*_break_even(values)]:
        line = alt.Chart(pd.DataFrame(points)).mark_line(strokeWidth=2.5, color=INK)
        layers.append(line.encode(x=x, y=y, detail="line:N", order="place:Q"))
    return alt.layer(*layers).properties(height=AROUND + ROW * len(wide))


def _cells(pivot: Pivot) -> Iterator[dict[str, Any]]:
    down, across = pivot.keys
    rows, columns = ({at: n for n, at in enumerate(sorted(pivot.table[key].unique()))} for key in (down, across))
    for one in pivot.table.dropna(subset=["mean"]).to_dict("records"):
        row, column = rows[one[down]], columns[one[across]]
        sign = AHEAD if one["low"] > 0 else BEHIND if one["high"] < 0 else OPEN
        yield {
            **{"x": column - 0.5, "x2": column + 0.5, "y": row - 0.5, "y2": row + 0.5},
            **{"middle_x": column, "middle_y": row, "value": one["mean"], "sign": sign},
            **{"down": _said(down, one[down]), "across": _said(across, one[across])},
            "mean": amount(pivot, one["mean"]),
            "interval": _interval(pivot, one),
        }


def _interval(pivot: Pivot, one: Mapping[Any, Any]) -> str:
    return " to ".join(amount(pivot, one[end]) for end in ("low", "high") if one[end] == one[end])


def _break_even(values: Floats) -> Iterator[dict[str, float]]:
    """Where the mean is zero: lines between the middles of cells, each point with the number of its line."""
    if min(values.shape) < 2:
        return
    lines: Any = contour_generator(z=np.ma.masked_invalid(values)).lines(0.0)
    for number, line in enumerate(lines):
        for place, (x, y) in enumerate(line.tolist()):
            yield {"line": number, "place": place, "x": x, "y": y}


def _axis(channel: Any, key: str, values: list[Any]) -> Any:
    """Cells of equal width, named by their values."""
    labels = json.dumps([_said(key, value) for value in values])
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12}
    look: dict[str, Any] = {} if channel is alt.X else above
    axis = alt.Axis(
        values=list(range(len(values))),
        labelExpr=f"{labels}[datum.value]",
        labelOverlap="greedy",
        grid=False,
        title=_title(key),
        titleLimit=900,
        **look,
    )
    scale = alt.Scale(domain=[-0.5, len(values) - 0.5], nice=False)
    return channel(f"{'x' if channel is alt.X else 'y'}:Q", axis=axis, scale=scale)


def _title(key: str) -> str:
    return key if key.startswith("policies.") else f"{words(key)} ({unit(key)})"


def _line(pivot: Pivot) -> Chart:
    (key,) = pivot.keys
    scale, name = _scale(pivot, pivot.table["mean"].to_numpy(float))
    rows = pd.DataFrame(
        {
            **{"at": _counted(key, one[key]), "across": _said(key, one[key]), "mean": amount(pivot, one["mean"])},
            **{"value": one["mean"] / scale, "low": one["low"] / scale, "high": one["high"] / scale},
            "interval": _interval(pivot, one),
        }
        for one in pivot.table.to_dict("records")
    )
    x = alt.X(f"at:{'Q' if rows['at'].dtype.kind in 'if' else 'O'}", title=_title(key))
    y = alt.Y("value:Q", title=name)
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _told(pivot).items() if field != "down"]
    over = alt.Chart(rows)
    return alt.layer(
        zero().encode(y="value:Q"),
        over.mark_area(opacity=0.18, color=COLOURS[1]).encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        over.mark_line(point=True, color=COLOURS[1], strokeWidth=2.5).encode(x=x, y=y, tooltip=told),
    ).properties(height=340)


def _scale(pivot: Pivot, values: Floats) -> tuple[float, str]:
    if pivot.of.unit != "dollars":
        return 1.0, pivot.of.unit
    largest = float(np.nanmax(np.abs(values)))
    return in_force().scale(largest)


def _told(pivot: Pivot) -> dict[str, str]:
    names = {"down": words_of(pivot.keys[0]), "across": words_of(pivot.keys[-1])}
    return {**names, "mean": pivot.of.name.replace("_", " "), "interval": "90 % interval"}


def _said(key: str, at: Any) -> str:
    """A value of a varied key, a parameter's as its lever shows it."""
    if isinstance(at, bool) or not isinstance(at, float | int):
        return str(at)
    return short(_counted(key, float(at))) if key.startswith("policies.") else value(key, at)


def _counted(key: str, at: Any) -> Any:
    """A number in the unit of its lever, and money in the currency in force."""
    if isinstance(at, bool) or not isinstance(at, float | int):
        return at
    lever, entry = levers.here(key), PARAMETERS.get(key) or POLICY_FIELDS.get(key.rpartition(".")[2])
    return at * lever.times if lever else in_force().counted(entry, at) if entry else at
