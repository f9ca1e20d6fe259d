"""Measure everything and print the table."""

from benchmarks import app, brief, calibration, command, engine, maps, pairing, peers, story, sweeps, why, workshop
from benchmarks.table import show

PARTS = (command, engine, peers, pairing, calibration, maps, why, story, brief, sweeps, workshop, app)

if __name__ == "__main__":  # the workers of a sweep read this file, too
    show([*(row for part in PARTS for row in part.rows()), *workshop.kills()])
