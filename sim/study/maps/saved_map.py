"""A map as JSON, as a pandas frame, and as a folder of files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sim import __version__
from sim.inputs.scenario import full_toml
from sim.study.folder import write_folder, writing
from sim.study.intervals import SHOWN
from sim.study.maps.axis import Axis
from sim.study.maps.where_it_pays import WhereItPays
from sim.study.spreadsheet import writing_csv

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Floats = npt.NDArray[np.float64]


def map_as_json(found: WhereItPays) -> dict[str, Any]:
    """The map as plain lists and dictionaries; cells are lists of rows, the lowest value of y first."""
    mean, low, high = found.estimates
    scenario = found.scenario
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "digest": scenario.digest,
        "version": __version__,
        "seed": int(scenario["market.seed"]),
        "people": int(scenario["market.people"]),
        "months": int(scenario["market.months"]),
        "replicates": found.replicates,
        "runs": found.runs,
        "interval": SHOWN,
        "policy": {"key": found.policy.key, "label": found.policy.label},
        "baseline": {"key": found.baseline.key, "label": found.baseline.label},
        "x": _axis_as_json(found.x),
        "y": _axis_as_json(found.y),
        "here": _here_as_json(found),
        "straight_along": found.straight_along,
        "break_even_along": None if found.along is None else found.along.key,
        "break_even": _break_even_as_json(found),
        "shares": found.shares,
        "impossible": found.impossible,
        "difference": _cells(mean),
        "low": _cells(low),
        "high": _cells(high),
        "probability": _cells(found.probability),
        "ahead": _cells(found.ahead),
    }


def _axis_as_json(axis: Axis) -> dict[str, Any]:
    entry = axis.entry
    return {
        "key": axis.key,
        "meaning": entry.meaning,
        "unit": entry.unit,
        "grade": entry.grade,
        "source": entry.source,
        "scale": axis.scale,
        "here": axis.here,
        "values": list(axis.values),
    }


def _here_as_json(found: WhereItPays) -> dict[str, Any] | None:
    if found.here is None:
        return None
    row, column = found.here
    if np.isnan(found.differences[row, column]).any():
        return None
    sure = float(found.probability[row, column])
    place = {"row": row, "column": column}
    return place | {"difference": found.at(row, column)._asdict(), "probability": None if np.isnan(sure) else sure}


def _break_even_as_json(found: WhereItPays) -> list[dict[str, Any]]:
    lines = zip(found.across.values, found.break_even, strict=True) if found.break_even else ()
    return [
        {
            "at": value,
            "points": [] if isinstance(points, str) else [point._asdict() for point in points],
            "reason": points if isinstance(points, str) else None,
        }
        for value, points in lines
    ]


def _cells(values: Floats) -> list[list[float | None]]:
    return [[None if np.isnan(one) else float(one) for one in row] for row in values]


def cells(found: WhereItPays) -> "pd.DataFrame":
    """A row a cell: both values, the mean difference with its interval, the probability, the share ahead."""
    import pandas as pd

    up, wide = np.meshgrid(range(len(found.y.values)), range(len(found.x.values)), indexing="ij")
    columns: dict[str, Any] = {
        found.x.key: [found.x.values[n] for n in wide.ravel()],
        found.y.key: [found.y.values[n] for n in up.ravel()],
    }
    for name, values in zip(("difference", "low", "high"), found.estimates, strict=True):
        columns[name] = values.ravel()
    return pd.DataFrame(columns | {"probability": found.probability.ravel(), "ahead": found.ahead.ravel()})


def save_map(found: WhereItPays, figure: "Figure", folder: Path) -> Path:
    """Write result, cells, figure and scenario into a folder, whole or not at all; returns it."""
    frame = cells(found)
    files: dict[str, Callable[[Path], Any]] = {
        "cells.csv": writing_csv(frame),
        "cells.parquet": partial(frame.to_parquet, index=False),
        "map.png": figure.savefig,
        "map.svg": figure.savefig,
        "scenario.toml": writing(full_toml(found.scenario)),
        "result.json": writing(found.to_json(indent=1) + "\n"),
    }
    write_folder(folder, files)
    return folder
