"""How long an analyst waits for the command, as a whole process."""

import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.table import Row, median_seconds

COMPARE = [sys.executable, "-m", "sim", "compare", "magazine", "--json"]
IMPORTS = [sys.executable, "-c", "import mesa, numba, scipy.special, pydantic, typer"]
SIM, NOTHING = [sys.executable, "-c", "import sim"], [sys.executable, "-c", "pass"]
# Seconds of the first birth and month of a market in a process, less those of the second.
KERNELS = """
import time, sim
from sim.model.market import Market
small = sim.load("magazine").changed({"market.people": 10})
took = []
for _ in range(2):
    began = time.perf_counter()
    market = Market(small, small.policy("sell-quietly"))
    market.step(), market.life()
    took.append(time.perf_counter() - began)
print(took[0] - took[1])
"""


def _seconds(command: list[str], times: int, cache: str | None = None) -> float:
    environment = os.environ | ({"TWENTY_CENTS_CACHE": cache} if cache else {})
    return median_seconds(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment), times
    )


def rows() -> list[Row]:
    """What start-up takes, and `compare magazine` at its default size: the first run ever, and later ones."""
    return [*_start_rows(), *_compare_rows()]


def _start_rows() -> list[Row]:
    plain, ours = _seconds(NOTHING, 5), _seconds(SIM, 5)
    load = [sys.executable, "-c", KERNELS]
    said = [float(subprocess.run(load, check=True, capture_output=True, text=True).stdout) for _ in range(4)]
    kernels = statistics.median(said[1:])  # the first may have to compile
    return [
        Row("import sim", f"{ours:.2f} s", "the interpreter alone", f"{plain:.2f} s", f"{ours / plain:.1f}", "0.7 s"),
        Row("machine code, kept, of a first month", f"{kernels:.2f} s", "", "", "", "0.5 s"),
    ]


def _compare_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        first = _seconds(COMPARE, 1, folder)
        later = _seconds(COMPARE, 5, folder)
    imports = _seconds(IMPORTS, 5)
    peer = "a process that only imports the same libraries"

    def row(what: str, seconds: float, to_reach: str) -> Row:
        return Row(what, f"{seconds:.1f} s", peer, f"{imports:.1f} s", f"{seconds / imports:.1f}", to_reach)

    return [
        row("compare magazine, first run ever", first, "30 s"),
        row("compare magazine, machine code kept", later, "5 s"),
    ]
