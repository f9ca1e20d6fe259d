"""How long a company waits for its own data: the retention of 7,000 customers, and a file of a million."""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.table import Row, median_seconds

FEW, MANY = 7_000, 1_000_000
READS_ALONE = "import sys, pandas; pandas.read_csv(sys.argv[1])"
# A process of its own, for what a process has taken counts what its parent held when it was begun.
MEASURES = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def _write(file: Path, customers: int) -> None:
    """Made-up customers with all that a company may tell of them."""
    rng = np.random.default_rng(1)
    start = np.datetime64("2015-01-01") + rng.integers(0, 3650, customers)
    stays = np.minimum(rng.geometric(rng.beta(0.5, 8.0, customers)), 400) * 30
    end = np.where(start + stays <= np.datetime64("2024-12-31"), (start + stays).astype(str), "")
    price = rng.lognormal(3.0, 0.5, customers).round(2)
    plan, channel = rng.choice(["Basic", "Plus", "Family"], customers), rng.choice(["web", "shop"], customers)
    email = rng.choice(["yes", "no"], customers)
    rows = zip(range(customers), start.astype(str), end, price, plan, channel, email, strict=True)
    with file.open("w", encoding="utf-8") as out:
        out.write("customer_id,start_date,end_date,monthly_price,plan,channel,email\n")
        out.writelines(f"C{who:07d},{','.join(map(str, told))}\n" for who, *told in rows)


def _peak(command: list[str]) -> float:
    """The most memory that a process takes [MiB]."""
    told = subprocess.run([sys.executable, "-c", MEASURES, *command], check=True, capture_output=True, text=True)
    return float(told.stdout) / 1024


def _row(what: str, file: Path, command: list[str], to_reach: str) -> Row:
    peer = [sys.executable, "-c", READS_ALONE, str(file)]
    ours, theirs = (
        median_seconds(lambda line=line: subprocess.run(line, check=True, stdout=subprocess.DEVNULL), 3)  # type: ignore[misc]
        for line in (command, peer)
    )
    beside = "a process that only reads it with pandas"
    return Row(what, f"{ours:.1f} s", beside, f"{theirs:.1f} s", f"{ours / theirs:.1f}", to_reach)


def rows() -> list[Row]:
    """`calibrate retention` on 7,000 customers; `calibrate customers` on a million, and its memory."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (Path(folder) / f"{number}.csv" for number in (FEW, MANY))
        _write(few, FEW)
        _write(many, MANY)
        calibrate = [sys.executable, "-m", "sim", "calibrate"]
        retention = [*calibrate, "retention", str(few), "--json"]
        customers = [*calibrate, "customers", str(many), "--out", str(Path(folder) / "ours.toml")]
        peak, reading = _peak(customers), _peak([sys.executable, "-c", READS_ALONE, str(many)])
        return [
            _row("retention of 7,000 customers, whole process", few, retention, "2 s"),
            _row("a scenario from 1,000,000 customers", many, customers, "60 s"),
            Row(
                *("memory for that", f"{peak:.0f} MiB", "reading it with pandas", f"{reading:.0f} MiB"),
                *(f"{peak / reading:.1f}", "2,048 MiB"),
            ),
        ]
