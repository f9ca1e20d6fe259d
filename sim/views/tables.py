"""Tables of the pages: the policies side by side, and every assumption."""

import pandas as pd

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show.currency import in_force
from sim.show.wording import count, count_span, dollars, signed, signed_span, span
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate
from sim.views.text import amount_in_words, escaped, range_in_words, unbroken

NOTHING = "–"


def policies_table(comparison: Comparison) -> pd.DataFrame:
    """A row a policy, the best first, in Markdown."""
    ranked = sorted(comparison.policies.values(), key=lambda result: -result.net_present_value.mean)
    return pd.DataFrame([_policy_row(comparison, result) for result in ranked])


def _policy_row(comparison: Comparison, result: PolicyResult) -> dict[str, str]:
    is_baseline, difference = result.key == comparison.baseline, result.difference
    name = escaped(result.label)
    lowest = min(comparison.policies.values(), key=lambda one: one.net_present_value.mean)
    if result.key == comparison.best.key:
        name += " :green-badge[:material/arrow_upward: highest]"
    elif result.key == lowest.key:
        name += " :orange-badge[:material/arrow_downward: lowest]"
    if is_baseline:
        name += " :gray-badge[baseline]"
    settled = "" if is_baseline or difference.settled else " :gray-badge[not settled]"
    return {
        "Policy": name,
        f"Against “{comparison.policies[comparison.baseline].label}”": (
            NOTHING if is_baseline else escaped(signed(difference.mean)) + settled
        ),
        "90 % interval": NOTHING if is_baseline else escaped(unbroken(signed_span(difference))),
        "A sold record costs": _money(result, result.cost_per_record),
        "Selling breaks even at": _money(result, result.break_even_price),
        "Customers lost to it": NOTHING if is_baseline else _people(result.customers_lost_to_policy),
        "People who know at the end": _people(result.people_who_know),
    }


def _people(found: Estimate) -> str:
    return "0" if found.mean == found.low == found.high == 0 else unbroken(f"{count(found.mean)} ({count_span(found)})")


def _money(result: PolicyResult, found: Estimate | None) -> str:
    if found is not None:
        return escaped(unbroken(f"{dollars(found.mean)} ({span(found)})"))
    return "any price" if result.cost_per_record is not None else NOTHING


def all_assumptions(scenario: Scenario) -> pd.DataFrame:
    """Every parameter, as plain text to be searched and sorted."""
    return pd.DataFrame(
        {
            "Changed": "changed" if scenario[entry.name] != entry.default else "",
            "What it is": entry.meaning,
            "Value": amount_in_words(entry, scenario[entry.name]),
            "Default": amount_in_words(entry, entry.default),
            "Unit": in_force().unit(entry.unit),
            "Range": range_in_words(entry),
            "Grade": entry.grade,
            "Date": entry.date,
            "Source": entry.source,
            "Name": entry.name,
        }
        for entry in PARAMETERS.values()
    )
