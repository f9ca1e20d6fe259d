"""What knowing more is worth, for a terminal and as JSON."""

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import __version__
from sim.show.wording import dollars, in_scale, money_scale, moved_ranges, span
from sim.study.certainty.information import Information, Known
from sim.study.intervals import SHOWN

_VISIBLE = 0.005  # share of the variance from which a subject is listed


def show_information(found: Information, out: Console) -> None:
    """The choice as it stands, the value of knowing everything, and of each trial and subject."""
    out.print(Text(f"{found.scenario.title}: what knowing more is worth", style="bold"))
    out.print()
    out.print(Text(headline(found)))
    size, unit = money_scale(max(one.worth.value.high for one in found.known))
    subjects = [one for one in found.known if not one.trial]
    trials, useful = [one for one in found.known if one.trial], [one for one in subjects if _matters(one)]
    out.print(_table("a trial", trials, size, unit))
    out.print(_table("known exactly", useful, size, unit))
    out.print()
    if idle := [one.words for one in subjects if not _matters(one)]:
        out.print(Text(f"Of hardly any use for this choice: {'; '.join(idle)}."))
    out.print(
        Text(
            f"Worth: what choosing after it gains in expected present value, with its {100 * SHOWN:.0f} % interval; "
            "what it costs to find out is not taken off. Narrows: share of the difference's variance that goes. What "
            "narrows much and is worth nothing would not change the choice.",
            style="dim",
        )
    )
    out.print(
        Text(
            f"{found.worlds:,} worlds of {found.people:,} people, each lived {found.replicates} times; "
            f"{len(found.parameters)} parameters move over their ranges, what a company knows of itself stays. "
            "Choices are valued on worlds that they were not learned from: figures are rather too small."
            f"{moved_ranges({key: found.scenario[key] for key in found.scenario.differs}, found.parameters)}",
            style="dim",
        )
    )


def headline(found: Information) -> str:
    """Which policy is best on average, how sure that is, and what knowing everything would be worth."""
    best, following = (found.scenario.policy(key).label for key in (found.best, found.next))
    difference, everything = found.difference, found.everything.value
    worth = f"{dollars(everything.mean)} ({span(everything)})" if everything.high > 0 else "nothing"
    return (
        f'Over {found.worlds:,} plausible worlds, "{best}" is best on average: {_ahead(difference.mean)} of '
        f'"{following}" (90 % of worlds: {_ahead(difference.low)} to {_ahead(difference.high)}), and ahead in '
        f"{100 * found.ahead:.0f} % of them. Knowing everything before choosing would be worth {worth}."
    )


def information_as_json(found: Information) -> dict[str, Any]:
    """The whole result, plainly."""
    return {
        "scenario": found.scenario.name,
        "digest": found.scenario.digest,
        "version": __version__,
        "policies": list(found.policies),
        "worlds": found.worlds,
        "people": found.people,
        "replicates": found.replicates,
        "interval": SHOWN,
        "best": found.best,
        "next": found.next,
        "difference": {"mean": found.difference.mean, "p05": found.difference.low, "p95": found.difference.high},
        "ahead": found.ahead,
        "everything": found.everything.value._asdict(),
        "known": [
            {
                "name": one.name,
                "words": one.words,
                "trial": one.trial,
                "parameters": list(one.parameters),
                "value": one.worth.value._asdict(),
                "variance_removed": one.worth.removed._asdict(),
            }
            for one in found.known
        ],
        "parameters": list(found.parameters),
    }


def _matters(one: Known) -> bool:
    return one.worth.value.high > 0 or one.worth.removed.high >= _VISIBLE


def _ahead(amount: float) -> str:
    return f"{dollars(abs(amount))} {'ahead' if amount >= 0 else 'behind'}"


def _table(heading: str, known: list[Known], size: float, unit: str) -> Table:
    """Worth in thousands or millions, so that small and large ones are compared at a glance."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, caption=f"Worth in {unit}")
    table.add_column(heading)
    table.add_column("worth", justify="right", no_wrap=True)
    table.add_column("narrows", justify="right", no_wrap=True)
    for one in known:
        mean, low, high = (in_scale(value, size) for value in one.worth.value)
        removed = one.worth.removed
        table.add_row(
            Text(one.words),
            f"{mean} ({low} to {high})" if one.worth.value.high > 0 else "nothing",
            f"{100 * removed.mean:.0f} % ({100 * removed.low:.0f} to {100 * removed.high:.0f})",
        )
    return table
