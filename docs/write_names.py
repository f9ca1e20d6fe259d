"""`make docs/names.md` writes the page of every name in the results, from the code that declares them."""

import sys
from collections.abc import Iterator, Mapping

from sim.inputs.scenario import load
from sim.show.names import COMPARE, MAP, STORY
from sim.show.names_of_studies import STUDIES
from sim.study.sweeps.columns import TELEMETRY, Column, columns_of

_OPENING = """# Every name in the results

Written by `make docs/names.md` from the code that declares them. How results hang together is told in [the
reference](reference.md), parameters in [evidence](evidence.md), options in [commands](commands.md). Money is in dollars
of the real company, counts are people or records of the real company.

In tables a figure is its mean, and `_low` and `_high` behind its name are its 90 % interval.
"""


def page() -> str:
    """The whole page, as Markdown."""
    sweep = columns_of(load("magazine"), ["data_market.price"])
    parts = [
        _OPENING,
        _section("`compare`: its JSON, `table.csv` and `by_month.csv`", COMPARE),
        _section("`map`: its JSON and `cells.csv`", MAP),
        _section("`story`: its JSON", STORY),
        *(_section(f"`{study}`: its JSON", names) for study, names in STUDIES.items()),
        _columns("`sweep`: `rows/*.parquet`, here with one varied key", sweep),
        _columns("`sweep`: `telemetry/*.parquet`", TELEMETRY),
    ]
    return "\n".join(parts)


def _section(title: str, names: Mapping[str, str]) -> str:
    rows = [f"| `{name}` | {meaning} |" for name, meaning in sorted(names.items())]
    return "\n".join([f"## {title}", "", "| name | meaning |", "|---|---|", *rows, ""])


def _columns(title: str, columns: tuple[Column, ...]) -> str:
    return "\n".join(
        [f"## {title}", "", "| column | type | unit | meaning |", "|---|---|---|---|", *_rows(columns), ""]
    )


def _rows(columns: tuple[Column, ...]) -> Iterator[str]:
    for column in columns:
        yield f"| `{column.name}` | {column.kind} | {column.unit} | {column.meaning} |"


if __name__ == "__main__":
    sys.stdout.write(page())
