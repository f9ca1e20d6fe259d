"""Measure everything and print the table."""

from benchmarks import app, brief, calibration, command, engine, maps, story, why, workshop
from benchmarks.table import show

PARTS = (command, engine, calibration, maps, why, story, brief, workshop, app)

show([*(row for part in PARTS for row in part.rows()), *workshop.kills()])
