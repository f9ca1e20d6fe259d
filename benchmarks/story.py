"""How long one person's story takes: for a page of the app, and as a whole process."""

import subprocess
import sys

import sim
from benchmarks.command import IMPORTS
from benchmarks.table import Row, median_seconds
from sim.study.stories.story import POLICIES, story

COMMAND = [sys.executable, "-m", "sim", "story", "magazine", "--json"]


def rows() -> list[Row]:
    """The magazine's friend, sought and told; beside it the two runs of the market that he or she lives in."""
    magazine = sim.load("magazine")
    story(magazine, 0)  # compile
    told = median_seconds(lambda: story(magazine), 3)
    runs = median_seconds(lambda: [sim.run(magazine, key) for key in POLICIES], 3)
    whole, imports = (
        median_seconds(lambda line=line: subprocess.run(line, check=True, stdout=subprocess.DEVNULL), 3)  # type: ignore[misc]
        for line in (COMMAND, IMPORTS)
    )
    beside = "a process that only imports the same libraries"
    return [
        Row(
            *("a story: the magazine's friend", f"{told:.2f} s", "its two runs alone", f"{runs:.2f} s"),
            *(f"{told / runs:.1f}", "2 s"),
        ),
        Row("a story, whole process", f"{whole:.1f} s", beside, f"{imports:.1f} s", f"{whole / imports:.1f}", ""),
    ]
