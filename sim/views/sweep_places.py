"""Where sweeps lie that the pages show: the operator's folder, and visitors' own, each known only by its name."""

import os
import re
import shutil
from pathlib import Path

from sim.errors import InputError, TwentyCentsError
from sim.study.sweeps.dataset import manifest_at
from sim.study.sweeps.store import Folder
from sim.views import kept_links, work

GIVEN = "TWENTY_CENTS_RESULTS"  # the folder named at start by --results
SHOWN, KEPT = 100, 30  # the operator's sweeps at most; visitors' own, the oldest go first
_NAME = re.compile(r"[0-9a-f]{16}")


def given() -> dict[str, Path]:
    """The operator's sweeps by name: the folder itself where it is one, else those in it, the latest first."""
    named = os.environ.get(GIVEN)
    if not named:
        return {}
    top = Path(named)
    if _is_sweep(top):
        return {top.name: top}
    inside = [folder for folder in top.iterdir() if folder.is_dir() and _is_sweep(folder)] if top.is_dir() else []
    inside.sort(key=lambda folder: -folder.stat().st_mtime)
    return {folder.name: folder for folder in inside[:SHOWN]}


def own() -> Path:
    """The folder of visitors' own sweeps, with room for one more."""
    folder = kept_links.place().parent / "sweeps"
    folder.mkdir(parents=True, exist_ok=True)
    ours = sorted((one for one in folder.iterdir() if _NAME.fullmatch(one.name)), key=lambda one: -one.stat().st_mtime)
    for old in ours[KEPT - 1 :]:
        if work.of(key(old)) is None:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def find(name: str) -> Path:
    """The folder of a sweep by the name in a link. InputError where it is not kept here."""
    if name in given():
        return given()[name]
    folder = kept_links.place().parent / "sweeps" / name
    if _NAME.fullmatch(name) and _is_sweep(folder):
        return folder
    raise InputError(f"view.sweep = {name[:40]}: no sweep of this name is kept on this computer any more")


def is_own(folder: Path) -> bool:
    """Whether a visitor began it here, or sent it."""
    return folder.parent == kept_links.place().parent / "sweeps"


def key(folder: Path) -> tuple[str, str]:
    """Under which the work on a sweep is kept."""
    return "sweep", folder.name


def _is_sweep(folder: Path) -> bool:
    try:
        return manifest_at(Folder(folder)) is not None
    except (TwentyCentsError, OSError):
        return False
