"""Measure everything and print the table."""

from importlib import import_module

PARTS = (
    *("command", "engine", "peers", "pairing", "calibration", "maps", "why", "story", "brief", "sweeps"),
    *("workshop", "kills", "app"),
)

if __name__ == "__main__":  # the workers of a sweep read this file, too: what it loads, they would load
    from benchmarks.table import show

    show([row for part in PARTS for row in import_module(f"benchmarks.{part}").rows()])
