"""Odd input at every door, by Hypothesis and led by Atheris: how much of it was taken or refused in words."""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.table import Row, show
from sim.study.run import cores
from tests.fuzz.targets import TARGETS

ALL = 1_000_000  # inputs, over all doors and both ways


def rows(inputs: int = ALL) -> list[Row]:
    """The inputs that went well, each door and way in a process of its own with its limits, one a core."""
    each = -(-inputs // (2 * len(TARGETS)))
    by_chance = [["tests.fuzz", str(each), door] for door in TARGETS]
    ways = by_chance + [["tests.fuzz.guided", door, str(each)] for door in TARGETS]
    start = time.monotonic()
    with ThreadPoolExecutor(cores(None)) as pool:
        well = [*pool.map(_went_well, ways)]
    share = f"{sum(well):,} in {time.monotonic() - start:,.0f} s"
    what = f"odd input at {len(TARGETS)} doors: taken or refused in words, none over 5 s or 1 GiB"
    return [Row(what, share, f"{well.count(0)} of {len(ways)} failed", "", "", f"{ALL:,}")]


def _went_well(way: list[str]) -> int:
    """The inputs at a door; 0 where one of them failed, which is printed."""
    done = subprocess.run([sys.executable, "-m", *way], capture_output=True, text=True, check=False)
    told = re.search(r": ([\d,]+) .*examples", done.stdout)
    if done.returncode or told is None:
        sys.stderr.write(f"{' '.join(way)}\n{done.stderr[-2000:]}\n")
        return 0
    sys.stderr.write(done.stdout)
    return int(told[1].replace(",", ""))


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else ALL))
