"""Which parameters a difference depends on, for a terminal: a sentence, a table, and what it means."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.inputs.parameter import ASSUMPTION, plain
from sim.inputs.parameters import PARAMETERS
from sim.show.parameter_words import phrase
from sim.show.wording import dollars, in_scale, money_scale
from sim.study.certainty.indices import Effect
from sim.study.intervals import SHOWN, Estimate
from sim.study.sensitivity import Sensitivity

FADED = "dim"  # what is not told apart from nothing
MOST = 25  # parameters listed


def show_sensitivity(found: Sensitivity, out: Console) -> None:
    """The most influential parameters first; what is not told apart from nothing is greyed and marked."""
    here, base = (found.scenario.policy(key).label for key in (found.policy, found.baseline))
    out.print(Text(f'{found.scenario.title}: what "{here}" against "{base}" depends on', style="bold"))
    out.print()
    out.print(Text(headline(found)))
    out.print(_table(found))
    left = len(found.influences) - MOST
    if left > 0:
        out.print(Text(f"{left} more parameters have smaller effects; --json and --out give all.", style=FADED))
    out.print(Text(notes(found), style=FADED))


def headline(found: Sensitivity) -> str:
    """The largest effects, or that none is told apart; and luck's."""
    sure = [one for one in found.influences if one.significant][:3]
    if not sure:
        return f"No parameter's effect is told apart from nothing with so few points ({found.points:,}); raise --n."
    names = [f"{phrase(one.key)}, {told(found, one.effect.total)}" for one in sure]
    return f"It depends most on {'; '.join(names)}. Luck in markets of this size: {told(found, found.luck.total)}."


def _table(found: Sensitivity) -> Table:
    sobol = found.method == "sobol"
    ends = [abs(end.mean) for one in found.influences for end in (one.low, one.high)]
    size, unit = money_scale(max([*ends, 0.0 if sobol else found.influences[0].effect.total.mean]))
    money = "at the ends: " if sobol else ""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, caption=f"{money}{unit}")
    table.add_column("parameter", overflow="fold")
    for heading in (*(("alone", "in all") if sobol else ("effect",)), "low end", "high end"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.influences[:MOST]:
        grey = "" if one.significant else FADED
        name = Text(f"{one.key}{'' if one.significant else ' ?'}{_assumed(one.key)}", style=grey)
        indices = [_index(index, size) for index in _indices(one.effect)]
        table.add_row(name, *indices, *(in_scale(end.mean, size) for end in (one.low, one.high)), style=grey)
    table.add_row(Text("luck"), *(_index(index, size) for index in _indices(found.luck)), "", "")
    return table


def _assumed(key: str) -> str:
    entry = PARAMETERS.get(key)
    return " (a)" if entry and entry.grade == ASSUMPTION else ""


def _indices(effect: Effect) -> list[tuple[Estimate, bool]]:
    """What is shown of an effect, and whether it is a share."""
    return [(effect.total, False)] if effect.first is None else [(effect.first, True), (effect.total, True)]


def _index(index: tuple[Estimate, bool], size: float) -> Text:
    estimate, is_share = index
    if is_share:
        mean, low, high = (f"{100 * one:.0f}" for one in estimate)
    else:
        mean, low, high = (in_scale(max(one, 0.0), size) for one in estimate)
    said = f"{mean}{' %' if is_share else ''} ({low} to {high})"
    return Text(said, style="" if estimate.low > 0 else FADED)


def told(found: Sensitivity, estimate: Estimate) -> str:
    """An index with its interval: 34 % (28 to 41) of the variance, or dollars."""
    if found.method == "sobol":
        mean, low, high = (100 * value for value in estimate)
        return f"{mean:.0f} % ({low:.0f} to {high:.0f})"
    return f"{dollars(estimate.mean)} ({dollars(max(estimate.low, 0.0))} to {dollars(estimate.high)})"


def notes(found: Sensitivity) -> str:
    """What the columns mean, and the size of the study."""
    level = f"{100 * SHOWN:.0f} % intervals"
    if found.method == "sobol":
        meaning = (
            "Alone: share of the difference's variance that would go if the parameter were known (first-order index). "
            f"In all: what would stay if all others were (total index). Brackets: {level}; small indices may come out "
            "below zero by chance. "
        )
    else:
        meaning = f"Effect: mean absolute effect of going through the whole range (Morris). Brackets: {level}. "
    people, kind = plain(int(found.scenario["market.people"])), "rows" if found.method == "sobol" else "trajectories"
    return (
        f"{meaning}Grey and ?: not told apart from nothing; (a): its range is an assumption. At low and high end: mean "
        f"difference where the parameter lies in that fifth of its range. {found.points:,} points ({found.rows:,} "
        f"{kind}) of {people} people; luck is other people and other luck at the same place."
    )
