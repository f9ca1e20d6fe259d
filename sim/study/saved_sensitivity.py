"""A sensitivity study as JSON and as files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import __version__
from sim.inputs.scenario import full_toml
from sim.study.certainty.indices import Effect
from sim.study.folder import json_text, write_folder, writing
from sim.study.intervals import SHOWN
from sim.study.sensitivity import Sensitivity
from sim.study.spreadsheet import writing_csv

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def sensitivity_as_json(found: Sensitivity) -> dict[str, Any]:
    """The whole result, plainly. `first` is null for Morris, `spread` for Sobol'."""
    return {
        "scenario": found.scenario.name,
        "digest": found.scenario.digest,
        "version": __version__,
        "policy": found.policy,
        "baseline": found.baseline,
        "method": found.method,
        "n": found.rows,
        "points": found.points,
        "people": int(found.scenario["market.people"]),
        "interval": SHOWN,
        "difference": found.difference._asdict(),
        "ahead": found.ahead,
        "parameters": [
            {
                "key": one.key,
                "significant": one.significant,
                **_effect(one.effect),
                "at_low_end": one.low._asdict(),
                "at_high_end": one.high._asdict(),
            }
            for one in found.influences
        ],
        "luck": _effect(found.luck),
    }


def _effect(effect: Effect) -> dict[str, Any]:
    first = None if effect.first is None else effect.first._asdict()
    return {"first": first, "total": effect.total._asdict(), "spread": effect.spread}


def save_sensitivity(found: Sensitivity, figure: "Figure", folder: Path) -> None:
    """Write table, figure, scenario and result into a folder, whole or not at all. Raises InputError."""
    files: dict[str, Callable[[Path], Any]] = {
        "sensitivity.csv": writing_csv(found.table()),
        "tornado.png": figure.savefig,
        "tornado.svg": figure.savefig,
        "scenario.toml": writing(full_toml(found.scenario)),
        "result.json": writing(json_text(sensitivity_as_json(found))),
    }
    write_folder(folder, files)
