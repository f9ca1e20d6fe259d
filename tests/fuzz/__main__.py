"""Knock many times at every door: `python -m tests.fuzz [EXAMPLES] [DOOR ...]`.

Each example has 5 seconds and the process 1 GiB more than it began with. What fails is printed and kept in the corpus,
which the tests go through.
"""

import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.targets import TARGETS, as_text
from tests.fuzz.test_fuzz import CORPUS

SECONDS, MORE = 5, 2**30  # of one example; bytes of memory beyond what the process has at the start


def fuzz(name: str, examples: int) -> tuple[int, float]:
    """Knock at one door; how often it was, and the seconds that took. The failure itself is raised, and kept."""
    target, done, start = TARGETS[name], 0, time.perf_counter()

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.make)
    def knock(example: Any) -> None:
        nonlocal done
        done += 1
        with keeping(name, example):
            assert target.answer(example)

    knock()
    return done, time.perf_counter() - start


@contextmanager
def keeping(name: str, example: Any) -> Iterator[None]:
    """Give an example its time; keep it for the tests where it fails."""
    signal.alarm(SECONDS)
    try:
        yield
    except BaseException:
        CORPUS.mkdir(exist_ok=True)
        with (CORPUS / f"{name}.jsonl").open("a", encoding="utf-8") as kept:
            kept.write(as_text(example) + "\n")
        raise
    finally:
        signal.alarm(0)


def limit() -> None:
    """End what takes too long or too much."""

    def too_long(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"one example took more than {SECONDS} seconds")

    signal.signal(signal.SIGALRM, too_long)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MORE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    examples, doors = int(sys.argv[1] if len(sys.argv) > 1 else 1000), sys.argv[2:] or list(TARGETS)
    limit()
    for door in doors:
        done, seconds = fuzz(door, examples)
        sys.stdout.write(f"{door}: {done:,} examples in {seconds:.0f} s, nothing but words\n")
