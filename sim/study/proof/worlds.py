"""Random worlds: scenarios anywhere in the table of parameters, with a policy of any kind, changes and breaches.

They are lively, so that a few people and months see every kind of event.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from sim.inputs.parameters import PARAMETERS, Parameter
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario, load_text

KEY = "drawn"  # of the policy that a random world has
OF_THE_RUN = ("people", "months", "seed", "size", "replicates")  # of the market, chosen apart from the rest
FREE = [entry for entry in PARAMETERS.values() if entry.name not in {f"market.{name}" for name in OF_THE_RUN}]
_BUSY = 4.0  # pieces a month from one sale, at most: more mail is more of the same, and slow


def random_world(random: Random, people: int = 60, months: int = 18) -> tuple[Scenario, Policy]:
    """A world of at most so many people and months, and its policy; `random` decides everything."""
    settings = {entry.name: random_value(random, entry) for entry in FREE if random.random() < 0.5}
    population, length = random.randint(10, people), random.randint(1, months)
    settings |= {
        "market.people": population,
        "market.months": length,
        "market.seed": random.randint(0, 2**32 - 1),
        "market.size": round(10.0 ** random.uniform(3, 9)),
        "people.trace_chance_ordinary": random.choice([0.008, 0.2, 1.0]),
    }
    later = sorted(random.sample(range(1, length + 1), min(length, random.randint(0, 2))))
    policy = {**_terms(random), "changes": [{"month": month, **_terms(random)} for month in later]}
    return world(settings, policy, _breaches(random, length))


def world(
    settings: Mapping[str, Any], policy: Mapping[str, Any], breaches: list[dict[str, Any]]
) -> tuple[Scenario, Policy]:
    """The world of these settings, mended where they go too far together, and its policy."""
    mended = dict(settings)
    fundamentalist = float(mended.get("people.fundamentalist", 0.23))
    pragmatist = float(mended.get("people.pragmatist", 0.58))
    mended["people.pragmatist"] = min(pragmatist, 1.0 - fundamentalist)
    contacts = int(mended.get("word_of_mouth.contacts", 8))
    mended["word_of_mouth.contacts"] = min(contacts, 12, int(mended["market.people"]) - 1)
    buyers = max(int(mended.get("data_market.buyers", 1)), int(policy.get("buyers", 1)))
    copies = float(mended.get("data_market.resale", 2.0)) * buyers
    pieces = float(mended.get("data_market.pieces", 0.5))
    mended["data_market.pieces"] = min(pieces, _BUSY / max(copies, 1.0))
    start = load_text('title = "A random world"', "a random world")
    made = start.changed({**mended, f"policies.{KEY}": dict(policy), "events": breaches})
    return made, made.policy(KEY)


def reach(entry: Parameter) -> tuple[float, float]:
    """How far a random world may take a number: as far as a run accepts, within reason."""
    assert entry.low is not None and entry.high is not None
    assert entry.minimum is not None and entry.maximum is not None
    far = entry.maximum if entry.maximum <= 1.0 else min(entry.maximum, 4.0 * max(entry.high, -entry.low))
    return max(entry.minimum, -far), far


def random_value(random: Random, entry: Parameter) -> Any:
    """A value of one parameter: in its plausible range or beyond, often at an end."""
    if entry.choices:
        return random.choice(entry.choices)
    if entry.kind is bool:
        return random.random() < 0.8
    low, high = random.choice([(entry.low, entry.high), reach(entry)])
    assert low is not None and high is not None
    value = random.choice([low, high, random.uniform(low, high), random.uniform(low, high)])
    return round(value) if entry.kind is int else value


def _terms(random: Random) -> dict[str, Any]:
    """Terms that do not contradict themselves, whatever held before."""
    sale = random.choice(["never", "quiet", "quiet", "opt_out", "opt_in"])
    source = random.choice(["none", "third_party", "declared"])
    asked = sale == "opt_in" or source == "declared"
    terms: dict[str, Any] = {
        "sale": sale,
        "notice": random.choice(["buried", "plain"]),
        "data_source": source,
        "personalisation": 0.0 if source == "none" else random.choice([0.5, 1.0]),
        "reward": random.choice([0.0, 0.5]) if asked else 0.0,
        "apology": sale == "never" and random.random() < 0.5,
    }
    if random.random() < 0.5:
        terms |= {"price": random.uniform(0.0, 1.0), "buyers": random.randint(1, 5)}
    if random.random() < 0.7:
        terms["again_every"] = random.randint(0, 6)
    return terms


def _breaches(random: Random, months: int) -> list[dict[str, Any]]:
    when = random.sample(range(1, months + 1), min(months, random.choice([0, 0, 1, 2])))
    return [
        {"kind": "breach", "month": month, "share": random.random(), "severity": random.uniform(0.0, 3.0)}
        for month in sorted(when)
    ]
