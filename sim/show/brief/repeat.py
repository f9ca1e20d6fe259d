"""How to get the same numbers again: the command."""

import shlex
from collections.abc import Mapping

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS, Value
from sim.inputs.scenario import load, shipped
from sim.study.comparison import Comparison

LONGEST = 240  # characters of settings that somebody would type
OPTIONS = ("people", "months", "replicates", "seed")


def how_to_repeat(comparison: Comparison) -> str:
    """The command that gives the same numbers with the same version.

    Where the scenario is no shipped one, or too much in it was changed, it is asked for as scenario.toml, the file that
    `compare --out` writes.
    """
    settings = _settings(comparison)
    usual = None if settings is None else load(comparison.scenario)
    words = ["twenty-cents", "compare", "scenario.toml" if usual is None else comparison.scenario]
    if usual is None or set(usual.policies) != set(comparison.policies):
        words += ["--policies", ",".join(key for key in comparison.policies if key != comparison.baseline)]
    if comparison.baseline != "never-sell":
        words += ["--baseline", comparison.baseline]
    for name in OPTIONS:
        value = getattr(comparison, name)
        if usual is None or usual[f"market.{name}"] != value:
            words += [f"--{name}", str(value)]
    for key, value in (settings or {}).items():
        words += ["--set", f"{key}={str(value).lower() if isinstance(value, bool) else value}"]
    return shlex.join(words + ["--doubt"] * bool(comparison.doubt))


def _settings(comparison: Comparison) -> Mapping[str, Value] | None:
    """What was changed in a shipped scenario, without the options; None where it is another scenario."""
    if comparison.scenario not in shipped():
        return None
    usual = load(comparison.scenario)
    values = {key: PARAMETERS[key].default for key in usual.differs if key in PARAMETERS} | dict(comparison.differs)
    try:
        changed = {key: value for key, value in values.items() if usual[key] != value}
        if usual.changed(changed).digest != comparison.digest:
            return None
    except InputError:
        return None
    typed = {key: value for key, value in changed.items() if key.removeprefix("market.") not in OPTIONS}
    return typed if sum(len(f" --set {key}={value}") for key, value in typed.items()) <= LONGEST else None
