"""Who listens to whom: directed ties, found from the person who is listened to.

Person i listens to k contacts: the nearest on a ring, each tie rewired with a given probability to somebody at random
(Watts and Strogatz 1998), keyed by (i, slot). Few people have news in a month, so ties are followed the other way
round: when somebody starts or stops talking, the listeners are told. Those on the ring need not be stored: it is
enough to know which of a person's ties have been rewired, and who listens from afar.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.errors import RunError
from sim.model import draws
from sim.model.compiled import kernel, part
from sim.model.threads import Over, in_turn

Integers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]


class Network(NamedTuple):
    """Ties of N people to k contacts each."""

    contacts: int  # k
    rewired: Counts  # for each person, eight ties a byte: a bit is set where the tie in that slot has been rewired
    first: Integers  # N + 1 places: those who listen to j from afar are far[first[j]:first[j + 1]]
    far: Integers  # people

    def listeners(self, person: int) -> Integers:
        """Everybody who listens to a person, in order of their numbers; one with two ties is named twice."""
        return np.sort(_listeners(self, person))

    def ties(self) -> tuple[Integers, Integers]:
        """Every tie: who is listened to, in order, and who listens."""
        return _ties(self)


@part
def on_ring(i, slot, people):  # type: ignore[no-untyped-def]
    """The person to whom i listens in a slot (0, 1, ...) that has not been rewired."""
    distance = slot // 2 + 1  # less than `people`
    if slot % 2 == 0:
        return i + distance if i + distance < people else i + distance - people
    return i - distance if i >= distance else i - distance + people


@part
def from_afar(seed, replicate, i, slot, rewiring, people):  # type: ignore[no-untyped-def]
    """The person to whom i listens in a slot that has been rewired; -1 where it has not."""
    block = draws.words(seed, replicate, i, draws.CONTACT, slot)
    other = int(draws.uniform(block[1]) * (people - 1))
    other = other if other < i else other + 1
    return other if draws.uniform(block[0]) < rewiring else -1


@part
def contact(seed, replicate, i, slot, rewiring, people):  # type: ignore[no-untyped-def]
    """The person to whom i listens in one slot (0, 1, ...)."""
    other = from_afar(seed, replicate, i, slot, rewiring, people)
    return on_ring(i, slot, people) if other < 0 else other


@kernel
def _rewire(start, stop, seed, replicate, people, k, rewiring, rewired):  # type: ignore[no-untyped-def]
    """Draw the ties of people start to stop - 1; returns who listens from afar, and to whom, by listener."""
    drawn = np.empty((k, stop - start), np.int32)
    for slot in range(k):
        row = drawn[slot]
        for n in range(stop - start):  # many people at a time
            row[n] = from_afar(seed, replicate, start + n, slot, rewiring, people)
    listener, other = np.empty(drawn.size, np.int32), np.empty(drawn.size, np.int32)
    found = 0
    for n in range(stop - start):
        for slot in range(k):
            if drawn[slot, n] >= 0:
                rewired[start + n, slot // 8] |= 1 << (slot % 8)
                listener[found], other[found] = start + n, drawn[slot, n]
                found += 1
    return listener[:found].copy(), other[:found].copy()


@kernel
def _from_afar(listener, other, people):  # type: ignore[no-untyped-def]
    """Those who listen from afar, by the person to whom they listen."""
    first = np.zeros(people + 1, np.int32)
    for one in other:
        first[one + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    place = first[:-1].copy()
    far = np.empty(len(other), np.int32)
    for n in range(len(other)):
        far[place[other[n]]] = listener[n]
        place[other[n]] += 1
    return first, far


@kernel
def _ties(network):  # type: ignore[no-untyped-def]
    people = len(network.rewired)
    speaker, listener = np.empty((2, people * network.contacts), np.int32)
    place = 0
    for person in range(people):
        for one in np.sort(_listeners(network, person)):
            speaker[place], listener[place] = person, one
            place += 1
    return speaker, listener


@kernel
def _listeners(network, person):  # type: ignore[no-untyped-def]
    people = len(network.rewired)
    found = [0 for _ in range(0)]
    for slot in range(network.contacts):
        listener = on_ring(person, slot + 1 if slot % 2 == 0 else slot - 1, people)
        if network.rewired[listener, slot // 8] >> (slot % 8) & 1 == 0:
            found.append(listener)
    ring = np.array(found, np.int32)
    return np.concatenate((ring, network.far[network.first[person] : network.first[person + 1]]))


def ring(seed: int, replicate: int, people: int, contacts: int, rewiring: float, over: Over[Any] = in_turn) -> Network:
    """The ring network of a market. Raises RunError where there are not enough people for so many contacts.

    over: how the people are shared out among threads.
    """
    if contacts >= people:
        raise RunError(
            f"{people} people cannot listen to {contacts} contacts each; choose more people or fewer of them"
        )
    rewired = np.zeros((people, (contacts + 7) // 8), np.uint8)
    ties = over(people, lambda start, stop: _rewire(start, stop, seed, replicate, people, contacts, rewiring, rewired))
    listener, other = (np.concatenate(ends) for ends in zip(*ties, strict=True))
    return Network(contacts, rewired, *_from_afar(listener, other, people))


@kernel
def spread(network, people, change, heard, content, start, stop):  # type: ignore[no-untyped-def]
    """Tell those of start to stop - 1 who listen that some people started or stopped talking, or being content.

    people: who changed; change: for each, two numbers of -1, 0 or 1 (talking, content); heard, content: counts to mend.
    """
    everybody, k = len(network.rewired), network.contacts
    rewired, first, far = network.rewired, network.first, network.far
    for n in range(len(people)):
        person, talk, contentment = people[n], change[n, 0], change[n, 1]
        at_an_end = person < k or person >= everybody - k  # where the ring closes
        if at_an_end or start - k <= person < stop + k:
            for slot in range(k):
                listener = on_ring(person, slot + 1 if slot % 2 == 0 else slot - 1, everybody)
                if start <= listener < stop and rewired[listener, slot // 8] >> (slot % 8) & 1 == 0:
                    heard[listener] += talk
                    content[listener] += contentment
        for place in range(first[person], first[person + 1]):
            listener = far[place]
            if start <= listener < stop:
                heard[listener] += talk
                content[listener] += contentment
