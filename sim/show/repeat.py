"""How to get the same numbers again: the exact command, and the same in Python."""

import shlex
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS, Value
from sim.inputs.scenario import Scenario, load, shipped
from sim.study.comparison import Comparison

FILE = "scenario.toml"  # what `compare --out` writes, and what the pages give to take away
LONGEST = 240  # characters of settings that somebody would type
OPTIONS = ("people", "months", "replicates", "seed")  # of the command that compares


class Repeat(NamedTuple):
    """The same numbers again, with the same version. needs_file: whether scenario.toml has to be there."""

    command: str
    python: str
    needs_file: bool


def same_numbers(found: Comparison) -> str:
    """What has to be the same for the same numbers."""
    return f"Digest {found.digest}, version {found.version}, seed {found.seed}."


def comparison(found: Comparison) -> Repeat:
    """How to get a comparison again, custom baseline and all.

    Where the scenario is no shipped one, or too much in it was changed, it is asked for as a file.
    """
    settings = _typed(found.scenario, found.digest, found.differs, OPTIONS)
    usual = None if settings is None else _usual(found.scenario)
    policies = [key for key in found.policies if key != found.baseline]
    words = ["compare", FILE if usual is None else found.scenario]
    if usual is None or set(usual.policies) != set(found.policies):
        words += ["--policies", ",".join(policies)]
    if found.baseline != "never-sell":
        words += ["--baseline", found.baseline]
    sizes = {name: getattr(found, name) for name in OPTIONS}
    other = {name: value for name, value in sizes.items() if usual is None or usual[f"market.{name}"] != value}
    for name, value in other.items():
        words += [f"--{name}", str(value)]
    words += [*_sets(settings or {}), *["--doubt"] * bool(found.doubt)]
    changed = {f"market.{name}": value for name, value in other.items()} | dict(settings or {})
    call = f"comparison = sim.compare(scenario, {policies!r}, {found.baseline!r})\nprint(comparison.table())"
    return Repeat(_command(words), _python(words[1], changed, call), usual is None)


def story(scenario: Scenario, person: str, policies: Sequence[str]) -> Repeat:
    """How to get the story of a person in this scenario again."""
    settings = _typed(scenario.name, scenario.digest, {key: scenario[key] for key in scenario.differs})
    where = FILE if settings is None else scenario.name
    changed = {"market.people": scenario["market.people"]} if settings is None else settings
    words = ["story", where, "--person", person, "--policies", ",".join(policies), *_sets(changed)]
    call = f"print(story_as_text(story(scenario, {person!r}, {list(policies)!r})))"
    imports = ["from sim.show.story_report import story_as_text", "from sim.study.stories.story import story"]
    return Repeat(_command(words), _python(where, changed, call, imports), settings is None)


def _typed(
    name: str, digest: str, differs: Mapping[str, Any], options: Sequence[str] = ()
) -> Mapping[str, Value] | None:
    """What was changed in a shipped scenario, but for what has an option; None where it cannot be typed."""
    if name not in shipped():
        return None
    usual = _usual(name)
    values = {key: PARAMETERS[key].default for key in usual.differs if key in PARAMETERS} | dict(differs)
    try:
        changed = {key: value for key, value in values.items() if usual[key] != value}
        if usual.changed(changed).digest != digest:
            return None
    except InputError:
        return None
    typed = {key: value for key, value in changed.items() if key.removeprefix("market.") not in options}
    return typed if sum(len(f" --set {key}={value}") for key, value in typed.items()) <= LONGEST else None


@cache
def _usual(name: str) -> Scenario:
    """A shipped scenario, read once."""
    return load(name)


def _sets(settings: Mapping[str, Value]) -> list[str]:
    written = (f"{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in settings.items())
    return [word for said in written for word in ("--set", said)]


def _command(words: Sequence[str]) -> str:
    return shlex.join(["twenty-cents", *words])


def _python(where: str, changed: Mapping[str, Value], call: str, imports: Sequence[str] = ()) -> str:
    lines = [f"    {key!r}: {value!r}," for key, value in changed.items()]
    settings = "\n".join([".changed({", *lines, "})"]) if lines else ""
    return "\n".join(["import sim", *imports, "", f"scenario = sim.load({where!r}){settings}", call])
