"""A brief as one HTML file that needs nothing else: style and charts are in it."""

import base64
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from sim.show.brief import figures
from sim.show.brief.content import Brief
from sim.show.brief.figures import Size
from sim.show.brief.text import assumption_table, policy_table

STYLE = Path(__file__).with_name("style.css")
OURSELVES = "Twenty Cents: what a sold record really costs"
SIZE = Size(5.0, 3.1, 9.0)


def html(brief: Brief, url: str = "") -> str:
    """The brief as HTML; every text from outside is escaped."""
    texts = brief.texts()
    charts = ((texts["over_time"], figures.over_time), (texts["parts"], figures.parts))
    body = [
        _group(
            "head small", (_tag("span", texts["title"]), _tag("span", "Twenty Cents: what a sold record really costs"))
        ),
        _tag("h1", texts["verdict"]),
        *(_tag("p", sentence) for sentence in texts["beside"]),
        _group("cards", (_card(one) for one in texts["figures"])),
        _group("charts", (_chart(one, figures.svg(draw, brief, SIZE)) for one, draw in charts)),
        _tag("h2", "The policies, the best first"),
        _table(*policy_table(brief)),
        _tag("p", texts["left_out"], "small"),
        _tag("h2", "What would turn it, and what it rests on"),
        _tag("p", texts["turns_on"]),
        _table(*assumption_table(brief)) if brief.assumptions else "",
        _tag("p", " ".join(texts["rests_on"])),
        _tag("h2", "To get the same numbers"),
        _tag("pre", brief.repeat),
        _tag("p", f"{texts['asked']} {texts['same_numbers']}", "small"),
        f'<p class="small">Open it: <a href="{escape(url)}">{escape(url)}</a></p>' if url else "",
    ]
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            _tag("title", f"{texts['title']}: a brief by Twenty Cents"),
            f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>",
            *filter(None, body),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _tag(name: str, text: str, kind: str = "") -> str:
    if not text:
        return ""
    start = f'{name} class="{kind}"' if kind else name
    return f"<{start}>{escape(text)}</{name}>"


def _group(kind: str, members: Iterable[str]) -> str:
    return f'<div class="{kind}">{"".join(members)}</div>'


def _card(figure: dict[str, Any]) -> str:
    parts = [_tag("div", figure["name"], "small"), _tag("div", figure["value"], "value")]
    return _group("card", [*parts, _tag("div", figure["interval"]), _tag("div", figure["words"])])


def _chart(chart: dict[str, Any], svg: str) -> str:
    data = base64.b64encode(svg.encode()).decode()
    drawing = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(chart["alt"])}">'
    return f"<figure>{_tag('h2', chart['title'])}{drawing}{_tag('figcaption', chart['note'])}</figure>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(f"<tr>{''.join(_tag('td', cell) or '<td></td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{lines}</tbody></table></div>'
