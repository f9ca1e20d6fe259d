"""What is left out is the same in the command and in Python.

The command's modules are all read at its start and so import no study; a default is written in both places.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
import typer

import sim
from sim.cli import cli
from sim.study.calibration.event_fit import fit_event
from sim.study.certainty.information import value_of_information
from sim.study.maps.where_it_pays import where_it_pays
from sim.study.stories.story import story

CALLS: dict[str, Callable[..., Any]] = {
    "compare": sim.compare,
    "story": story,
    "map": where_it_pays,
    "value-of-information": value_of_information,
    "robust": sim.robustness,
    "search": sim.search,
    "sensitivity": sim.sensitivity,
    "sweep": sim.sweep,
    "calibrate event": fit_event,
}


def of_the_command(path: str) -> dict[str, Any]:
    """The defaults of a command's options that have one, switches apart."""
    found: Any = typer.main.get_command(cli)
    for word in path.split():
        found = found.commands[word]
    return {entry.name: entry.default for entry in found.params if not isinstance(entry.default, bool | None)}


def of_the_function(function: Callable[..., Any]) -> dict[str, Any]:
    """The defaults of a function's arguments that have one, lists of keys as they are typed."""
    given = {name: entry.default for name, entry in inspect.signature(function).parameters.items()}
    told = {name: ",".join(value) if isinstance(value, tuple) else value for name, value in given.items()}
    return {name: value for name, value in told.items() if value is not None and value is not inspect.Parameter.empty}


@pytest.mark.parametrize("command", CALLS)
def test_what_is_left_out_is_the_same_in_the_command_and_in_python(command: str) -> None:
    typed, called = of_the_command(command), of_the_function(CALLS[command])
    shared = typed.keys() & called.keys()
    assert shared
    assert {name: typed[name] for name in shared} == {name: called[name] for name in shared}
