"""The map of where a policy pays: three regions, the break-even line between them, and "you are here"."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from sim.show.map_wording import percent, title
from sim.show.wording import signed, signed_span
from sim.study.intervals import Estimate
from sim.study.maps.axis import Axis
from sim.study.maps.where_it_pays import WhereItPays
from sim.views import levers
from sim.views.charts import COLOURS, Chart
from sim.views.text import escaped
from sim.views.what_moves import named, value, words

HEIGHT = 430  # pixels
PAYS, OPEN, LOSES = "it pays", "not settled", "it loses"
REGIONS = {PAYS: "#8CC5B5", OPEN: "#E7E1D3", LOSES: "#EBB08C"}  # light enough for dark words, by day and by night
INK = "#10151A"
NAMED = 0.06  # of the map: a region smaller than this is told by the legend only


def draw(found: WhereItPays) -> None:
    """What it says, the chart, and how it was made."""
    st.markdown(f"{in_a_sentence(found)} {here_in_words(found)}")
    st.altair_chart(chart(found), alt=f"{title(found)}. {in_a_sentence(found)}".replace("\\", ""), key="map")
    st.caption(
        escaped(
            f"Each place on the map is a world of its own: {found.runs:,} runs of "
            f"{int(found.scenario['market.people']):,} people, {found.replicates} lives each; all else is as in your "
            "study. “Not settled” is where the 90 % interval spans zero. How likely a place is, the map does not say."
        )
    )


def in_a_sentence(found: WhereItPays) -> str:
    """How much of the map pays, and where it breaks even at the study's own value of the other assumption."""
    shares = found.shares
    told = escaped(
        f"“{found.policy.label}” pays on {percent(shares['better'])} of this map and loses on "
        f"{percent(shares['worse'])}; on {percent(shares['not_settled'])} it is not settled."
    )
    row, along = found.across.at_here, found.along
    points = found.break_even[row] if along is not None and row is not None else ""
    if along is None or isinstance(points, str) or len(points) != 1:
        return told
    point, name = points[0], words(along.key).lower()
    low, high = (None if end is None else _said(along, max(end, 0.0)) for end in (point.low, point.high))
    around = f" (90 % interval: {low} to {high})" if low and high else ""
    side = "above" if point.rising else "below"
    if point.mean <= 0:
        return f"{told} {escaped(f'As things are, it pays at any {name}.' if point.rising else '')}"
    where = f"the {name} is {side} {_said(along, point.mean)}{around}"
    return f"{told} {escaped(f'As things are, it pays where {where}.')}"


def here_in_words(found: WhereItPays) -> str:
    """The cell in which the study lies."""
    if found.here is None:
        return "Your study lies outside this map."
    here = found.at(*found.here)
    return escaped(f"You are here: {signed(here.mean)} ({signed_span(here)}).")


def chart(found: WhereItPays) -> Chart:
    """The regions with their names, the break-even line and the study's own place."""
    cells = pd.DataFrame(_cells(found))
    x, y = _channel(found.x, alt.X), _channel(found.y, alt.Y)
    colour = alt.Color(
        "region:N",
        scale=alt.Scale(domain=[*REGIONS], range=[*REGIONS.values()]),
        legend=alt.Legend(title=None, orient="top", offset=48, symbolType="square", symbolSize=220, symbolOpacity=1),
    )
    seamless = alt.Stroke("region:N", scale=alt.Scale(domain=[*REGIONS], range=[*REGIONS.values()]), legend=None)
    told = [alt.Tooltip(f"{field}:N", title=name) for field, name in _TOLD.items()]
    layers = [
        alt.Chart(cells)
        .mark_rect(strokeWidth=1)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour, stroke=seamless, tooltip=told)
    ]
    names = pd.DataFrame([*_names(found)], columns=["x", "y", "words"])
    layers.append(alt.Chart(names).mark_text(fontSize=15, fontWeight=600, color=INK).encode(x=x, y=y, text="words:N"))
    line = pd.DataFrame([*_line(found)], columns=["x", "y"])
    layers.append(alt.Chart(line).mark_line(strokeWidth=2.5, color=INK, clip=True).encode(x=x, y=y, order="y:Q"))
    if found.here is not None:
        row, column = found.here
        own = {"x": _shown(found.x)[column], "y": _shown(found.y)[row], "words": "you are here"}
        over = alt.Chart(pd.DataFrame([own]))
        left = column > 0.7 * len(found.x.values)
        layers.append(
            over.mark_point(size=170, filled=True, color=COLOURS[1], stroke="white", strokeWidth=2, opacity=1).encode(
                x=x, y=y
            )
        )
        layers.append(
            over.mark_text(
                align="right" if left else "left", dx=-12 if left else 12, fontSize=14, fontWeight=700, color=INK
            ).encode(x=x, y=y, text="words:N")
        )
    return alt.layer(*layers).properties(height=HEIGHT)


_TOLD = {"across": "Across", "up": "Up", "region": "Region", "mean": "Difference", "interval": "90 % interval"}


def _cells(found: WhereItPays) -> Iterator[dict[str, Any]]:
    across, up = _edges(found.x), _edges(found.y)
    for row, high in enumerate(found.y.values):
        for column, wide in enumerate(found.x.values):
            here = found.at(row, column)
            if np.isnan(here.mean):
                continue
            yield {
                "x": across[column],
                "x2": across[column + 1],
                "y": up[row],
                "y2": up[row + 1],
                "region": region(here),
                "across": _said(found.x, wide),
                "up": _said(found.y, high),
                "mean": signed(here.mean),
                "interval": signed_span(here),
            }


def region(here: Estimate) -> str:
    """Whether it pays in a cell, loses, or neither beyond chance."""
    return PAYS if here.low > 0 else LOSES if here.high < 0 else OPEN


def _names(found: WhereItPays) -> Iterator[tuple[float, float, str]]:
    """Each region's name at the cell that lies deepest within it."""
    from scipy.ndimage import distance_transform_edt

    _, low, high = found.estimates
    for name, cells in {PAYS: low > 0, OPEN: (low <= 0) & (high >= 0), LOSES: high < 0}.items():
        if cells.mean() < NAMED:
            continue
        deep = distance_transform_edt(np.pad(cells, 1))[1:-1, 1:-1]
        row, column = np.unravel_index(int(deep.argmax()), deep.shape)
        yield _shown(found.x)[column], _shown(found.y)[row], name


def _line(found: WhereItPays) -> Iterator[tuple[float, float]]:
    """Break-even, a point a line of cells, as long as each line has just one and it lies on the map."""
    if found.along is None or not found.across.is_numeric:
        return
    lowest, highest = found.along.places[[0, -1]].tolist()
    for points, place in zip(found.break_even, _shown(found.across), strict=True):
        if isinstance(points, str) or len(points) != 1 or not lowest <= points[0].mean <= highest:
            continue
        at = points[0].mean * _times(found.along)
        yield (at, place) if found.along is found.x else (place, at)


def _channel(axis: Axis, channel: Any) -> Any:
    """An axis in the units of its lever, on the scale of its values."""
    edges = _edges(axis)
    scale = alt.Scale(type="log" if axis.scale == "ratio" else "linear", domain=[edges[0], edges[-1]], nice=False)
    name = list(named(axis.key))
    above = {"titleY": -30, "titleX": 0, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end"}
    look: dict[str, Any] = {} if channel is alt.X else above
    field = "x" if channel is alt.X else "y"
    shown = alt.Axis(tickCount=5, format="~g", grid=False, title=name, titleLimit=900, **look)
    return channel(f"{field}:Q", scale=scale, axis=shown)


def _times(axis: Axis) -> float:
    lever = levers.here(axis.key)
    return lever.times if lever else 1.0


def _edges(axis: Axis) -> list[float]:
    return [float(edge) * _times(axis) for edge in axis.edges]


def _shown(axis: Axis) -> list[float]:
    return [float(place) * _times(axis) for place in axis.places]


def _said(axis: Axis, at: Any) -> str:
    return value(axis.key, at)
