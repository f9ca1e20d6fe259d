"""Which runs a comparison needs: every distinct behaviour once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.inputs.policy import Policy, Terms
from sim.inputs.scenario import Scenario

Behaviour = tuple[tuple[int, Terms], ...]  # what a policy does from which month on, each unlike what was before


@dataclass(frozen=True)
class Plan:
    """The distinct runs of a comparison, and which of them belong to each policy."""

    runs: tuple[Policy, ...]
    with_sale: dict[str, int]
    without_sale: dict[str, int | None]  # None for a policy that never sells


def plan(scenario: Scenario, policies: Sequence[Policy]) -> Plan:
    """Each policy, and with each selling one the same without the sale; equal behaviour is run once."""
    numbers: dict[Behaviour, int] = {}
    runs: list[Policy] = []

    def number(policy: Policy) -> int:
        does = behaviour(scenario, policy)
        if does not in numbers:
            numbers[does] = len(runs)
            runs.append(policy)
        return numbers[does]

    with_sale: dict[str, int] = {}
    without_sale: dict[str, int | None] = {}
    for policy in policies:
        with_sale[policy.key] = number(policy)
        without_sale[policy.key] = number(policy.without_sale()) if sells(scenario, policy) else None
    return Plan(tuple(runs), with_sale, without_sale)


def behaviour(scenario: Scenario, policy: Policy) -> Behaviour:
    """The policy's resolved terms up to the last month; what it is called does not count."""
    last = int(scenario["market.months"])
    starts = sorted({1, *(change.month for change in policy.changes if change.month <= last)})
    return joined((month, scenario.terms(policy, month)) for month in starts)


def joined(stages: Iterable[tuple[int, Terms]]) -> Behaviour:
    """Stages in the order of their months, without those that change nothing."""
    does: list[tuple[int, Terms]] = []
    for month, terms in stages:
        if not does or terms != does[-1][1]:
            does.append((month, terms))
    return tuple(does)


def sells(scenario: Scenario, policy: Policy) -> bool:
    """Whether the policy sells anybody's record in some month of the scenario."""
    return any(terms.sale != "never" for _, terms in behaviour(scenario, policy))
