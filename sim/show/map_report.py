"""A map for a terminal: what it says, a drawing in letters, and what it rests on."""

import numpy as np
from rich.console import Console
from rich.text import Text

from sim.show.map_wording import about, amount, how_it_was_made, said, title
from sim.study.maps.where_it_pays import WhereItPays

ROWS, COLUMNS = 14, 44  # of the drawing, at most
BETTER, WORSE, OPEN, SAME, NONE, HERE = "#", ".", "?", "=", " ", "X"
LEGEND = f"{BETTER} it pays   {WORSE} it loses   {OPEN} not settled   {HERE} you are here"


def show_map(found: WhereItPays, out: Console) -> None:
    """Print the map."""
    out.print(Text(f"{title(found)}: {found.scenario.title}", style="bold"))
    out.print()
    for paragraph in said(found):
        out.print(Text(paragraph))
        out.print()
    for line in drawing(found):
        out.print(Text(line), soft_wrap=True)
    out.print()
    for words, axis in (("Across", found.x), ("Up", found.y)):
        out.print(Text(f"{words}, {about(axis)}"))
    if found.impossible is not None:
        out.print(Text(f"Empty cells: the two values cannot hold together ({found.impossible})."))
    out.print(Text(how_it_was_made(found), style="dim"))
    for remark in found.scenario.remarks:
        out.print(Text(f"Note: {remark}"))


def drawing(found: WhereItPays) -> list[str]:
    """The map in letters, the highest value of y at the top, with some of the cells left out where it is large."""
    rows = _some(len(found.y.values), ROWS, found.y.at_here)[::-1]
    columns = _some(len(found.x.values), COLUMNS, found.x.at_here)
    labels = [amount(found.y, found.y.values[row]).split(" ")[0] for row in rows]
    wide = max(map(len, labels))
    cells = [" ".join("".join(_letter(found, row, column) for column in columns)) for row in rows]
    if len(columns) > 30:
        cells = [line.replace(" ", "") if NONE not in line[::2] else line[::2] for line in cells]
    lines = [f"{label:>{wide}} |{line}|" for label, line in zip(labels, cells, strict=True)]
    first, last = (amount(found.x, found.x.values[n]).split(" ")[0] for n in (0, -1))
    gap = max(len(cells[0]) - len(first) - len(last), 1)
    used = LEGEND + (f"   {SAME} the same" if any(SAME in line for line in cells) else "")
    return [*lines, f"{'':>{wide}}  {first}{'':{gap}}{last}", used]


def _letter(found: WhereItPays, row: int, column: int) -> str:
    if found.here == (row, column):
        return HERE
    estimate = found.at(row, column)
    if np.isnan(estimate.mean):
        return NONE
    if estimate.low == estimate.high == 0:
        return SAME
    return BETTER if estimate.low > 0 else WORSE if estimate.high < 0 else OPEN


def _some(many: int, most: int, own: int | None) -> list[int]:
    """At most so many of 0 ... many - 1, both ends and the own one among them."""
    chosen = np.unique(np.linspace(0, many - 1, min(many, most)).round().astype(int))
    if own is not None and own not in chosen:
        chosen[1 + np.abs(chosen[1:-1] - own).argmin()] = own
    return [int(one) for one in chosen]
