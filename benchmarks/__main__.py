"""Measure everything and print the table."""

from benchmarks import calibration, command, engine
from benchmarks.table import show

show([*command.rows(), *engine.rows(), *calibration.rows()])
