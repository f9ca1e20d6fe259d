"""docs/evidence.md, written from the table of parameters."""

import re
from collections.abc import Iterator
from itertools import groupby

from sim.inputs.parameter import GRADES, Parameter
from sim.inputs.parameters import GROUPS, PARAMETERS
from sim.show.evidence import in_numbers, limits, source, written

_OPENING = """# Evidence: what every number rests on

Written by `twenty-cents evidence --markdown` from the table of parameters, `sim/inputs/table_*.py`: a change belongs
there. `twenty-cents evidence KEY` shows one of them.

{in_numbers}. The grades:

{grades}

What people do and what they say are kept apart. That nine in ten object to a sale is a *survey*: it says who may mind,
never who leaves. How many find out, and how many of those act, nobody has measured: these are *assumptions*, with wide
ranges. The date is when something was seen or asked, or published where only that is known.
"""
_LINKED = re.compile(
    r"\bdoi (?P<doi>10\.\d{4,}/\S*[^\s).,;])|\b(?P<address>(?:[a-z0-9-]+\.)+(?:com|org|ca|gov|net|life)/\S*[^\s).,;])"
)


def page() -> str:
    """The whole page, as Markdown."""
    grades = "\n".join(f"- *{grade}*: {meaning}" for grade, meaning in GRADES.items())
    parts = [_OPENING.format(in_numbers=in_numbers(PARAMETERS.values()), grades=grades)]
    for group, members in groupby(PARAMETERS.values(), lambda entry: entry.group):
        parts.append("\n".join([f"## {GROUPS[group]}", "", *_rows(members), ""]))
    return "\n".join(parts)


def _rows(entries: Iterator[Parameter]) -> Iterator[str]:
    yield "| parameter | value | range | unit | grade | date | source |"
    yield "|---|---|---|---|---|---|---|"
    for entry in entries:
        cells = (
            f"`{entry.name}`<br>{_cell(entry.meaning)}",
            written(entry.default),
            limits(entry),
            _cell(entry.unit),
            f"*{entry.grade}*",
            entry.date,
            _linked(_cell(source(entry))),
        )
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text that Markdown leaves alone: two dollar signs would set a formula."""
    return re.sub(r"([|*_$<>])", r"\\\1", text)


def _linked(text: str) -> str:
    """Addresses and DOIs as links, found in one pass, so that no link is made within another."""
    return _LINKED.sub(
        lambda found: f"[{found[0]}](https://{'doi.org/' + found['doi'] if found['doi'] else found[0]})", text
    )
