"""What moves a verdict most: a chart of the assumptions at both ends of their ranges, and the same in words."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from sim.inputs.parameters import PARAMETERS, Value
from sim.show import wording
from sim.show.currency import in_force, is_money
from sim.show.parameter_words import PLAIN, phrase, short
from sim.show.wording import signed, signed_span
from sim.study.certainty.tornado import Bar, Tornado
from sim.study.intervals import Estimate
from sim.views import levers
from sim.views.charts import COLOURS, GREY, Chart
from sim.views.levers import BY_KEY
from sim.views.text import escaped

ROW = 62  # pixels
NARROW = "width < 480"  # a phone has two small lines for a name: before its brackets, and they
BREAK = "indexof(datum.label, ' (')"
LABEL = f"{NARROW} ? [substring(datum.label, 0, {BREAK}), substring(datum.label, {BREAK} + 1)] : datum.label"
TOLD = 3  # assumptions named in the sentence


def draw(found: Tornado | None) -> None:
    """The sentence, the chart, and how it was made."""
    if found is None:
        st.info("The two policies do the same: no assumption can move the difference between them.")
        return
    st.markdown(in_a_sentence(found))
    st.altair_chart(chart(found), alt=in_words(found), key="tornado")
    st.caption(
        escaped(
            "Each assumption is taken to either end of its plausible range, the others as they are: an open dot is "
            f"the low end, a full one the high end, thin lines are 90 % intervals; the broken line is how things are. "
            f"Of {found.tried} that were tried "
            f"these move it most. {found.people:,} people, {found.replicates} lives each."
        )
    )


def in_a_sentence(found: Tornado) -> str:
    """Which of them turn the verdict, and which move it most."""
    turning = [bar for bar in found.bars if bar.turns(found.difference.mean)]
    if not turning:
        named = wording.listed([f"**{escaped(words(bar.key))}**" for bar in found.bars[:TOLD]])
        return f"No single assumption turns the verdict round. It is moved most by {named}."
    named = wording.listed([f"**{escaped(words(bar.key))}**" for bar in turning])
    many = "One assumption alone turns" if len(turning) == 1 else f"{len(turning)} assumptions, each alone, turn"
    return f"{many} the verdict round within what is plausible: {named}."


def words(key: str) -> str:
    """An assumption in few words: a lever's name, else the beginning of its meaning."""
    if lever := BY_KEY.get(key):
        return lever.words
    said = PLAIN.get(key) or phrase(key)
    return said[:1].upper() + said[1:]


def named(key: str, *more: str) -> tuple[str, str]:
    """An assumption in words, and in brackets its unit (unless the words say it), its grade and what else there is."""
    told, counted_in = words(key), unit(key)
    if is_money(PARAMETERS[key]) and key in BY_KEY:
        counted_in = f"{in_force().sign.strip()} {counted_in}"
    said = [*([] if counted_in in told else [counted_in]), PARAMETERS[key].grade, *more]
    return told, f"({'; '.join(said)})"


def value(key: str, number: Value) -> str:
    """A value in three digits, as the lever shows it where there is one."""
    if lever := levers.here(key):
        return lever.said(float(f"{number:.3g}"))
    return short(float(f"{in_force().counted(PARAMETERS[key], float(number)):.3g}"))


def unit(key: str) -> str:
    """What its values are counted in."""
    return BY_KEY[key].unit if key in BY_KEY else in_force().unit(PARAMETERS[key].unit)


def in_words(found: Tornado) -> str:
    """What the chart shows, for those who cannot see it."""
    said = [
        f"{words(bar.key)}: {signed(bar.at_low.mean)} at {value(bar.key, bar.low)}, "
        f"{signed(bar.at_high.mean)} at {value(bar.key, bar.high)} {unit(bar.key)}"
        for bar in found.bars
    ]
    return f"Difference to the baseline at both ends of each assumption, the most moving first. {'; '.join(said)}."


def chart(found: Tornado) -> Chart:
    """A row an assumption: a line from end to end, its dots named by the values there."""
    largest = max(abs(end.mean) for bar in found.bars for end in (bar.at_low, bar.at_high))
    scale, name = in_force().scale(largest)
    ends = pd.DataFrame([row for bar in found.bars for row in _ends(bar, found.difference, scale)])
    reach = ends["high"].max() - ends["low"].min()
    domain = [ends["low"].min() - 0.04 * reach, ends["high"].max() + 0.04 * reach]
    x = alt.X(
        "value:Q",
        title=f"Difference to the baseline, {name}",
        scale=alt.Scale(domain=domain, nice=False),
        axis=alt.Axis(tickCount=5, format=",~f", orient="top"),
    )
    size, offset = alt.ExprRef(f"{NARROW} ? 11.5 : 14"), alt.ExprRef(f"{NARROW} ? -27 : -20")
    bare: dict[str, Any] = {"ticks": False, "domain": False, "labelFontSize": size, "labelFontWeight": 600}
    inside = alt.Axis(
        labelAlign="left", labelPadding=-2, labelOffset=offset, labelLimit=alt.ExprRef("width"), labelExpr=LABEL, **bare
    )
    y = alt.Y("words:N", title=None, sort=list(ends["words"].unique()), axis=inside)
    over = alt.Chart(ends)
    low, high = over.transform_filter("datum.end == 'low'"), over.transform_filter("datum.end == 'high'")
    told = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOLD.items()]
    today = alt.Chart(pd.DataFrame({"value": [found.difference.mean / scale]}))
    zero = alt.Chart(pd.DataFrame({"value": [0.0]}))
    texts = {"y": y, "text": "label:N"}
    return alt.layer(
        zero.mark_rule(color=GREY, strokeWidth=1.5).encode(x=x),
        today.mark_rule(color=COLOURS[1], strokeWidth=1.5, strokeDash=[5, 4]).encode(x=x),
        low.mark_rule(strokeWidth=7, opacity=0.3, color=COLOURS[1]).encode(x=x, x2="other:Q", y=y),
        over.mark_rule(strokeWidth=1.5, color=COLOURS[1]).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        low.mark_point(size=110, filled=True, fill="white", stroke=COLOURS[1], strokeWidth=2.5, opacity=1).encode(
            x=x, y=y, tooltip=told
        ),
        high.mark_point(size=110, filled=True, color=COLOURS[1], opacity=1).encode(x=x, y=y, tooltip=told),
        over.transform_filter("datum.value <= datum.other")
        .mark_text(align="right", dx=6, dy=17, color=COLOURS[1])
        .encode(x=x, **texts),
        over.transform_filter("datum.value > datum.other")
        .mark_text(align="left", dx=-6, dy=17, color=COLOURS[1])
        .encode(x=x, **texts),
    ).properties(height=ROW * len(found.bars))


_TOLD = {"words": "Assumption", "label": "At", "mean": "Difference", "interval": "90 % interval"}


def _ends(bar: Bar, today: Estimate, scale: float) -> list[dict[str, object]]:
    name = " ".join(named(bar.key, *(["turns it"] if bar.turns(today.mean) else [])))
    ends = {"low": (bar.low, bar.at_low), "high": (bar.high, bar.at_high)}
    return [
        {
            "words": name,
            "end": end,
            "label": value(bar.key, at),
            "value": found.mean / scale,
            "other": (bar.at_high if end == "low" else bar.at_low).mean / scale,
            "low": found.low / scale,
            "high": found.high / scale,
            "mean": signed(found.mean),
            "interval": signed_span(found),
        }
        for end, (at, found) in ends.items()
    ]
