"""Golden totals: headline numbers of every policy of every shipped scenario, in a small run, pinned.

Counts are of simulated people and records, summed over replicates, and must be equal; money must agree to 1e-9. Whoever
means to move one writes them again with `python -m tests.golden` and says in the commit which moved, and why.
"""

import json
from pathlib import Path

from sim.inputs.scenario import load
from sim.study.lives import live_all
from sim.study.outcome import Outcome, outcomes
from sim.study.plan import plan

FOLDER = Path(__file__).parent
PEOPLE, MONTHS, REPLICATES = 1_000, 36, 2
CLOSE = 1e-9  # relative
SUMMED = ("joined", "returned", "left", "found_out", "complaints", "pieces", "records_sold")  # over all months
MONEY = ("net_present_value", "terminal_value", "loss", "disclosures")

Totals = dict[str, dict[str, float]]  # figure by policy


def totals(name: str) -> Totals:
    """The headline numbers of a shipped scenario's policies, all replicates together."""
    world = load(name).changed({"market.people": PEOPLE, "market.months": MONTHS})
    layout = plan(world, list(world.policies.values()))
    found: Totals = {key: {} for key in world.policies}
    for lives in live_all(world, layout.runs, range(REPLICATES)):
        for key, outcome in outcomes(layout, "never-sell", lives).items():
            for figure, value in figures(outcome, lives[0].scale).items():
                found[key][figure] = found[key].get(figure, 0) + value
    return found


def figures(outcome: Outcome, scale: float) -> dict[str, float]:
    """One replicate's numbers: counts as whole numbers of simulated people, money in dollars of the real company."""
    counts = {
        **{name: float(outcome.series[name].sum()) for name in SUMMED},
        "customers_at_end": outcome.customers_at_end,
        "people_who_know": outcome.people_who_know,
        "customers_lost_to_policy": float(outcome.lost.sum()),
        "months_lost": outcome.months_lost,
    }
    money = {
        **{name: float(getattr(outcome, name)) for name in MONEY},
        **{f"ledger.{line}": value for line, value in outcome.ledger.items()},
        **{f"ledger_undiscounted.{line}": value for line, value in outcome.ledger_undiscounted.items()},
    }
    return {**{name: round(value / scale) for name, value in counts.items()}, **money}


def file_of(name: str) -> Path:
    """Where a scenario's totals are pinned."""
    return FOLDER / f"{name}.json"


def pinned(name: str) -> Totals:
    """The totals as they were written."""
    found: Totals = json.loads(file_of(name).read_text(encoding="utf-8"))
    return found


def write(name: str) -> list[str]:
    """Pin a scenario's totals as they are now; returns what moved."""
    now = totals(name)
    changed = moved(name, pinned(name), now) if file_of(name).exists() else [f"{name}: new"]
    file_of(name).write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")
    return changed


def moved(name: str, before: Totals, now: Totals) -> list[str]:
    """Which outcome of which policy moved, and by how much, in words; empty where nothing did."""
    said = [f"{name}: the policy {key} is {'gone' if key in before else 'new'}" for key in before.keys() ^ now.keys()]
    for key in before.keys() & now.keys():
        for figure in sorted(before[key].keys() | now[key].keys()):
            there, here = before[key].get(figure), now[key].get(figure)
            if there is None or here is None:
                said.append(f"{name}, {key}: {figure} is {'new' if there is None else 'gone'}")
            elif not _same(there, here):
                said.append(f"{name}, {key}: {figure} moved by {here - there:+.6g}, from {there:.12g} to {here:.12g}")
    return sorted(said)


def _same(there: float, here: float) -> bool:
    """Counts are written as whole numbers and are equal or not."""
    if isinstance(there, int) and isinstance(here, int):
        return there == here
    return abs(there - here) <= CLOSE * max(abs(there), abs(here))
