"""Measure everything and print the table."""

from benchmarks import brief, calibration, command, engine, maps, story, why, workshop
from benchmarks.table import show

show(
    [
        *(
            *command.rows(),
            *engine.rows(),
            *calibration.rows(),
            *maps.rows(),
            *why.rows(),
            *story.rows(),
            *brief.rows(),
        ),
        *(*workshop.rows(), *workshop.kills()),
    ]
)
