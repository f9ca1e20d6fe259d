"""Sweeps that an operator lays out for the app: a sweep's own folder, or a folder of such folders."""

import os
from pathlib import Path

from sim.errors import TwentyCentsError
from sim.study.sweeps.dataset import manifest_at
from sim.study.sweeps.store import Folder

VARIABLE = "TWENTY_CENTS_RESULTS"  # the folder named at start
MOST = 100  # sweeps


def laid_out() -> dict[str, Path]:
    """The sweeps of the folder named at start; none where none was named."""
    named = os.environ.get(VARIABLE)
    return sweeps_in(Path(named)) if named else {}


def sweeps_in(folder: Path) -> dict[str, Path]:
    """Sweeps by name: the folder itself where it is one, else those in it, the latest first."""
    if is_sweep(folder):
        return {folder.name: folder}
    inside = [one for one in folder.iterdir() if one.is_dir() and is_sweep(one)] if folder.is_dir() else []
    inside.sort(key=lambda one: -one.stat().st_mtime)
    return {one.name: one for one in inside[:MOST]}


def is_sweep(folder: Path) -> bool:
    """Whether a sweep has been begun there that this version can read."""
    try:
        return manifest_at(Folder(folder)) is not None
    except (TwentyCentsError, OSError):
        return False
