"""Robustness as JSON and as a folder of files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import __version__
from sim.inputs.scenario import full_toml
from sim.study.folder import json_text, write_folder, writing
from sim.study.intervals import SHOWN
from sim.study.robustness import Robustness
from sim.study.spreadsheet import writing_csv

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def robustness_as_json(found: Robustness) -> dict[str, Any]:
    """The whole result, plainly; limits of a box are the parameter's own values, null where there is none."""
    return {
        "scenario": found.scenario.name,
        "digest": found.scenario.digest,
        "version": __version__,
        "baseline": found.baseline,
        "worlds": found.worlds,
        "people": found.people,
        "replicates": found.replicates,
        "interval": SHOWN,
        "agree": found.agree,
        "policies": [
            {
                "key": one.key,
                "label": one.label,
                "wins": one.wins._asdict(),
                "ahead": None if one.ahead is None else one.ahead._asdict(),
                "regret": one.regret._asdict(),
                "regret_nine_in_ten": one.regret_high,
            }
            for one in found.policies
        ],
        "boxes": {
            key: {
                "pays": box.pays,
                "share": box.share,
                "conditions": [
                    dict(zip(("key", "low", "high"), (one.key, *one.values(found.scenario)), strict=True))
                    for one in box.conditions
                ],
                "coverage": box.coverage._asdict(),
                "density": box.density._asdict(),
                "mass": box.mass,
            }
            for key, box in found.discoveries.items()
        },
        "parameters": list(found.parameters),
    }


def save_robustness(found: Robustness, figure: "Figure", folder: Path) -> None:
    """Write policies, worlds, figure, scenario and result into a folder, whole or not at all. Raises InputError."""
    worlds = found.frame()
    files: dict[str, Callable[[Path], Any]] = {
        "policies.csv": writing_csv(found.table()),
        "worlds.csv": writing_csv(worlds),
        "worlds.parquet": partial(worlds.to_parquet, index=False),
        "robust.png": figure.savefig,
        "robust.svg": figure.savefig,
        "scenario.toml": writing(full_toml(found.scenario)),
        "result.json": writing(json_text(robustness_as_json(found))),
    }
    write_folder(folder, files)
