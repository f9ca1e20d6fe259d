"""Charts to play with. Colour is never the only cue: lines have dashes of their own, dots stand beside their name."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from sim.show.wording import dollars
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate
from sim.views.text import signed_span

# After Okabe and Ito (2008), told apart by the colour-blind; each dark enough for paper and light enough for night.
COLOURS = ("#D0622B", "#2E7EBB", "#1B9A77", "#B0609E", "#B07F14", "#3D94BA", "#8C6D4F", "#6B7A8F")
DASHES = ((1, 0), (8, 3), (2, 3), (10, 3, 2, 3))
GREY = "#8A8A8A"
HEIGHT, ROW = 360, 40  # pixels: of the chart over time, and of a policy's row
Chart = alt.LayerChart | alt.FacetChart  # what Altair says a layered chart is
TOLD = {"policy": "Policy", "when": "When", "mean": "Difference", "interval": "90 % interval"}


def over_time(comparison: Comparison, order: Sequence[str]) -> Chart:
    """Difference in net value to date, month by month, with its intervals.

    order: the keys of all policies but for the baseline, so that one keeps its colour whichever are compared.
    """
    shown, (scale, name) = _shown(comparison), unit(comparison)
    lines = pd.DataFrame([row for result in shown for row in _by_month(result, scale)])
    x = alt.X("month:Q", title=None, axis=_time(comparison.months), scale=alt.Scale(domain=[0, comparison.months]))
    y = alt.Y("value:Q", title=name, axis=alt.Axis(tickCount=6, format=",f"))
    colour, dash = _colour(shown, order, _legend()), _dash(shown)
    over = alt.Chart(lines)
    return alt.layer(
        _zero().encode(y="value:Q"),
        over.mark_area(opacity=0.18).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        over.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, strokeDash=dash),
        over.mark_point(size=180, opacity=0).encode(x=x, y=y, tooltip=_told()),
    ).properties(height=HEIGHT)


def in_all(comparison: Comparison, order: Sequence[str]) -> Chart:
    """The whole difference of each policy with its interval, and an open dot for it without the later value."""
    shown, (scale, name) = _shown(comparison), unit(comparison)
    later = pd.DataFrame([_row(one, "with later value", one.difference, scale) for one in shown])
    to_date = [_row(one, "to date", one.difference_without_terminal_value, scale) for one in shown]
    names = alt.Axis(labelLimit=190, ticks=False, domain=False, grid=False)
    y = alt.Y("policy:N", title=None, sort=[result.label for result in shown], axis=names)
    x = alt.X("value:Q", title=name, axis=alt.Axis(tickCount=5, format=",f", grid=True))
    colour = _colour(shown, order, None)
    whole = alt.Chart(later)
    return alt.layer(
        _zero().encode(x="value:Q"),
        whole.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q"), x2="high:Q", y=y, color=colour),
        alt.Chart(pd.DataFrame(to_date))
        .mark_point(size=80, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=_told()),
        whole.mark_point(size=110, filled=True, opacity=1).encode(x=x, y=y, color=colour, tooltip=_told()),
    ).properties(height=ROW * len(shown) + 40)


def unit(comparison: Comparison) -> tuple[float, str]:
    """How many dollars an axis counts by, and what that is called."""
    values = [abs(result.by_month["difference_to_date"]).max() for result in comparison.policies.values()]
    largest = max(*values, *(abs(result.difference.mean) for result in comparison.policies.values()))
    return (1e6, "$ million") if largest >= 1e6 else (1e3, "$ thousand") if largest >= 1e3 else (1.0, "$")


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


def _zero() -> alt.Chart:
    return alt.Chart(pd.DataFrame({"value": [0.0]})).mark_rule(color=GREY, strokeWidth=1.5)


def _told() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in TOLD.items()]


def _time(months: int) -> alt.Axis:
    """Years where there are several, else months."""
    step, said = (12, "'year ' + datum.value / 12") if months >= 24 else (max(1, months // 6), "'month ' + datum.value")
    ticks = [float(month) for month in range(0, months + 1, step)]
    return alt.Axis(values=ticks, labelExpr=f"datum.value == 0 ? 'start' : {said}", grid=False, labelOverlap="greedy")


def _colour(shown: Sequence[PolicyResult], order: Sequence[str], legend: alt.Legend | None) -> alt.Color:
    colours = [COLOURS[order.index(result.key) % len(COLOURS)] for result in shown]
    scale = alt.Scale(domain=[result.label for result in shown], range=colours)
    return alt.Color("policy:N", scale=scale, legend=legend)


def _dash(shown: Sequence[PolicyResult]) -> alt.StrokeDash:
    dashes = [list(DASHES[n % len(DASHES)]) for n in range(len(shown))]
    scale = alt.Scale(domain=[result.label for result in shown], range=dashes)
    return alt.StrokeDash("policy:N", scale=scale, legend=_legend())


def _legend() -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef("width < 420 ? 1 : width < 700 ? 2 : 4"),
        labelLimit=0,
        symbolType="stroke",
        symbolSize=500,
        symbolStrokeWidth=3,
        symbolOpacity=1,
    )
