"""The alarms, worked out a second time: Philox in plain Python, and every ring held against it."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import draws
from sim.model.columns import CUSTOMER, KINDS
from sim.model.market import Market
from sim.model.people import People

# Random123's known answers for philox4x32-10: counter, key, result.
KNOWN = (
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
)
_CLOSE = 1e-6  # relative: clocks are kept as 32-bit floats


class Clock(NamedTuple):
    """One column of clocks: the kind of each, which step it has come to, what is left, and whether it carries over."""

    kind: npt.NDArray[np.int64]
    n: npt.NDArray[np.int64]
    left: npt.NDArray[np.float64]
    carries: bool


def philox(counter: tuple[int, ...], key: tuple[int, ...]) -> tuple[int, ...]:
    """Philox4x32-10 (Salmon et al. 2011), written from the paper and independent of the model's own."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for n in range(10):
        first, second = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        one, two = (k0 + n * 0x9E3779B9) % 2**32, (k1 + n * 0xBB67AE85) % 2**32
        c0, c1, c2, c3 = (
            (second >> 32) ^ c1 ^ one,
            second % 2**32,
            (first >> 32) ^ c3 ^ two,
            first % 2**32,
        )
    return c0, c1, c2, c3


def step(seed: int, replicate: int, person: int, clock: int, n: int) -> float:
    """The n-th unit-exponential step of a person's clock: minus the logarithm of the middle of the word's place."""
    word = philox((person, n, clock, 0), (seed, replicate))[0]
    return -math.log((word + 0.5) / 2**32)


def wrong_answers() -> list[str]:
    """Known answers that the model's generator, or ours, does not give."""
    answers = []
    for counter, key, known in KNOWN:
        model = tuple(int(word) for word in draws.philox(*(np.uint64(word) for word in (*counter, *key))))
        if not model == philox(counter, key) == known:
            answers.append(f"philox4x32-10 of counter {counter} and key {key}")
    return answers


def wrong_rings(scenario: Scenario, policy: Policy, replicate: int = 0) -> tuple[int, list[str]]:
    """Rings of everybody's clocks in a market, and those after which a clock was not set as it must be.

    A clock that stops at its ring is set to its next step; one that counts carries what is left over, so it stands
    between zero and that step. The steps belong to (seed, replicate, person, clock, n) and to no policy.
    """
    market = Market(scenario, policy, replicate)
    key = (int(scenario["market.seed"]), replicate)
    wrong, rings = [], 0
    before: dict[str, Clock] = {}
    for month in range(int(scenario["market.months"]) + 1):
        if month > 0:
            market.step()
        after = _clocks(market.people)
        for name, person in _rung(before, after):
            clock = after[name]
            rings += 1
            left, n = float(clock.left[person]), int(clock.n[person])
            due = step(*key, person, int(clock.kind[person]), n)
            close = math.isclose(left, due, rel_tol=_CLOSE)
            if not (0.0 < left <= due * (1 + _CLOSE) if clock.carries else close):
                wrong.append(f"month {month}: {name} of person {person} is {left:.6g}, its step {n} is {due:.6g}")
        before = after
    return rings, wrong


def _clocks(people: People) -> dict[str, Clock]:
    customer = people.column("status") == CUSTOMER
    never = people.column("leavings") == 0
    kind = np.where(customer, draws.LEAVE, np.where(never, draws.JOIN, draws.RETURN))
    stage = np.where(customer, people.column("leavings"), np.where(never, 0, people.column("returns")))
    pieces = np.sum([people.column(f"pieces_{name}") for name in KINDS], axis=0)
    clocks = {
        "status_clock": (kind, stage, False),
        "mail_clock": (draws.MAIL, pieces, True),
        "learn_clock": (draws.LEARN, people.column("learnings"), False),
        "complain_clock": (draws.COMPLAIN, people.column("complaints"), True),
    }
    return {
        name: Clock(kind + np.zeros(len(people), int), n.astype(int), people.column(name).astype(float), carries)
        for name, (kind, n, carries) in clocks.items()
    }


def _rung(before: dict[str, Clock], after: dict[str, Clock]) -> Iterator[tuple[str, int]]:
    """The clocks that have come to a new step, by column and person: all of them at the start."""
    for name, clock in after.items():
        new = np.ones(len(clock.n), bool)
        if name in before:
            new = (clock.kind != before[name].kind) | (clock.n != before[name].n)
        yield from ((name, person) for person in np.flatnonzero(new).tolist())
