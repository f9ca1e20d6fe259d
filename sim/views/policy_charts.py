"""Charts of the page that compares: customers over time, what a difference is made of, and who leaves because of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from sim.show.currency import in_force
from sim.show.why_words import NAMES, capital, shown
from sim.show.wording import count, count_span, dollars, signed, signed_span
from sim.study.causes.why import Why
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate
from sim.views import charts

ATTITUDES = {
    "fundamentalist": "guards privacy closely",
    "pragmatist": "weighs it case by case",
    "unconcerned": "seldom thinks about it",
}
MARKS = {
    "guards privacy closely": "circle",
    "weighs it case by case": "square",
    "seldom thinks about it": "triangle-up",
}
TALL, GROUP = 52, 92  # pixels: of a part, and of a policy with its three kinds of people
GAIN, LOSS, WHOLE = "gain", "loss", "all together"
LOOKS = {GAIN: "#2E7EBB", LOSS: "#D0622B", WHOLE: charts.GREY}  # signs and names say the same without colour


def customers(comparison: Comparison, order: Sequence[str]) -> charts.Drawing:
    """Customers month by month under every policy with their intervals, the baseline in grey."""
    results = list(comparison.policies.values())
    scale, unit = counted(max(float(one.by_month["customers"].max()) for one in results))
    rows = {"lines": [row for one in results for row in _customers_by_month(one, scale)]}
    return charts.Drawing(_customers(comparison.months, unit, charts.look(comparison, results, order)), rows)


@lru_cache(maxsize=32)
def _customers(months: int, unit: str, look: charts.Look) -> Mapping[str, Any]:
    """What it looks like."""
    x = alt.X("month:Q", title=None, axis=charts.time_axis(months), scale=alt.Scale(nice=False))
    y = alt.Y("value:Q", axis=charts.value_axis(), scale=alt.Scale(zero=False), title=unit)
    names = {"policy": "Policy", "month": "Month", "customers": "Customers", "interval": "90 % interval"}
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in names.items()]
    coloured = charts.colour(look, charts.legend())
    over = alt.Chart(alt.NamedData("lines"))
    layers = [
        over.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=coloured),
        over.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=coloured, strokeDash=charts.dash(look)),
        over.mark_point(size=180, opacity=0).encode(x=x, y=y, tooltip=told),
    ]
    return charts.spec(alt.layer(*layers).properties(height=charts.HEIGHT))


def _customers_by_month(result: PolicyResult, scale: float) -> charts.Rows:
    series = (result.by_month[f"customers{end}"].tolist() for end in ("", "_low", "_high"))
    return [
        {
            **{"policy": result.label, "month": month, "customers": count(found.mean), "interval": count_span(found)},
            **{"value": found.mean / scale, "low": found.low / scale, "high": found.high / scale},
        }
        for month, found in enumerate(map(Estimate, *series), start=1)
    ]


def waterfall(why: Why) -> charts.Chart:
    """From nothing, part by part, to the whole difference; each with its interval of chance."""
    scale, unit = in_force().scale(max(abs(part.mean) for part in (*why.parts.values(), why.difference)))
    rows, start = [], 0.0
    for name, part in (*shown(why).items(), ("", why.difference)):
        begin, what = (0.0, WHOLE) if not name else (start, GAIN if part.mean > 0 else LOSS)
        start = begin + part.mean
        said = signed(part.mean) if part.mean or part.high else "nothing"
        rows.append(
            {
                "part": f"{capital(NAMES[name]) if name else 'All together'}: {said}",
                "what": what,
                "begin": begin / scale,
                "end": start / scale,
                "low": (begin + part.low) / scale,
                "high": (begin + part.high) / scale,
                "interval": signed_span(part),
            }
        )
    names = [str(row["part"]) for row in rows]
    over = alt.Chart(pd.DataFrame(rows))
    y = alt.Y("part:N", sort=names, title=None, axis=above(-19))
    x = alt.X("begin:Q", title=unit, axis=alt.Axis(tickCount=5, format=",~f", grid=True))
    colour = alt.Color("what:N", scale=alt.Scale(domain=list(LOOKS), range=list(LOOKS.values())), legend=None)
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in (("part", "Part"), ("interval", "90 % interval"))]
    return alt.layer(
        charts.zero().encode(x="value:Q"),
        over.mark_bar(height=16, opacity=0.6).encode(x=x, x2="end:Q", y=y, color=colour, tooltip=told),
        over.mark_rule(strokeWidth=2, color=charts.GREY).encode(x="low:Q", x2="high:Q", y=y),
    ).properties(height=alt.Step(TALL))


def above(offset: int) -> alt.Axis:
    """Names of rows above them, from the left edge on: on a phone there is no room beside them."""
    axis = alt.Axis(labelAlign="left", labelPadding=0, labelOffset=offset, labelLimit=0, labelFontSize=14)
    axis.ticks = axis.domain = axis.grid = False
    return axis


def who_left(comparison: Comparison) -> charts.Chart:
    """Customers who leave earlier than under the baseline, by attitude, with intervals."""
    results = [one for key, one in comparison.policies.items() if key != comparison.baseline]
    rows = pd.DataFrame(
        {
            "policy": one.label,
            "attitude": ATTITUDES[name],
            "value": found.mean,
            "low": max(0.0, found.low),
            "high": found.high,
            "said": f"{count(found.mean)} ({count(max(0.0, found.low))} to {count(found.high)})",
        }
        for one in results
        for name, found in one.lost_by_attitude.items()
    )
    over = alt.Chart(rows)
    marks = list(MARKS)
    y = alt.Y("policy:N", sort=[one.label for one in results], title=None, axis=above(-37))
    offset = alt.YOffset("attitude:N", sort=marks, scale=alt.Scale(range=[32, GROUP - 22]))
    x = alt.X("value:Q", title="customers who leave earlier", axis=alt.Axis(tickCount=5, format=",~f", grid=True))
    legend = alt.Legend(
        title=None, orient="top", columns=alt.ExprRef("width < 420 ? 1 : 3"), labelLimit=0, symbolSize=90
    )
    colour = alt.Color("attitude:N", scale=alt.Scale(domain=marks, range=list(charts.COLOURS[:3])), legend=legend)
    shape = alt.Shape("attitude:N", scale=alt.Scale(domain=marks, range=list(MARKS.values())), legend=legend)
    told = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("policy", "Policy"), ("attitude", "Who"), ("said", "Leave earlier"))
    ]
    return alt.layer(
        over.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q", y=y, yOffset=offset, color=colour),
        over.mark_point(size=80, filled=True, opacity=1).encode(
            x=x, y=y, yOffset=offset, color=colour, shape=shape, tooltip=told
        ),
    ).properties(height=alt.Step(GROUP, **{"for": "position"}))


def counted(largest: float) -> tuple[float, str]:
    """By how many an axis of customers counts, and what that is called."""
    if largest >= 1e6:
        return 1e6, "million customers"
    return (1e3, "thousand customers") if largest >= 1e4 else (1.0, "customers")


def waterfall_in_words(why: Why) -> str:
    """The waterfall for those who cannot see it."""
    parts = "; ".join(f"{NAMES[name]} {signed(part.mean)}" for name, part in shown(why).items())
    return f"What the difference is made of: {parts}; all together {dollars(why.difference.mean)}."


def customers_in_words(comparison: Comparison) -> str:
    """The chart of customers for those who cannot see it."""
    said = [
        f"{one.label}: {count(one.by_month['customers'][0])} in the first month, "
        f"{count(one.by_month['customers'][-1])} in the last"
        for one in comparison.policies.values()
    ]
    return f"Customers over time. {'; '.join(said)}."


def who_left_in_words(comparison: Comparison) -> str:
    """Who left, for those who cannot see the chart."""
    said = [
        f"{one.label}: "
        + ", ".join(f"{ATTITUDES[name]} {count(found.mean)}" for name, found in one.lost_by_attitude.items())
        for key, one in comparison.policies.items()
        if key != comparison.baseline
    ]
    return f"Customers who leave earlier than under the baseline. {'; '.join(said)}."
