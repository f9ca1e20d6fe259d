"""How to get the numbers on the page again: the exact command, and the same in Python."""

import shlex
from typing import NamedTuple

from sim.inputs.scenario import Scenario
from sim.study.comparison import Comparison
from sim.views.differences import differences
from sim.views.state import Study, start_of

FILE = "scenario.toml"


class Repeat(NamedTuple):
    """The same numbers from outside the page. needs_file: whether the scenario has to be downloaded first."""

    command: str
    python: str
    needs_file: bool


def repeat(study: Study, found: Comparison) -> Repeat:
    """How to get this comparison of this study again, custom baseline and all."""
    start = start_of(study.start)
    played = study.scenario.changed({"market.people": found.people, "market.replicates": found.replicates})
    needs_file = not _can_be_set(played, start)
    settings = {} if needs_file else differences(played, start)
    market = {name: settings.pop(f"market.{name}", None) for name in ("people", "replicates")}
    where = FILE if needs_file else study.start
    if needs_file:
        market = {"people": str(found.people), "replicates": str(found.replicates)}
    policies = [key for key in found.policies if key != found.baseline]
    return Repeat(
        _command(where, settings, market, policies, found.baseline),
        _python(where, settings, market, policies, found.baseline),
        needs_file,
    )


def _can_be_set(scenario: Scenario, start: Scenario) -> bool:
    """Whether settings by name say all that differs: not a policy, a dated change or a list that is new."""
    same_lists = all(getattr(scenario.written, name) == getattr(start.written, name) for name in ("events", "segments"))
    same_policies = scenario.written.policies.keys() == start.written.policies.keys()
    return same_lists and same_policies and not any(".changes" in key for key in differences(scenario, start))


def _command(
    where: str, settings: dict[str, str], market: dict[str, str | None], policies: list[str], baseline: str
) -> str:
    parts = [f"twenty-cents compare {where}"]
    parts += [f"--set {shlex.quote(f'{key}={value}')}" for key, value in settings.items()]
    parts += [f"--policies {','.join(policies)}", f"--baseline {baseline}"]
    parts += [f"--{name} {value}" for name, value in market.items() if value is not None]
    return " \\\n  ".join(parts)


def _python(
    where: str, settings: dict[str, str], market: dict[str, str | None], policies: list[str], baseline: str
) -> str:
    values = settings | {f"market.{name}": value for name, value in market.items() if value is not None}
    lines = [f"    {key!r}: {value!r}," for key, value in values.items()]
    changed = "\n".join([".changed({", *lines, "})"]) if lines else ""
    return (
        f"import sim\n\nscenario = sim.load({where!r}){changed}\n"
        f"comparison = sim.compare(scenario, {policies!r}, {baseline!r})\nprint(comparison.table())"
    )
