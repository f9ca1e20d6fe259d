"""One life on a time line: when a customer, when sold, what mail came, and what was done about it."""

from typing import Any

import altair as alt
import pandas as pd

from sim.model.columns import KINDS
from sim.show.story_figure import LABELS, MAIL
from sim.show.story_words import chapters, date
from sim.study.stories.story import Life, Story
from sim.views import charts

CUSTOMER, SOLD = "a customer", "record sold"
ROWS = (CUSTOMER, SOLD, *(f"mail: {MAIL[kind]}" for kind in KINDS))
ROW = 34  # pixels
BLUE, ORANGE, INK = charts.COLOURS[1], charts.COLOURS[0], "#767B80"  # the last is read on paper and by night
ABOVE = "_"  # begins the name of a row above the line, which is not shown
LETTERS = 70  # of a text across the whole chart, at its narrowest
Row = dict[str, object]


def time_line(story: Story, life: Life) -> charts.Chart:
    """The life's chart; what happened stands above the line, mail in rows below it."""
    happened = _happened(story, life)
    above = sorted({str(row["row"]) for row in happened}, reverse=True)
    order = [*above, *(ROWS if life.times_sold else (CUSTOMER,))]
    x, y = _time(story.months), _rows(order)
    told = [alt.Tooltip("when:N", title="When"), alt.Tooltip("said:N", title="What")]
    layers = [
        layer.encode(x=x, y=y, tooltip=told)
        for rows, draw in ((_spells(life), _bars), (happened, _notes), (_sales(life), _triangles), (_mail(life), _dots))
        if rows
        for layer in draw(alt.Chart(pd.DataFrame(rows)))
    ]
    return alt.layer(*layers).properties(height=ROW * len(order) + 30)


def _time(months: int) -> alt.X:
    axis = alt.Axis(labelExpr="datum.value ? 'year ' + datum.value / 12 : 'start'", grid=True)
    axis.values = [float(month) for month in range(0, months + 1, 12)]
    return alt.X("month:Q", title=None, scale=alt.Scale(domain=[0, months + 1], nice=False), axis=axis)


def _rows(order: list[str]) -> alt.Y:
    axis = alt.Axis(labelExpr=f"slice(datum.label, 0, 1) == '{ABOVE}' ? '' : datum.label", labelLimit=0, minExtent=120)
    axis.ticks = axis.domain = axis.grid = False
    return alt.Y("row:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)


def _happened(story: Story, life: Life) -> list[Row]:
    """What is written above the line, each in the lowest row where it covers no other."""
    found: list[Row] = []
    words = dict(chapters(story, life))
    ends: list[float] = []  # of the texts in each row, in months
    for event in life.events:
        if event.what not in LABELS:
            continue
        label = LABELS[event.what]
        width = (len(label) + 3) * story.months / LETTERS
        side = "before" if event.month + width > story.months else "after"
        start = event.month - width if side == "before" else event.month
        row = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [start + width]
        what = {"label": label, "side": side, "leaves": "yes" if event.what == "left" else "no"}
        found.append(_row(event.month, f"{ABOVE}{row}", words.get(event.month, label)) | what)
    return found


def _spells(life: Life) -> list[Row]:
    """As a customer: months paid for."""
    return [
        _row(first, CUSTOMER, CUSTOMER)
        | {"month": first - 0.5, "end": last + 0.5, "when": f"{date(first)} to {date(last)}"}
        for first, last in life.spells
    ]


def _sales(life: Life) -> list[Row]:
    return [_row(event.month, SOLD, f"sold to {event.number}") for event in life.events if event.what == "sold"]


def _mail(life: Life) -> list[Row]:
    return [
        _row(one.month, f"mail: {MAIL[one.sender]}", f"{one.pieces} by {one.channel}")
        | {"channel": one.channel, "pieces": one.pieces}
        for one in life.mail
    ]


def _row(month: int, row: str, said: str) -> Row:
    return {"month": month, "row": row, "when": date(month), "said": said}


def _bars(over: alt.Chart) -> list[alt.Chart]:
    return [over.mark_bar(height=12, color=BLUE, cornerRadius=3).encode(x2="end:Q")]


def _notes(over: alt.Chart) -> list[alt.Chart]:
    """A dot and the words beside it; leaving is a cross."""
    shape = alt.Shape("leaves:N", scale=alt.Scale(domain=["no", "yes"], range=["circle", "cross"]), legend=None)
    marks = over.mark_point(size=90, filled=True, opacity=1, color=INK).encode(shape=shape)
    text: dict[str, Any] = {"fontSize": 14, "fontWeight": 600, "color": INK}
    after = over.transform_filter(alt.datum.side == "after").mark_text(align="left", dx=9, **text)
    before = over.transform_filter(alt.datum.side == "before").mark_text(align="right", dx=-9, **text)
    return [marks, after.encode(text="label:N"), before.encode(text="label:N")]


def _triangles(over: alt.Chart) -> list[alt.Chart]:
    return [over.mark_point(shape="triangle-down", size=130, filled=True, opacity=1, color=ORANGE)]


def _dots(over: alt.Chart) -> list[alt.Chart]:
    """Larger where several pieces came; letters are full, e-mail is open."""
    size = alt.Size("pieces:Q", scale=alt.Scale(domain=[1, 5], range=[60, 220], clamp=True), legend=None)
    looks = {"post": INK, "e-mail": "transparent"}
    fill = alt.Fill("channel:N", scale=alt.Scale(domain=list(looks), range=list(looks.values())), legend=None)
    return [over.mark_point(stroke=INK, strokeWidth=1.5, opacity=1).encode(size=size, fill=fill)]
