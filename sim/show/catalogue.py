"""Scenarios for a terminal: the list of those shipped, and what one of them assumes."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.inputs.scenario import Scenario


def show_list(scenarios: Sequence[Scenario], out: Console) -> None:
    """Name, title and question of each scenario."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for scenario in scenarios:
        table.add_row(scenario.name, Text.assemble(scenario.title, "\n", (scenario.question, "dim")))
    out.print(table)


def show_scenario(scenario: Scenario, out: Console) -> None:
    """What a scenario asks, what in it differs from the defaults, its policies and sources."""
    out.print(Text(scenario.title, style="bold"))
    for heading, text in (("", scenario.question), ("", scenario.about), ("What was found", scenario.conclusion)):
        if heading and text:
            out.print(f"\n{heading}:", style="bold")
        for paragraph in text.split("\n\n") if text else ():
            if not heading:
                out.print()
            out.print(Text(" ".join(paragraph.split())))
    if scenario.differs:
        out.print("\nDifferent from the defaults:", style="bold")
        for key in scenario.differs:
            out.print(Text(f"  {key} = {scenario[key]}"))
    out.print("\nPolicies:", style="bold")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for policy in scenario.policies.values():
        table.add_row(f"  {policy.key}", Text(policy.description or policy.label))
    out.print(table)
    if scenario.sources:
        out.print("\nSources:", style="bold")
        for source in scenario.sources:
            out.print(Text(f"- {source}"))
    for remark in scenario.remarks:
        out.print(Text(f"\nNote: {remark}", style="yellow"))
    out.print(f"\nDigest {scenario.digest}", style="dim")


def show_checked(scenario: Scenario, out: Console) -> None:
    """That a scenario is in order, and how much of it differs from the defaults."""
    policies, differs = len(scenario.policies), len(scenario.differs)
    out.print(Text(f"{scenario.name} is in order: {policies} policies, {differs} values differ from the defaults."))
    for remark in scenario.remarks:
        out.print(Text(f"Note: {remark}", style="yellow"))


def scenario_as_json(scenario: Scenario) -> dict[str, Any]:
    """Everything a scenario assumes, as plain lists and dictionaries."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "about": scenario.about,
        "conclusion": scenario.conclusion,
        "sources": list(scenario.sources),
        "digest": scenario.digest,
        "differs": list(scenario.differs),
        "values": dict(scenario.values),
        "policies": {key: asdict(policy) for key, policy in scenario.policies.items()},
        "events": [asdict(event) for event in scenario.events],
        "segments": [asdict(segment) for segment in scenario.segments],
        "remarks": list(scenario.remarks),
    }
