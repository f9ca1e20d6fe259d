"""What a company's own event told, as a scenario: medians, each with its interval beside it."""

import os
from pathlib import Path

from sim.inputs.company_files.csv_values import harmless
from sim.inputs.parameter import plain
from sim.inputs.scenario import shipped
from sim.study.calibration.event_fit import LEVEL, EventFit

_ABOUT = (
    "Made by `twenty-cents calibrate event`. Values are posterior medians, to be used together; beside each stands its",
    "{level} interval, and how far the event determines it. What is not determined is hardly more than the middle of",
    "its range.",
)


def scenario_toml(found: EventFit, base: str, folder: Path) -> str:
    """The scenario as TOML text over the one fitted on. base: that one's name or file; folder: where this will lie."""
    import tomlkit

    name = harmless(Path(found.event.label).name)
    level = f"{100 * LEVEL:.0f} %"
    document = tomlkit.document()
    for line in _ABOUT:
        document.add(tomlkit.comment(line.format(level=level)))
    for first, second, correlation in found.together:
        document.add(tomlkit.comment(f"Known together only: {first} and {second} (correlation {correlation:.2f})."))
    document.add(tomlkit.nl())
    document.add("extends", base if base in shipped() else os.path.relpath(base, folder))
    document.add("title", f"{found.scenario.title}, after {name}")
    document.add("sources", [f"{name}: {found.event.affected.customers[found.event.before]:,.0f} customers affected"])
    groups: dict[str, tomlkit.items.Table] = {}
    for one in found.estimates:
        group, _, key = one.name.partition(".")
        table = groups.setdefault(group, tomlkit.table())
        table.add(key, short(one.median))
        table[key].comment(f"{level}: {plain(short(one.low))} to {plain(short(one.high))}; {one.verdict}")
    for group, table in groups.items():
        document.add(group, table)
    return tomlkit.dumps(document)


def short(number: float, digits: int = 3) -> float:
    """So many digits, which are more than an event can tell."""
    return float(f"{number:.{digits}g}")
