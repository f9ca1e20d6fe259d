"""A scenario: every assumption of a comparison, read, layered, checked and frozen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sim.errors import InputError
from sim.inputs import layers
from sim.inputs.checks import cross_check, policy_of, remarks
from sim.inputs.forms import json_schema
from sim.inputs.layers import Layer, shipped
from sim.inputs.parameters import PARAMETERS, Value, nearest
from sim.inputs.policy import TERMS, Policy, Terms
from sim.inputs.segment import Segment
from sim.inputs.settings import settings_layer
from sim.inputs.writing import full_toml, in_words

_NEW = Policy("", "", "")

__all__ = ["Breach", "Scenario", "full_toml", "json_schema", "load", "load_text", "shipped"]


@dataclass(frozen=True)
class Breach:
    """Data stolen from the company in a month, of which a share of customers is told."""

    month: int
    share: float
    severity: float  # quiet sales


@dataclass(frozen=True)
class Scenario:
    """All that a run reads: complete, checked, never changed. `load` and `changed` make one.

    values: every parameter. segments: joint parts of the people; none where everybody is drawn alike.
    written: the layers as one.
    """

    name: str
    title: str
    question: str
    about: str
    conclusion: str
    sources: tuple[str, ...]
    values: Mapping[str, Value] = field(repr=False)
    policies: Mapping[str, Policy] = field(repr=False)
    events: tuple[Breach, ...]
    segments: tuple[Segment, ...] = field(repr=False)
    written: Layer = field(repr=False)

    def __getitem__(self, key: str) -> Value:
        """The value of a parameter; of `policies.KEY.FIELD`; `events` and `segments` in words. Raises InputError."""
        if key in self.values:
            return self.values[key]
        if key == "events":
            return in_words(self.written.events or ())
        if key == "segments":
            return "one kind of people" if len(self.segments) == 1 else f"{len(self.segments)} kinds of people"
        parts = str(key).split(".")
        if len(parts) == 3 and parts[0] == "policies" and parts[1] in self.policies:
            if parts[2] in TERMS:
                value: Value | None = getattr(self.policies[parts[1]], parts[2])
                return self.values[f"data_market.{parts[2]}"] if value is None else value
            if parts[2] == "changes":
                return in_words(self.written.policies[parts[1]].get("changes", ()))
        near = nearest(str(key), PARAMETERS)
        raise InputError(f"{key}: there is no such key" + (f"; did you mean {near}?" if near else ""))

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What is allowed but worth knowing."""
        return tuple(remarks(self.written))

    @cached_property
    def differs(self) -> tuple[str, ...]:
        """The keys whose values differ from the defaults, policies' fields among them."""
        usual = _usual_policies(int(self["market.months"]))
        return (
            *(key for key, value in self.values.items() if value != PARAMETERS[key].default),
            *(
                f"policies.{key}.{name}"
                for key, policy in self.policies.items()
                for name in (*TERMS, "changes")
                if getattr(policy, name) != getattr(usual.get(key, _NEW), name) or (key not in usual and name == "sale")
            ),
            *(("events",) if self.events else ()),
            *(("segments",) if self.segments else ()),
        )

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits, the same for the same values, policies, events and segments however written.

        A policy's own price counts even where it equals the market's: that one may move.
        """
        events = _within(self.written, int(self["market.months"]))
        content: dict[str, Any] = {
            "values": dict(self.values),
            "policies": {
                key: {
                    **{name: getattr(policy, name) for name in TERMS},
                    "changes": [{"month": change.month, **change.fields()} for change in policy.changes],
                }
                for key, policy in self.policies.items()
            },
            "events": [
                {"month": event["month"], "share": event.get("share", 1.0), "severity": event.get("severity")}
                for event in sorted(events, key=lambda event: event["month"])
            ],
        }
        if self.segments:
            content["segments"] = [segment.content() for segment in self.segments]
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what was written."""
        return _freeze, (self.written, self.name)

    def policy(self, key: str) -> Policy:
        """One policy. Raises InputError with the nearest key."""
        if isinstance(key, str) and key in self.policies:
            return self.policies[key]
        near = nearest(str(key), self.policies)
        meant = f"; did you mean {near}?" if near else f"; there are {', '.join(self.policies)}"
        raise InputError(f"{self.name}: there is no policy {key}{meant}")

    def terms(self, policy: Policy, month: int) -> Terms:
        """What holds under a policy in a month (1 is the first), with what it leaves open filled in."""
        held = policy.in_force(month)
        for name in ("price", "buyers", "again_every"):
            if held[name] is None:
                held[name] = self.values[f"data_market.{name}"]
        return Terms(**held)

    def changed(self, settings: Mapping[str, Any]) -> "Scenario":
        """The same scenario with some values changed, checked as a file is; texts are read as `--set` does.

        Keys are parameters, `policies.KEY.FIELD`, `policies.KEY.changes.N.FIELD`, or `policies.KEY` with a
        table of fields. The conclusion is dropped where it may no longer hold. Raises InputError.
        """
        if not isinstance(settings, Mapping):
            raise InputError(f"{settings!r:.60}: settings are a dictionary, as in {{'data_market.price': 0.40}}")
        top = settings_layer(settings, self.written.policies)
        whole = replace(top.over(self.written), label=self.written.label, texts=self.written.texts)
        cross_check(whole, top)
        same_policies = not top.policies and "market.months" not in top.values
        found = _freeze(whole, self.name, self.policies if same_policies else None)
        if not self.conclusion or found.digest == self.digest:
            return found
        return replace(found, conclusion="", written=replace(whole, texts={**whole.texts, "conclusion": ""}))


def load(name_or_path: str | Path) -> Scenario:
    """A shipped scenario by name, or one from a TOML file. Raises InputError with all that is wrong in it."""
    return _pile(layers.stack(name_or_path), Path(name_or_path).stem)


def load_text(text: str, name: str = "scenario") -> Scenario:
    """A scenario from TOML text, over the defaults or a shipped scenario. Raises InputError."""
    return _pile(layers.stack_of_text(text, name), name)


def _pile(stack: Sequence[Layer], name: str) -> Scenario:
    whole = stack[0]
    cross_check(whole, whole)
    for top in stack[1:]:
        whole = top.over(whole)
        cross_check(whole, top)
    return _freeze(whole, whole.texts.get("name") or name)


def _freeze(whole: Layer, name: str, policies: Mapping[str, Policy] | None = None) -> Scenario:
    """The scenario that a whole stack of layers, already checked, makes. policies: where they are known."""
    values = {key: whole.values.get(key, entry.default) for key, entry in PARAMETERS.items()}
    months = int(values["market.months"])
    if policies is None:
        policies = MappingProxyType({key: policy_of(key, of, months) for key, of in whole.policies.items()})
    events = _within(whole, months)
    severity = float(values["people.severity_breach"])
    segments = tuple(Segment(**row) for row in whole.segments or ())
    return Scenario(
        name=name,
        title=whole.texts.get("title") or name,
        question=whole.texts.get("question", ""),
        about=whole.texts.get("about", ""),
        conclusion=whole.texts.get("conclusion", ""),
        sources=whole.sources,
        values=MappingProxyType(values),
        policies=policies,
        events=tuple(
            Breach(event["month"], event.get("share", 1.0), event.get("severity", severity)) for event in events
        ),
        segments=segments,
        written=whole,
    )


def _within(whole: Layer, months: int) -> tuple[Mapping[str, Any], ...]:
    """The events, as written, that come within the months of a run."""
    return tuple(event for event in whole.events or () if event["month"] <= months)


@lru_cache(maxsize=64)
def _usual_policies(months: int) -> Mapping[str, Policy]:
    return {key: policy_of(key, fields, months) for key, fields in layers.base().policies.items()}
