"""Who listens to whom: directed ties, kept by the person who is listened to.

Person i listens to k contacts: the nearest on a ring, each tie rewired with a given probability to somebody at random
(Watts and Strogatz 1998), keyed by (i, slot). Few people have news in a month, so ties are kept the other way round:
when somebody starts or stops talking, the listeners are told.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.errors import RunError
from sim.model import draws
from sim.model.compiled import kernel, part

Integers = npt.NDArray[np.int32]


class Network(NamedTuple):
    """Listeners of person j are `listeners[first[j]:first[j + 1]]`."""

    first: Integers  # N + 1 places
    listeners: Integers  # N x k people


@part
def contact(seed, replicate, i, slot, rewiring, people):  # type: ignore[no-untyped-def]
    """The person to whom i listens in one slot (0, 1, ...)."""
    block = draws.words(seed, replicate, i, draws.CONTACT, slot)
    if draws.uniform(block[0]) < rewiring:
        other = int(draws.uniform(block[1]) * (people - 1))
        return other if other < i else other + 1
    distance = slot // 2 + 1
    return (i + distance) % people if slot % 2 == 0 else (i - distance) % people


@kernel
def _ring(seed, replicate, people, k, rewiring):  # type: ignore[no-untyped-def]
    contacts = np.empty((people, k), np.int32)
    first = np.zeros(people + 1, np.int32)
    for i in range(people):
        for slot in range(k):
            other = contact(seed, replicate, i, slot, rewiring, people)
            contacts[i, slot] = other
            first[other + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    listeners = np.empty(people * k, np.int32)
    place = first[:-1].copy()
    for i in range(people):
        for slot in range(k):
            other = contacts[i, slot]
            listeners[place[other]] = i
            place[other] += 1
    return first, listeners


def ring(seed: int, replicate: int, people: int, contacts: int, rewiring: float) -> Network:
    """The ring network of a market. Raises RunError where there are not enough people for so many contacts."""
    if contacts >= people:
        raise RunError(
            f"{people} people cannot listen to {contacts} contacts each; choose more people or fewer of them"
        )
    return Network(*_ring(seed, replicate, people, contacts, rewiring))


@kernel
def spread(network, people, change, heard, content):  # type: ignore[no-untyped-def]
    """Tell the listeners of some people that these started or stopped talking, or being content.

    people: who changed; change: for each, two numbers of -1, 0 or 1 (talking, content); heard, content: counts to mend.
    """
    for n in range(len(people)):
        person = people[n]
        for place in range(network.first[person], network.first[person + 1]):
            listener = network.listeners[place]
            heard[listener] += change[n, 0]
            content[listener] += change[n, 1]
