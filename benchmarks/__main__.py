"""Measure everything and print the table."""

from benchmarks import calibration, command, engine, maps
from benchmarks.table import show

show([*command.rows(), *engine.rows(), *calibration.rows(), *maps.rows()])
