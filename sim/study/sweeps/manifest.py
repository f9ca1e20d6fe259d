"""What a sweep was asked, as it stands beside its rows, and how two sweeps differ."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sim import __version__
from sim.errors import InputError
from sim.inputs.filling_in import shown
from sim.inputs.scenario import Scenario, load_text
from sim.study.sweeps.columns import Column, columns_of
from sim.study.sweeps.design import Design

FORMAT = 1
TOLD = 5  # differences told one by one


@dataclass(frozen=True)
class Manifest:
    """A sweep's identity and size. block: units (a point in a replicate) that a worker lives in one go."""

    version: str
    scenario: str
    title: str
    digest: str
    policies: tuple[str, ...]  # the baseline first
    labels: tuple[str, ...]
    replicates: int
    people: int
    months: int
    keys: tuple[str, ...]
    design: Mapping[str, Any]
    points: int
    block: int
    columns: tuple[Column, ...]
    finished: bool = False

    @property
    def units(self) -> int:
        """Points times replicates."""
        return self.points * self.replicates

    @property
    def rows(self) -> int:
        """Points times policies times replicates."""
        return self.units * len(self.policies)

    @property
    def blocks(self) -> int:
        """Blocks of units."""
        return -(-self.units // self.block)

    def to_json(self) -> bytes:
        """As it stands in the file."""
        raw = asdict(self) | {"columns": [column._asdict() for column in self.columns]}
        return (json.dumps({"format": FORMAT} | raw, indent=1) + "\n").encode()


def manifest_of(scenario: Scenario, design: Design, policies: Sequence[str], replicates: int, block: int) -> Manifest:
    """The manifest of a sweep that is about to begin. policies: the baseline first."""
    return Manifest(
        version=__version__,
        scenario=scenario.name,
        title=scenario.title,
        digest=scenario.digest,
        policies=tuple(policies),
        labels=tuple(scenario.policy(key).label for key in policies),
        replicates=replicates,
        people=int(scenario["market.people"]),
        months=int(scenario["market.months"]),
        keys=design.keys,
        design=design.said(),
        points=design.points,
        block=block,
        columns=columns_of(scenario, design.keys),
    )


def read_manifest(content: bytes, where: str) -> Manifest:
    """The manifest in a file. Raises InputError."""
    try:
        raw = json.loads(content)
        if raw.pop("format") != FORMAT:
            raise InputError(f"{where}: was written by another version of Twenty Cents and cannot be read by this one")
        raw["columns"] = tuple(Column(**column) for column in raw["columns"])
        lists = {name: tuple(raw[name]) for name in ("policies", "labels", "keys")}
        return Manifest(**(raw | lists))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: is not the manifest of a sweep ({error})") from None


def refuse_another(before: Manifest, now: Manifest, text_before: str, scenario: Scenario, where: str) -> None:
    """InputError with the differences named where a sweep to be resumed is not the one that was begun."""
    differences = [*_differences(before, now, text_before, scenario)]
    if differences:
        raise InputError(
            f"{where} holds another sweep, which cannot go on as this one:",
            *(f"  {difference}" for difference in differences),
            "Ask for the same as before, or give another folder.",
        )


def _differences(before: Manifest, now: Manifest, text_before: str, scenario: Scenario) -> Iterator[str]:
    if before.version != now.version:
        yield f"version: {before.version} before, {now.version} now"
    if before.digest != now.digest:
        yield from _between_scenarios(load_text(text_before), scenario)
    for name, then, today in (
        ("baseline", before.policies[0], now.policies[0]),
        ("policies", ", ".join(before.policies), ", ".join(now.policies)),
        ("replicates", before.replicates, now.replicates),
    ):
        if then != today:
            yield f"{name}: {then} before, {today} now"
    plain_now = json.loads(json.dumps(dict(now.design)))
    if before.design != plain_now:
        yield from _between_designs(before.design, plain_now)


def _between_scenarios(before: Scenario, now: Scenario) -> Iterator[str]:
    keys = [key for key, value in now.values.items() if before.values[key] != value and key != "market.replicates"]
    for key in keys[:TOLD]:
        yield f"scenario: {key} = {shown(before.values[key])} before, {shown(now.values[key])} now"
    if len(keys) > TOLD:
        yield f"scenario: and {len(keys) - TOLD} more values"
    policies = {key for key in {*before.policies, *now.policies} if before.policies.get(key) != now.policies.get(key)}
    if policies:
        yield f"scenario: the policies {', '.join(sorted(policies))} are not the same"
    if before.events != now.events:
        yield "scenario: the events are not the same"
    if before.segments != now.segments:
        yield "scenario: the segments are not the same"


def _between_designs(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *now]):
        if name == "axes":
            old, new = ({axis["key"]: axis for axis in said.get(name, ())} for said in (before, now))
            for key in dict.fromkeys([*old, *new]):
                if old.get(key) != new.get(key):
                    yield f"design: {key}: {_axis(old.get(key))} before, {_axis(new.get(key))} now"
        elif before.get(name) != now.get(name):
            yield f"design: {name}: {before.get(name)} before, {now.get(name)} now"


def _axis(said: Mapping[str, Any] | None) -> str:
    if said is None:
        return "not varied"
    return ", ".join(f"{name} {value}" for name, value in said.items() if name != "key")
