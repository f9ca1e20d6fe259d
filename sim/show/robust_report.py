"""How choices hold up over plausible worlds, for a terminal: a sentence, a table, and boxes in words."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show.parameter_words import amount, phrase
from sim.show.wording import dollars, in_scale, money_scale
from sim.study.certainty.discovery import Condition, Discovery
from sim.study.intervals import SHOWN, Estimate
from sim.study.robustness import HIGH, Robustness


def show_robustness(found: Robustness, out: Console) -> None:
    """The answer in a sentence, the policies in a table, and where each pays."""
    out.print(Text(f"{found.scenario.title}: how choices hold up in plausible worlds", style="bold"))
    out.print()
    out.print(Text(headline(found)))
    out.print(_table(found))
    for key in found.discoveries:
        out.print(Text(box_in_words(found, key)))
        out.print()
    out.print(Text(notes(found), style="dim"))


def headline(found: Robustness) -> str:
    """Which policy is best most often, and which one would regret least."""
    winner, least = found.winner, found.least_regret
    same = winner.key == least.key
    return (
        f'Over {found.worlds:,} plausible worlds, "{winner.label}" is the best policy most often: in '
        f"{share(winner.wins)} of them. {'It also' if same else f'{chr(34)}{least.label}{chr(34)}'} leaves the "
        f"smallest regret on average: {dollars(least.regret.mean)} ({dollars(least.regret.low)} to "
        f"{dollars(least.regret.high)}) less than the best policy of each world."
    )


def _table(found: Robustness) -> Table:
    """Regret in thousands or millions, so that names of policies have room."""
    size, unit = money_scale(max(one.regret_high for one in found.policies))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, caption=f"Regret in {unit}")
    table.add_column("policy")
    for heading in ("is best in", "is ahead in", "regret", _percent(HIGH) + " below"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.policies:
        ahead = "" if one.ahead is None else share(one.ahead)
        regrets = (in_scale(value, size) for value in (one.regret.mean, one.regret_high))
        table.add_row(Text(one.label), share(one.wins), ahead, *regrets)
    return table


def box_in_words(found: Robustness, key: str) -> str:
    """Where a policy pays, or where it loses, as a list of limits with coverage and density."""
    here = found.discoveries[key]
    label = next(one.label for one in found.policies if one.key == key)
    base = found.policies[0].label
    does = f'{"beats" if here.pays else "does not beat"} "{base}"'
    opening = f'"{label}" {does} in {_percent(here.share)} of the worlds'
    if not here.conditions:
        return f"{opening}; no part of the ranges stands out."
    limits = [f"  - {condition_in_words(one, found.scenario)}" for one in here.conditions]
    return "\n".join([f"{opening}, more often where", *limits, f"  {_quality(here)}"])


def condition_in_words(condition: Condition, scenario: Scenario) -> str:
    """`the price of a record (data_market.price, measured): above $0.21`."""
    entry = PARAMETERS[condition.key]
    low, high = (None if one is None else amount(entry.unit, one) for one in condition.values(scenario))
    if low is not None and high is not None:
        limits = f"between {low} and {high}"
    else:
        limits = f"above {low}" if low is not None else f"below {high}"
    return f"{phrase(condition.key)} ({condition.key}, {entry.grade}): {limits}"


def _quality(here: Discovery) -> str:
    return (
        f"{_percent(here.mass)} of the worlds are like this. It is so in {share(here.density)} of them (density), "
        f"and they hold {share(here.coverage)} of all worlds in which it is so (coverage)."
    )


def notes(found: Robustness) -> str:
    """What intervals and sizes mean."""
    base, level, agree = found.policies[0].label, _percent(SHOWN), _percent(found.agree)
    return (
        f"{found.worlds:,} worlds of {found.people:,} people, each lived {found.replicates} times under every policy; "
        f"{len(found.parameters)} parameters move over their plausible ranges, each by itself. Brackets: {level} "
        f'intervals over worlds. Ahead: of "{base}". Regret: what the best policy of a world brings more. Other luck '
        f"names the same best policy in {agree} of the worlds. Boxes are found on half of the worlds and measured on "
        "the other."
    )


def share(one: Estimate) -> str:
    """`46 % (39 to 53)`."""
    return f"{_percent(one.mean)} ({100 * one.low:.0f} to {100 * one.high:.0f})"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
