"""A comparison for a terminal: verdict, table, and what was run, in 80 columns."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.inputs.layers import base
from sim.show import wording
from sim.show.why_report import show_why
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate
from sim.study.talk import how_far_talk_carries

MILLION = 1e6


# how much was run stands in the sentence below the table
SAID_ALREADY = {f"market.{name}" for name in ("people", "months", "replicates", "seed")}


def show_comparison(comparison: Comparison, out: Console) -> None:
    """Verdict, table, and what was run."""
    out.print(Text(comparison.title, style="bold"))
    out.print()
    for paragraph in wording.verdict(comparison):
        out.print(Text(paragraph))
        out.print()
    out.print(comparison_table(comparison))
    if not all(result.difference.settled for result in comparison.policies.values()):
        out.print(Text("? not settled: the interval spans zero; --until-settled adds replicates", style="dim"))
    out.print(Text(wording.how_it_was_asked(comparison), style="dim"))
    if comparison.settling is not None:
        out.print(Text(wording.how_it_settled(comparison), style="dim"))
    changed = [f"{key} = {value}" for key, value in comparison.differs.items() if worth_saying(key)]
    if changed:
        out.print(Text(f"Not the default: {', '.join(changed)}", style="dim"))
    if comparison.why:
        show_why(comparison, out)
    if comparison.inputs is not None:
        out.print(Text(how_far_talk_carries(comparison.inputs), style="dim"))
        for remark in comparison.inputs.remarks:
            out.print(Text(f"Note: {remark}"))


def worth_saying(key: str) -> bool:
    """Whether a key that differs is news: not what was said already, nor what a policy of the scenario's own is."""
    policy = key.split(".")[1] if key.startswith("policies.") else None
    return key not in SAID_ALREADY and (policy is None or policy in base().policies)


def comparison_table(comparison: Comparison) -> Table:
    """A row a policy, the best first, in millions or thousands of dollars."""
    unit, name = _unit(comparison)
    base = comparison.policies[comparison.baseline].label
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, caption_justify="left")
    table.add_column("Policy")
    table.add_column(f'Against\n"{base}",\n{name} ', justify="right")
    for heading in (
        "A sold\nrecord\ncosts",
        "Selling\nbreaks\neven at",
        "Customers\nlost to it",
        "Know at\nthe end",
    ):
        table.add_column(heading, justify="right")
    for result in sorted(comparison.policies.values(), key=lambda one: -one.net_present_value.mean):
        table.add_row(*_row(comparison, result, unit))
    return table


def _row(comparison: Comparison, result: PolicyResult, unit: float) -> list[str]:
    price = result.break_even_price
    pays_always = price is None and result.cost_per_record is not None
    is_base = result.key == comparison.baseline
    return [
        result.label,
        "the baseline" if is_base else _difference(result.difference, unit),
        _cents(result.cost_per_record),
        "any price" if pays_always else _cents(price),
        "" if is_base else wording.count(result.customers_lost_to_policy.mean),
        wording.count(result.people_who_know.mean),
    ]


def _difference(estimate: Estimate, unit: float) -> str:
    digits = 2 if unit == MILLION else 0
    half = (estimate.high - estimate.low) / 2
    around = f"{estimate.mean / unit:+,.{digits}f} ± {half / unit:,.{digits}f}"
    return around + (" " if estimate.settled else "?")


def _cents(estimate: Estimate | None) -> str:
    return "" if estimate is None else wording.dollars(estimate.mean)


def _unit(comparison: Comparison) -> tuple[float, str]:
    largest = max(abs(result.difference.mean) for result in comparison.policies.values())
    return (MILLION, "$ million") if largest >= 1e7 else (1e3, "$ thousand") if largest >= 1e4 else (1.0, "$")
