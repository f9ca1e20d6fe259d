"""Hand-worked cases of the rule: a person in words, what is given, and what a reader works out to happen in a month.

The cases are TOML files that need no programming to check; they come with the program. A case begins from an ordinary
customer in an ordinary world and says what is different.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from sim.inputs.scenario import Scenario, load_text
from sim.model import rule
from sim.model.columns import State, Traits
from sim.model.conditions import Conditions, under
from sim.model.outlook import in_month

CLOSE = 6e-7  # of numbers that are worked out with a pocket calculator

# Somebody to whom nothing happens unless a case says so: all alarms are far away.
TRAITS = Traits(
    objection=1.0,
    leave_hazard=0.01,
    patience=1.0,
    margin=10_000,  # a dollar a month
    consents_below=0.5,
    opts_out_below=0.5,
    profile_below=0.5,
    attitude=1,
    experience_counts=1,
    likes_personalisation=1,
    traceable=0,
    digital=0,
)
STATE = State(**dict.fromkeys(State._fields, 0))._replace(
    status=1, months=6, content=1, status_clock=100.0, mail_clock=100.0, learn_clock=100.0, complain_clock=100.0
)
WORDS = {
    "attitude": ("fundamentalist", "pragmatist", "unconcerned"),
    "status": ("prospect", "customer", "former"),
    "knows": ("unaware", "aware", "knows"),
    "learned_how": ("", "mail", "reading", "talk", "press", "notice"),
}
# Of a month, not of a person: contacts who talk, contacts who are content, the press, an apology.
AROUND = {"month": 1, "person": 0, "heard": 0, "content_contacts": 0}
PRESS = {"reputation": 1.0, "story": False, "apologised": False}


@dataclass(frozen=True)
class Case:
    """One case as its file says it: `world` are parameters, `policy` its terms, `given` the person and the month."""

    file: str
    words: str
    world: Mapping[str, Any]
    policy: Mapping[str, Any]
    given: Mapping[str, Any]
    expected: Mapping[str, Any]


def folder() -> Path:
    """Where the cases lie: in the installed package, or in the checkout."""
    installed = Path(str(resources.files("sim"))) / "_data" / "worked"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "tests" / "worked"


def cases(place: Path | None = None) -> Iterator[Case]:
    """Every case, file by file. What a file says under `world` and `policy` holds for all its cases."""
    for file in sorted((place or folder()).glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in content["case"]:
            yield Case(
                file.stem,
                case["words"],
                {**content.get("world", {}), **case.get("world", {})},
                {**content.get("policy", {}), **case.get("policy", {})},
                case.get("given", {}),
                case["expected"],
            )


def wrong(case: Case) -> list[str]:
    """What the rule does otherwise than the case expects, in words; nothing where it is right."""
    around = {**AROUND, **PRESS}
    unknown = set(case.given) - set(Traits._fields) - set(State._fields) - set(around)
    if unknown:
        return [f"{case.file}: given {', '.join(sorted(unknown))}: there is no such column"]
    person = {name: _number(name, value) for name, value in case.given.items()}
    around |= {name: person.pop(name) for name in list(person) if name in around}
    traits = TRAITS._replace(**{name: value for name, value in person.items() if name in Traits._fields})
    state = STATE._replace(**{name: value for name, value in person.items() if name in State._fields})
    now = _conditions(case, around)
    heard, content = around["heard"], around["content_contacts"]
    new, did = rule.month(around["person"], traits, state, heard, content, now)
    happened = {**new._asdict(), **did._asdict()}
    return [
        f"{case.file}: {case.words} {name} is {happened.get(name)}, expected {value}"
        for name, value in case.expected.items()
        if not _is(happened.get(name), _number(name, value))
    ]


def _conditions(case: Case, around: Mapping[str, Any]) -> Conditions:
    scenario = _scenario(case, around["month"])
    base = under(scenario, scenario.terms(scenario.policy("worked"), around["month"]), 0)
    return in_month(base, scenario, around["month"], around["reputation"], around["story"], around["apologised"])


def _scenario(case: Case, month: int) -> Scenario:
    settings = dict(case.world)
    breach = settings.pop("breach", None)
    events = [{"kind": "breach", "month": month, **breach}] if breach else []
    policy = {"sale": "never", **case.policy}
    start = load_text('title = "A hand-worked case"', "a hand-worked case")
    return start.changed({"market.months": 600, **settings, "policies.worked": policy, "events": events})


def _number(name: str, value: Any) -> Any:
    return WORDS[name].index(value) if isinstance(value, str) else value


def _is(here: Any, expected: Any) -> bool:
    return here is not None and abs(here - expected) <= CLOSE
