"""Which runs a comparison needs: every distinct behaviour once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.inputs.policy import Policy, Terms
from sim.inputs.scenario import Scenario

Behaviour = tuple[Terms, ...]  # what a policy does in each month


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
    """The policy's resolved terms in every month; what it is called does not count."""
    changes = {1, *(change.month for change in policy.changes)}
    does: list[Terms] = []
    for month in range(1, int(scenario["market.months"]) + 1):
        does.append(scenario.terms(policy, month) if month in changes else does[-1])
    return tuple(does)


def sells(scenario: Scenario, policy: Policy) -> bool:
    """Whether the policy sells anybody's record in some month of the scenario."""
    return any(terms.sale != "never" for terms in behaviour(scenario, policy))
