"""What a search found, for a terminal."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.inputs.policy import Policy
from sim.inputs.writing import in_words
from sim.show.wording import better_or_worse, count, in_scale, money_scale, span
from sim.study.saved_search import policy_fields, policy_toml
from sim.study.search import AGAIN, Search


def show_search(found: Search, out: Console) -> None:
    """The best policy as TOML and in a sentence; with two objectives, the front as a table."""
    base = found.scenario.policy(found.baseline).label
    out.print(Text(f"{found.scenario.title}: the best of {len(found.tried):,} policies tried", style="bold"))
    out.print()
    value, trust = found.best.value, found.best.trust
    settled, more = "The" if value.settled else "Not settled: the", "more" if trust.mean >= 0 else "fewer"
    out.print(
        Text(
            f'{settled} best policy found leaves the company {better_or_worse(value.mean)} off than "{base}" (90 % '
            f"interval: {span(value)}), with {count(abs(trust.mean))} {more} customers at the end who know of no sale "
            f"({count(trust.low)} to {count(trust.high)})."
        )
    )
    out.print()
    out.print(Text(policy_toml(found.best.policy).strip()))
    if found.front:
        out.print(_front(found))
    out.print()
    out.print(Text(notes(found), style="dim"))


def _front(found: Search) -> Table:
    """Value and trust of each, with their intervals."""
    size, unit = money_scale(max(abs(one.value.mean) for one in found.front))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, caption=f"Value in {unit}, trust in customers")
    table.add_column("policy", overflow="fold")
    for heading in ("value", "trust"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.front:
        value, trust = one.value, one.trust
        table.add_row(
            Text(policy_in_words(one.policy)),
            f"{in_scale(value.mean, size)} ({in_scale(value.low, size)} to {in_scale(value.high, size)})",
            f"{count(trust.mean)} ({count(trust.low)} to {count(trust.high)})",
        )
    return table


def policy_in_words(policy: Policy) -> str:
    """Its fields in a line: `sale quiet, buyers 3; month 25: sale never, apology true`."""
    fields = policy_fields(policy)
    changes = fields.pop("changes", ())
    fields = {name: value for name, value in fields.items() if name not in ("label", "description")}
    told = (f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}" for name, value in fields.items())
    first = ", ".join(told)
    return "; ".join([first, in_words(changes)] if changes else [first])


def notes(found: Search) -> str:
    """How it was found, and what that leaves open."""
    left = "" if "price" in found.fields else " The price is the scenario's: nobody's behaviour reads it."
    return (
        f"Tried with {found.people:,} people, {found.replicates} times each, on the same luck; what was found was "
        f"lived again {AGAIN} times by other people, and the figures are theirs. Searched: {', '.join(found.fields)}."
        f"{left} It is best for this scenario's assumptions; twenty-cents robust says how policies hold up in others."
    )
