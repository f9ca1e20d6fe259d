"""How long a brief takes: from a saved comparison, and with the comparison it needs, each as a whole process."""

import subprocess
import sys
import tempfile
from pathlib import Path

import sim
from benchmarks.command import IMPORTS
from benchmarks.table import Row, median_seconds

COMMAND = [sys.executable, "-m", "sim", "brief"]
DRAWING = [sys.executable, "-c", "import matplotlib.figure, typst, pydantic, typer, scipy.special"]


def rows() -> list[Row]:
    """The magazine's brief; beside it processes that only import what it needs."""
    with tempfile.TemporaryDirectory() as folder:
        saved, out = Path(folder) / "saved", Path(folder) / "brief.pdf"
        sim.compare(sim.load("magazine")).save(saved)
        done = _seconds([*COMMAND, "--from", str(saved), "--out", str(out)], 5)
        run = _seconds([*COMMAND, "magazine", "--out", str(out)], 1)
    drawing, imports = _seconds(DRAWING, 5), _seconds(IMPORTS, 5)
    beside = "a process that only imports the same libraries"
    return [
        Row(
            *("a brief from a saved comparison", f"{done:.1f} s", beside, f"{drawing:.1f} s"),
            *(f"{done / drawing:.1f}", "3 s"),
        ),
        Row(
            "a brief of magazine, computed", f"{run:.1f} s", beside, f"{imports:.1f} s", f"{run / imports:.0f}", "20 s"
        ),
    ]


def _seconds(line: list[str], times: int) -> float:
    return median_seconds(lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL), times)
