"""People shared out among threads: fixed chunks of them, so that no result depends on the number of threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias, TypeVar

_Found = TypeVar("_Found")

CHUNK = 65_536  # people

# over(people, work): what work(start, stop) returns for each chunk of so many people, in their order
Over: TypeAlias = Callable[[int, Callable[[int, int], _Found]], list[_Found]]


def chunks(people: int) -> list[tuple[int, int]]:
    """The first and the one after the last person of each chunk."""
    return [(start, min(start + CHUNK, people)) for start in range(0, people, CHUNK)]


def in_turn(people: int, work: Callable[[int, int], _Found]) -> list[_Found]:
    """One chunk after another, in the caller's thread."""
    if people <= CHUNK:
        return [work(0, people)]
    return [work(start, stop) for start, stop in chunks(people)]


def on(pool: ThreadPoolExecutor, people: int, work: Callable[[int, int], _Found]) -> list[_Found]:
    """Chunks side by side on the threads of a pool."""
    return list(pool.map(lambda ends: work(*ends), chunks(people)))


def over(pool: ThreadPoolExecutor | None) -> Over[Any]:
    """How people are shared out: on the pool's threads, or in the caller's."""
    return in_turn if pool is None else partial(on, pool)
