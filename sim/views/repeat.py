"""How to get what is on a page again: the exact command, and the same in Python."""

import shlex
from collections.abc import Mapping, Sequence
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


def comparison(study: Study, found: Comparison) -> Repeat:
    """How to get this comparison of this study again, custom baseline and all."""
    played = study.scenario.changed({"market.people": found.people, "market.replicates": found.replicates})
    policies = [key for key in found.policies if key != found.baseline]
    options = {"policies": ",".join(policies), "baseline": found.baseline}
    call = f"comparison = sim.compare(scenario, {policies!r}, {found.baseline!r})\nprint(comparison.table())"
    return _repeat(study, played, "compare", options, ["import sim"], call)


def story(study: Study, played: Scenario, person: str, policies: Sequence[str]) -> Repeat:
    """How to get the story of this person again. played: the scenario as the page plays it."""
    options = {"person": person, "policies": ",".join(policies)}
    imports = [
        "import sim",
        "from sim.show.story_report import story_as_text",
        "from sim.study.stories.story import story",
    ]
    call = f"print(story_as_text(story(scenario, {person!r}, {list(policies)!r})))"
    return _repeat(study, played, "story", options, imports, call)


def _repeat(
    study: Study, played: Scenario, command: str, options: Mapping[str, str], imports: Sequence[str], call: str
) -> Repeat:
    start = start_of(study.start)
    if _can_be_set(played, start):
        where, settings = study.start, differences(played, start)
    else:  # the file has the study's own numbers; those that the page chose come on top
        where, settings = FILE, differences(played, study.scenario)
    sets = [f"--set {shlex.quote(f'{key}={value}')}" for key, value in settings.items()]
    said = [f"--{name} {shlex.quote(value)}" for name, value in options.items()]
    lines = [f"    {key!r}: {value!r}," for key, value in settings.items()]
    changed = "\n".join([".changed({", *lines, "})"]) if lines else ""
    return Repeat(
        command=" \\\n  ".join([f"twenty-cents {command} {where}", *sets, *said]),
        python="\n".join([*imports, "", f"scenario = sim.load({where!r}){changed}", call]),
        needs_file=where == FILE,
    )


def _can_be_set(scenario: Scenario, start: Scenario) -> bool:
    """Whether settings by name say all that differs: not a policy, a dated change or a list that is new."""
    same_lists = all(getattr(scenario.written, name) == getattr(start.written, name) for name in ("events", "segments"))
    same_policies = scenario.written.policies.keys() == start.written.policies.keys()
    return same_lists and same_policies and not any(".changes" in key for key in differences(scenario, start))
