"""Why policies differ from the baseline, for a terminal."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.show import why_words
from sim.show.wording import better_or_worse, dollars
from sim.study.causes.why import Why
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate


def show_why(comparison: Comparison, out: Console) -> None:
    """For each policy asked: a line a part, what they come to, and what stands out; then how it was told."""
    base = comparison.policies[comparison.baseline].label
    for key, why in comparison.why.items():
        label = comparison.policies[key].label
        out.print()
        found = better_or_worse(why.difference.mean)
        out.print(Text(f'Why "{label}" comes out {found} than "{base}" (smaller study)', style="bold"))
        out.print(_table(why))
        out.print(Text(why_words.in_words(comparison, key)))
    out.print()
    out.print(Text(why_words.how_it_was_told(comparison), style="dim"))


def _table(why: Why) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_header=False, show_footer=False)
    table.add_column("Part")
    table.add_column("Dollars", justify="right")
    parts = why_words.shown(why)
    for n, (name, part) in enumerate(parts.items()):
        table.add_row(why_words.capital(why_words.NAMES[name]), _signed(part), end_section=n == len(parts) - 1)
    table.add_row("All together", _signed(why.difference))
    return table


def _signed(part: Estimate) -> str:
    if part.low == part.high == 0:
        return "nothing  "
    half = dollars((part.high - part.low) / 2)
    return f"{'+' if part.mean > 0 else ''}{dollars(part.mean)} ± {half}{' ' if part.settled else '?'}"
