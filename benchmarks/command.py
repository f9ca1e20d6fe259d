"""How long an analyst waits for the command, as a whole process."""

import os
import subprocess
import sys
import tempfile

from benchmarks.table import Row, median_seconds

COMPARE = [sys.executable, "-m", "sim", "compare", "magazine", "--json"]
IMPORTS = [sys.executable, "-c", "import mesa, numba, scipy.special, pydantic, typer"]


def _seconds(command: list[str], times: int, cache: str | None = None) -> float:
    environment = os.environ | ({"TWENTY_CENTS_CACHE": cache} if cache else {})
    return median_seconds(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment), times
    )


def rows() -> list[Row]:
    """`compare magazine` at its default size: the first run ever, and later ones."""
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
