"""Measure everything and print the table."""

from benchmarks import (
    app,
    brief,
    calibration,
    command,
    engine,
    kills,
    maps,
    pairing,
    peers,
    story,
    sweeps,
    why,
    workshop,
)  # fmt: skip
from benchmarks.table import show

PARTS = (command, engine, peers, pairing, calibration, maps, why, story, brief, sweeps, workshop, kills, app)

if __name__ == "__main__":  # the workers of a sweep read this file, too
    show([row for part in PARTS for row in part.rows()])
