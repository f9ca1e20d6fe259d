"""Shapley values: what each of several causes contributes, so that the parts add up.

A cause's part is what it adds to those already at work, averaged over every order in which they could be switched on.
It is the only division in which the parts add up, a cause that never adds anything gets nothing, causes that
add the same everywhere get the same, and the parts of a sum are the sums of the parts.
Source: Shapley (1953), A value for n-person games, Annals of Mathematics Studies 28:307.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from math import factorial

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Coalition = frozenset[str]


def coalitions(players: Iterable[str]) -> Iterator[Coalition]:
    """Every set of players, from none to all."""
    everybody = tuple(players)
    sizes = (combinations(everybody, size) for size in range(len(everybody) + 1))
    return (frozenset(chosen) for chosen in chain.from_iterable(sizes))


def shapley(players: Sequence[str], value: Callable[[Coalition], Floats]) -> dict[str, Floats]:
    """Each player's part of value(all) - value(none). Values are arrays alike in shape, one number a replicate."""
    parts = {player: np.zeros_like(value(Coalition())) for player in players}
    for player in players:
        for before in coalitions(one for one in players if one != player):
            adds = value(before | {player}) - value(before)
            parts[player] += _weight(len(before), len(players)) * adds
    return parts


def _weight(before: int, players: int) -> float:
    """Share of all orders in which exactly a given set of so many comes before a given player."""
    return factorial(before) * factorial(players - before - 1) / factorial(players)
