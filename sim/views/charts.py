"""Charts to play with. Colour is never the only cue: lines have dashes of their own, dots stand beside their name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st
from altair.utils.schemapi import disable_debug_mode

from sim.show.currency import in_force
from sim.show.payback import Crossing, crossing
from sim.show.wording import dollars, signed_span
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate

disable_debug_mode()  # a chart is checked once, as a whole, and not each part of it as it is made, too

# After Okabe and Ito (2008), told apart by the colour-blind; each dark enough for paper and light enough for night.
COLOURS = ("#D0622B", "#2E7EBB", "#1B9A77", "#B0609E", "#B07F14", "#3D94BA", "#8C6D4F", "#6B7A8F")
DASHES = ((1, 0), (8, 3), (2, 3), (10, 3, 2, 3))
GREY = "#8A8A8A"
LATER = "with what customers will still bring"
HEIGHT, ROW = 360, 40  # pixels: of the chart over time, and of a policy's row
Chart = alt.LayerChart | alt.FacetChart  # what Altair says a layered chart is
TOLD = {"policy": "Policy", "when": "When", "mean": "Difference", "interval": "90 % interval"}


Rows = list[dict[str, Any]]
Look = tuple[tuple[str, str, tuple[int, ...]], ...]  # of each policy: its name, its colour, its dashes


@dataclass(frozen=True)
class Drawing:
    """A chart that is drawn anew with each answer: what it looks like [Vega-Lite], and the rows in it by their name.

    What it looks like hangs on its policies and its unit only, and is worked out once; a browser that shows it already
    moves its lines and draws nothing else.
    """

    spec: Mapping[str, Any]
    rows: Mapping[str, Rows]

    def show(self, alt: str, key: str) -> None:
        """Put it on the page. alt: the same for those who cannot see it."""
        tables = {name: pa.Table.from_pylist(rows) for name, rows in self.rows.items()}
        st.vega_lite_chart(spec={**self.spec, "datasets": tables}, alt=alt, key=key)


def over_time(comparison: Comparison, order: Sequence[str], earlier: Comparison | None = None) -> Drawing:
    """Difference in net value to date, month by month, with its intervals; at the right with what is still to come.

    order: the keys of all policies but for the baseline, so that one keeps its colour whichever are compared.
    earlier: what stood here before the last change; its headline is drawn as a thin grey line.
    """
    shown, (scale, name) = _shown(comparison), unit(comparison)
    months, before = comparison.months, earlier.headline if earlier else None
    rows = {
        "zero": [{"value": 0.0}],
        "lines": [row for result in shown for row in _by_month(result, scale)],
        "ends": [{"month": months * 1.05} | _row(one, LATER, one.difference, scale) for one in shown],
        "ties": _ties(shown, months, scale),
        "earlier": _by_month(before, scale) if before else [],
        "crossings": _crossings(comparison),
    }
    rows = {name: several for name, several in rows.items() if several}  # a layer of nothing is read out by some
    return Drawing(_over_time(months, name, look(comparison, shown, order), tuple(rows)), rows)


@lru_cache(maxsize=32)
def _over_time(months: int, unit: str, look: Look, there: tuple[str, ...]) -> Mapping[str, Any]:
    """What it looks like. there: the rows that there are."""
    x = alt.X("month:Q", title=None, axis=time_axis(months), scale=alt.Scale(domain=[0, months * 1.08], nice=False))
    y = alt.Y("value:Q", title=unit, axis=value_axis())
    coloured, dashes = colour(look, legend()), dash(look)
    lines, ends, crossings = (alt.Chart(alt.NamedData(name)) for name in ("lines", "ends", "crossings"))
    crossed = [alt.Tooltip("policy:N", title="Policy"), alt.Tooltip("when:N", title="Net value to date")]
    layers = [
        alt.Chart(alt.NamedData("zero")).mark_rule(color=GREY, strokeWidth=1.5).encode(y="value:Q"),
        lines.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=coloured),
        lines.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=coloured, strokeDash=dashes),
        alt.Chart(alt.NamedData("ties")).mark_line(strokeWidth=1, opacity=0.7).encode(x=x, y=y, color=coloured),
        ends.mark_rule(strokeWidth=2.5).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=coloured),
        ends.mark_point(size=90, filled=True, opacity=1).encode(x=x, y=y, color=coloured, tooltip=_told()),
        alt.Chart(alt.NamedData("earlier")).mark_line(strokeWidth=1.5, color=GREY, strokeDash=[1, 3]).encode(x=x, y=y),
        # a diamond on the zero line, with the month beside it, where a policy pays back or turns to a loss
        crossings.mark_point(shape="diamond", size=150, filled=True, opacity=1, stroke=GREY, strokeWidth=1).encode(
            x=x, y="value:Q", color=coloured, tooltip=crossed
        ),
        crossings.mark_text(dy=-14, fontSize=12, fontWeight=600).encode(
            x=x, y="value:Q", text="short:N", color=coloured
        ),
        lines.mark_point(size=180, opacity=0).encode(x=x, y=y, tooltip=_told()),
    ]
    return spec(alt.layer(*(layer for layer in layers if layer.data.name in there)).properties(height=HEIGHT))


def spec(chart: Chart) -> Mapping[str, Any]:
    """A chart of named data as Vega-Lite, without Altair's own sizes and colours: Streamlit brings the theme's.

    Whether it is a valid one is for the tests: to check it takes as long as all the rest.
    """
    return {name: part for name, part in chart.to_dict(validate=False).items() if name != "config"}


def _ties(shown: Sequence[PolicyResult], months: int, scale: float) -> Rows:
    """From the end of each line to its dot."""
    return [
        {"policy": one.label, "month": month, "value": float(value) / scale}
        for one in shown
        for month, value in ((months, one.by_month["difference_to_date"][-1]), (months * 1.05, one.difference.mean))
    ]


def crossings(comparison: Comparison) -> dict[str, Crossing]:
    """When each policy's net value to date changes sign for the last time, by key; nothing where it does not."""
    series = {result.key: result.by_month for result in _shown(comparison)}
    found = {
        key: crossing(*(by_month[f"difference_to_date{end}"] for end in ("", "_low", "_high")))
        for key, by_month in series.items()
    }
    return {key: one for key, one in found.items() if one}


def _crossings(comparison: Comparison) -> Rows:
    return [
        {
            "policy": comparison.policies[key].label,
            "month": found.month,
            "value": 0.0,
            "short": f"month {found.month}",
            "when": found.in_words(),
        }
        for key, found in crossings(comparison).items()
    ]


def unit(comparison: Comparison) -> tuple[float, str]:
    """How many dollars an axis counts by, and what that is called in the currency in force."""
    values = [abs(result.by_month["difference_to_date"]).max() for result in comparison.policies.values()]
    largest = max(*values, *(abs(result.difference.mean) for result in comparison.policies.values()))
    return in_force().scale(largest)


def _shown(comparison: Comparison) -> list[PolicyResult]:
    return [result for key, result in comparison.policies.items() if key != comparison.baseline]


def _by_month(result: PolicyResult, scale: float) -> Rows:
    series = (result.by_month[f"difference_to_date{end}"] for end in ("", "_low", "_high"))
    months = enumerate(zip(*series, strict=True), start=1)
    return [
        {"month": month} | _row(result, f"after month {month}", Estimate(*map(float, row)), scale)
        for month, row in months
    ]


def _row(result: PolicyResult, when: str, found: Estimate, scale: float) -> dict[str, Any]:
    drawn = {"value": found.mean / scale, "low": found.low / scale, "high": found.high / scale}
    said = {"policy": result.label, "when": when, "mean": dollars(found.mean), "interval": signed_span(found)}
    return drawn | said


def zero() -> alt.Chart:
    """The line on which nothing differs."""
    return alt.Chart(pd.DataFrame({"value": [0.0]})).mark_rule(color=GREY, strokeWidth=1.5)


def _told() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in TOLD.items()]


def value_axis() -> alt.Axis:
    """An axis whose title lies above it, where it can be read."""
    return alt.Axis(tickCount=6, format=",~f", titleAngle=0, titleAlign="left", titleAnchor="end", titleY=-12, titleX=0)


def time_axis(months: int) -> alt.Axis:
    """Years where there are several, else months."""
    step, said = (12, "'year ' + datum.value / 12") if months >= 24 else (max(1, months // 6), "'month ' + datum.value")
    ticks = [float(month) for month in range(0, months + 1, step)]
    return alt.Axis(values=ticks, labelExpr=f"datum.value == 0 ? 'start' : {said}", grid=False, labelOverlap="greedy")


def look(comparison: Comparison, shown: Sequence[PolicyResult], order: Sequence[str]) -> Look:
    """Each policy's colour, the same wherever it stands, and dashes that differ as colours do.

    The baseline is grey, and its line is whole.
    """
    others = [one.key for one in shown if one.key != comparison.baseline]
    return tuple(
        (one.label, COLOURS[order.index(one.key) % len(COLOURS)], DASHES[others.index(one.key) % len(DASHES)])
        if one.key in others
        else (one.label, GREY, (1, 0))
        for one in shown
    )


def colour(look: Look, names: alt.Legend | None = None) -> alt.Color:
    """The colours by policy."""
    scale = alt.Scale(domain=[label for label, _, _ in look], range=[colour for _, colour, _ in look])
    return alt.Color("policy:N", scale=scale, legend=names)


def dash(look: Look) -> alt.StrokeDash:
    """The dashes by policy."""
    scale = alt.Scale(domain=[label for label, _, _ in look], range=[list(dashes) for _, _, dashes in look])
    return alt.StrokeDash("policy:N", scale=scale, legend=legend())


def legend() -> alt.Legend:
    """Policies above the chart, as strokes, in as many columns as there is room for."""
    return alt.Legend(
        title=None,
        orient="top",
        offset=32,
        columns=alt.ExprRef("width < 420 ? 1 : width < 700 ? 2 : 4"),
        labelLimit=0,
        symbolType="stroke",
        symbolSize=500,
        symbolStrokeWidth=3,
        symbolOpacity=1,
    )
