"""Odd input at every door, by Hypothesis and led by Atheris: how much of it was taken or refused in words."""

import re
import subprocess
import sys

from benchmarks.table import Row
from tests.fuzz.targets import TARGETS

ALL = 1_000_000  # inputs, over all doors and both ways


def rows(inputs: int = ALL) -> list[Row]:
    """The inputs that went well, each door and way in a process of its own with its limits; what fails is printed."""
    each = -(-inputs // (2 * len(TARGETS)))
    by_chance = [["tests.fuzz", str(each), door] for door in TARGETS]
    ways = by_chance + [["tests.fuzz.guided", door, str(each)] for door in TARGETS]
    found = []
    for way in ways:
        done = subprocess.run([sys.executable, "-m", *way], capture_output=True, text=True, check=False)
        told = re.search(r": ([\d,]+) .*examples in (\d+) s", done.stdout)
        if done.returncode or told is None:
            sys.stderr.write(f"{' '.join(way)}\n{done.stderr[-2000:]}\n")
        else:
            found.append((int(told[1].replace(",", "")), int(told[2])))
    well, seconds = map(sum, zip(*found, strict=True))
    share = f"{well:,} in {seconds:,} s of a core"
    what = f"odd input at {len(TARGETS)} doors: taken or refused in words, none over 5 s or 1 GiB"
    return [Row(what, share, f"{len(ways) - len(found)} doors failed", "", "", f"{ALL:,}")]
