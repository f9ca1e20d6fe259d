"""Knock at one door, led by what the code does: `python -m tests.fuzz.guided DOOR [EXAMPLES]`.

Atheris watches which branches are taken and makes the next example from those that found new ones. Limits and corpus
are those of `python -m tests.fuzz`.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import atheris
from hypothesis import HealthCheck, given, settings

# Not the model: numba compiles its rule, and cannot compile what watches itself.
MODEL = [f"sim.model.{file.stem}" for file in (Path(__file__).parents[2] / "sim" / "model").glob("*.py")]

with atheris.instrument_imports(include=["sim"], exclude=MODEL):
    from tests.fuzz.__main__ import keeping, limit
    from tests.fuzz.targets import TARGETS

LONG, SEEDS = 4096, 50  # bytes that an example is made from; how many of them there are to begin with


def main(door: str, examples: int) -> None:
    """Knock so many times. The process ends then, with exit code 0 where nothing failed."""
    target, done, start = TARGETS[door], 0, time.perf_counter()

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.make)
    def knock(example: Any) -> None:
        nonlocal done
        with keeping(door, example):
            assert target.answer(example)
        done += 1
        if done == examples:  # of those that were whole: from too few bytes no example can be made
            seconds = time.perf_counter() - start
            sys.stdout.write(f"{door}: {done:,} guided examples in {seconds:.0f} s, nothing but words\n")
            sys.stdout.flush()
            os._exit(0)

    with tempfile.TemporaryDirectory() as folder:
        for number in range(SEEDS):
            (Path(folder) / str(number)).write_bytes(random.Random(number).randbytes(LONG))
        # The clock and the memory are ours: Atheris's own would count what the process had before.
        own = ["-rss_limit_mb=0", "-timeout=0", f"-max_len={LONG}", "-len_control=0", "-verbosity=0", folder]
        atheris.Setup([sys.argv[0], *own], knock.hypothesis.fuzz_one_input)  # type: ignore[attr-defined]
        limit()
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
