"""Where sweeps lie that the pages show: the operator's folder, and visitors' own, each known only by its name."""

import re
import shutil
from pathlib import Path

from sim.errors import InputError
from sim.study.sweeps.laid_out import is_sweep, laid_out
from sim.views import kept_links, work

KEPT = 30  # visitors' own sweeps; the oldest go first
_NAME = re.compile(r"[0-9a-f]{16}")


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
    if name in laid_out():
        return laid_out()[name]
    folder = kept_links.place().parent / "sweeps" / name
    if _NAME.fullmatch(name) and is_sweep(folder):
        return folder
    raise InputError(f"view.sweep = {name[:40]}: no sweep of this name is kept on this computer any more")


def is_own(folder: Path) -> bool:
    """Whether a visitor began it here, or sent it."""
    return folder.parent == kept_links.place().parent / "sweeps"


def key(folder: Path) -> tuple[str, str]:
    """Under which the work on a sweep is kept."""
    return "sweep", folder.name
