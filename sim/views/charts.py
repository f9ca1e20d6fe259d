"""Charts to play with. Colour is never the only cue: lines have dashes of their own, dots stand beside their name."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
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


def over_time(comparison: Comparison, order: Sequence[str], earlier: Comparison | None = None) -> Chart:
    """Difference in net value to date, month by month, with its intervals; at the right with what is still to come.

    order: the keys of all policies but for the baseline, so that one keeps its colour whichever are compared.
    earlier: what stood here before the last change; its headline is drawn as a thin grey line.
    """
    shown, (scale, name) = _shown(comparison), unit(comparison)
    months = comparison.months
    lines = pd.DataFrame([row for result in shown for row in _by_month(result, scale)])
    ends = pd.DataFrame([{"month": months * 1.05} | _row(one, LATER, one.difference, scale) for one in shown])
    x = alt.X("month:Q", title=None, axis=time_axis(months), scale=alt.Scale(domain=[0, months * 1.08], nice=False))
    y = alt.Y(
        "value:Q",
        title=name,
        axis=value_axis(),
    )
    coloured, dashes = colour(comparison, shown, order, legend()), dash(comparison, shown)
    over, there = alt.Chart(lines), alt.Chart(ends)
    layers = [
        zero().encode(y="value:Q"),
        over.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=coloured),
        over.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=coloured, strokeDash=dashes),
        alt.Chart(_ties(shown, months, scale)).mark_line(strokeWidth=1, opacity=0.7).encode(x=x, y=y, color=coloured),
        there.mark_rule(strokeWidth=2.5).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=coloured),
        there.mark_point(size=90, filled=True, opacity=1).encode(x=x, y=y, color=coloured, tooltip=_told()),
        *_earlier(earlier, scale, x, y),
        *_crossings(shown, x, coloured),
        over.mark_point(size=180, opacity=0).encode(x=x, y=y, tooltip=_told()),
    ]
    return alt.layer(*layers).properties(height=HEIGHT)


def _ties(shown: Sequence[PolicyResult], months: int, scale: float) -> pd.DataFrame:
    """From the end of each line to its dot."""
    return pd.DataFrame(
        {"policy": one.label, "month": month, "value": value / scale}
        for one in shown
        for month, value in ((months, one.by_month["difference_to_date"][-1]), (months * 1.05, one.difference.mean))
    )


def crossings(comparison: Comparison) -> dict[str, Crossing]:
    """When each policy's net value to date changes sign for the last time, by key; nothing where it does not."""
    series = {result.key: result.by_month for result in _shown(comparison)}
    found = {
        key: crossing(*(by_month[f"difference_to_date{end}"] for end in ("", "_low", "_high")))
        for key, by_month in series.items()
    }
    return {key: one for key, one in found.items() if one}


def _earlier(earlier: Comparison | None, scale: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if earlier is None or earlier.headline is None:
        return []
    rows = pd.DataFrame(_by_month(earlier.headline, scale))
    return [alt.Chart(rows).mark_line(strokeWidth=1.5, color=GREY, strokeDash=[1, 3]).encode(x=x, y=y)]


def _crossings(shown: Sequence[PolicyResult], x: alt.X, coloured: alt.Color) -> list[alt.Chart]:
    """A diamond on the zero line, with the month beside it, where a policy pays back or turns to a loss."""
    rows = []
    for result in shown:
        series = result.by_month
        if found := crossing(*(series[f"difference_to_date{end}"] for end in ("", "_low", "_high"))):
            said = {"policy": result.label, "month": found.month, "value": 0.0}
            rows.append(said | {"short": f"month {found.month}", "when": found.in_words()})
    if not rows:
        return []
    over = alt.Chart(pd.DataFrame(rows))
    told = [alt.Tooltip("policy:N", title="Policy"), alt.Tooltip("when:N", title="Net value to date")]
    mark = over.mark_point(shape="diamond", size=150, filled=True, opacity=1, stroke=GREY, strokeWidth=1)
    words = over.mark_text(dy=-14, fontSize=12, fontWeight=600)
    return [
        mark.encode(x=x, y="value:Q", color=coloured, tooltip=told),
        words.encode(x=x, y="value:Q", text="short:N", color=coloured),
    ]


def unit(comparison: Comparison) -> tuple[float, str]:
    """How many dollars an axis counts by, and what that is called in the currency in force."""
    values = [abs(result.by_month["difference_to_date"]).max() for result in comparison.policies.values()]
    largest = max(*values, *(abs(result.difference.mean) for result in comparison.policies.values()))
    return in_force().scale(largest)


def _shown(comparison: Comparison) -> list[PolicyResult]:
    return [result for key, result in comparison.policies.items() if key != comparison.baseline]


def _by_month(result: PolicyResult, scale: float) -> list[dict[str, Any]]:
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


def colour(
    comparison: Comparison, shown: Sequence[PolicyResult], order: Sequence[str], names: alt.Legend | None = None
) -> alt.Color:
    """Each policy's colour, the same wherever it stands; the baseline is grey."""
    colours = [
        GREY if one.key == comparison.baseline else COLOURS[order.index(one.key) % len(COLOURS)] for one in shown
    ]
    scale = alt.Scale(domain=[one.label for one in shown], range=colours)
    return alt.Color("policy:N", scale=scale, legend=names)


def dash(comparison: Comparison, shown: Sequence[PolicyResult]) -> alt.StrokeDash:
    """Dashes that differ as colours do; the baseline's line is whole."""
    others = [one.key for one in shown if one.key != comparison.baseline]
    dashes = [list(DASHES[others.index(one.key) % len(DASHES)]) if one.key in others else [1, 0] for one in shown]
    scale = alt.Scale(domain=[one.label for one in shown], range=dashes)
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
