"""Comparisons that strain a brief: made from a real one by other names and other sizes of its figures."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

import sim
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

POLICIES = ["sell-quietly", "opt-out", "ask-first", "ask-and-reward", "buy-third-party", "golden-rule"]


def lived() -> Comparison:
    """Six policies of a small magazine, with why and what it turns on."""
    few = {"market.people": 500, "market.months": 12, "market.replicates": 3}
    return sim.compare(sim.load("magazine").changed(few), POLICIES, why=["sell-quietly"])


def named(found: Comparison, name: Callable[[int], str], title: str) -> Comparison:
    """With other names."""
    policies = {key: replace(one, label=name(n)) for n, (key, one) in enumerate(found.policies.items())}
    return replace(found, title=title, policies=policies)


def scaled(found: Comparison, factor: float) -> Comparison:
    """With every figure so many times as large."""
    policies = {key: _scaled(one, factor) for key, one in found.policies.items()}
    return replace(found, policies=policies, why={key: _scaled(one, factor) for key, one in found.why.items()})


def _scaled(result: Any, factor: float) -> Any:
    def larger(value: Any) -> Any:
        if isinstance(value, Estimate):
            return value.scaled(factor)
        if isinstance(value, np.ndarray):
            return value * factor
        return {key: larger(one) for key, one in value.items()} if isinstance(value, Mapping) else value

    kept = {"by_mail", "reasons"}
    return replace(result, **{s.name: larger(getattr(result, s.name)) for s in fields(result) if s.name not in kept})


def unsettled(found: Comparison) -> Comparison:
    """With intervals that all span zero."""
    wide = Estimate(-1000.0, -50_000.0, 48_000.0)
    policies = {key: replace(one, difference=wide) for key, one in found.policies.items()}
    turns = {
        key: replace(answer, points=tuple(replace(point, turns=False) for point in answer.points))
        for key, answer in found.turns_on.items()
    }
    return replace(found, policies=policies, turns_on=turns)


def unsold(found: Comparison) -> Comparison:
    """With policies alone that sell nothing."""
    keys = ("never-sell", "golden-rule", "buy-third-party")
    return replace(found, policies={key: found.policies[key] for key in keys}, turns_on={}, why={})


CASES: Mapping[str, Callable[[Comparison], Comparison]] = {
    "as it is": lambda found: found,
    "long names": lambda found: named(
        found, lambda n: f"{n} a name that a committee gave it {'at length ' * 90}", "A " * 900
    ),
    "names of 200 letters": lambda found: named(
        found,
        lambda n: f"{n} a name that a committee gave it {'at length ' * 20}"[:199] + "!",
        "A long title " * 15 + "Title",
    ),
    "words without an end": lambda found: named(found, lambda n: f"{n}{'W' * 900}", "M" * 900),
    "markup": lambda found: named(found, lambda n: f"#{n} *a* $b$ <i> | \\ `c` @d [e]", "= <script>alert(1)</script>"),
    "Hebrew and Arabic": lambda found: named(found, lambda n: ("מכירה בשקט", "بيع بهدوء")[n % 2], "חברת הירחונים בע״מ"),
    "CJK": lambda found: named(
        found, lambda n: ("悄悄出售", "静かに売る", "조용히 팔기")[n % 3], "東京雑誌株式会社 北京杂志"
    ),
    "signs that no font has": lambda found: named(found, lambda n: f"🙂 {n} ไทย", "🙂\x00\x1b[31m\u202e"),
    "enormous": lambda found: scaled(found, 1e9),
    "tiny": lambda found: scaled(found, 1e-9),
    "all zero": lambda found: scaled(found, 0.0),
    "nothing settled": unsettled,
    "nothing sold": unsold,
    "nothing asked": lambda found: replace(found, why={}, turns_on={}),
    "an older result": lambda found: replace(
        found, policies={key: replace(one, better_in=None, worse_in=None) for key, one in found.policies.items()}
    ),
}
