"""What must be the same to the last bit: runs on any number of threads, first people, and policies that do the same."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np

from sim.inputs.policy import Change, Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import State, Traits
from sim.model.market import Life, Market, live
from sim.model.people import Born, born


class Backwards(ThreadPoolExecutor):
    """Visits people from the last part of the market to the first."""

    def map(self, fn: Callable[..., Any], *parts: Iterable[Any], **_: Any) -> Iterator[Any]:
        """As map, from the end."""
        (chunks,) = parts
        return reversed([fn(chunk) for chunk in reversed(list(chunks))])


def differences(one: Life, other: Life) -> list[str]:
    """Names of what differs, by a single bit, between two lives: series, ledger, columns of people."""
    found = [name for name, values in one.series.items() if not np.array_equal(values, other.series[name])]
    found += [line for line, values in one.ledger.items() if not np.array_equal(values, other.ledger[line])]
    columns = (*State._fields, *Traits._fields)
    found += [name for name in columns if not np.array_equal(one.people.column(name), other.people.column(name))]
    if one.ledger_discounted != other.ledger_discounted:
        found.append("today's value of the lines")
    return found


def threads_matter(scenario: Scenario, policy: Policy, counts: Iterable[int] = (2, 8)) -> list[str]:
    """What depends on the number of threads, on the order of people, or on other runs at the same time."""
    alone = live(scenario, policy)
    found = []
    for count in counts:
        with ThreadPoolExecutor(count) as pool:
            found += [f"{name}, with {count} threads" for name in differences(alone, live(scenario, policy, pool=pool))]
    with Backwards(1) as pool:
        backwards = live(scenario, policy, pool=pool)
    found += [f"{name}, from the last person to the first" for name in differences(alone, backwards)]
    with ThreadPoolExecutor(8) as pool:
        together = [pool.submit(live, scenario, policy) for _ in range(8)]
        found += [f"{name}, among 8 runs at once" for life in together for name in differences(alone, life.result())]
    return found


def first_people_change(scenario: Scenario, times: int = 4) -> list[str]:
    """Traits and alarms of the first persons that change where more come after them."""
    few = born(scenario, 0)
    many = born(scenario.changed({"market.people": int(scenario["market.people"]) * times}), 0)

    def columns(people: Born) -> Iterator[tuple[str, Any]]:
        yield "leave_hazard", people.leave_hazard[: len(few)]
        for table in (people.traits, people.start):
            yield from ((name, table[name][: len(few)]) for name in table.dtype.names or ())

    pairs = zip(columns(few), columns(many), strict=True)
    return [name for (name, here), (_, there) in pairs if not np.array_equal(here, there)]


def no_change_matters(scenario: Scenario, policy: Policy, baseline: Policy) -> list[str]:
    """What differs though nothing was changed: a policy that turns into the baseline in month 1."""
    change = Change(1, **baseline.in_force(1))
    turned = live(scenario, replace(policy, changes=(change, *baseline.changes)))
    return differences(live(scenario, baseline), turned)


def parts_before(scenario: Scenario, policy: Policy, later: Policy, month: int) -> list[str]:
    """What differs before the month in which two policies first differ: `later` is what `policy` turns into."""
    turning = replace(policy, changes=(Change(month, **later.in_force(1)),))
    one, other = Market(scenario, policy), Market(scenario, turning)
    for _ in range(month - 1):
        one.step()
        other.step()
    found = [name for name in State._fields if not np.array_equal(one.people.column(name), other.people.column(name))]
    return found + (["sums of the month"] if one.totals != other.totals else [])


def price_matters(scenario: Scenario, policy: Policy, price: float) -> list[str]:
    """What a doubled price does besides doubling data sales: nothing, but in what each person brought."""
    once = live(scenario, replace(policy, price=price))
    twice = live(scenario, replace(policy, price=2.0 * price))
    allowed = {"data_sales", "money", "today's value of the lines"}
    found = [name for name in differences(once, twice) if name not in allowed]
    found += [
        line
        for line, amount in once.ledger_discounted.items()
        if line != "data_sales" and amount != twice.ledger_discounted[line]
    ]
    if not np.array_equal(2.0 * once.ledger["data_sales"], twice.ledger["data_sales"]):
        found.append("data sales do not double")
    return found
