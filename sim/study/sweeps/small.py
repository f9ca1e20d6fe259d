"""Small sweeps over two parameters, such as a page may begin: bounded, and lived in one process that can be ended.

All that a sweep asks lies in its folder, so that it goes on from there after whatever stopped it.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.errors import InputError
from sim.inputs.parameter import plain
from sim.inputs.scenario import Scenario, load
from sim.study.certainty.plausible import ends
from sim.study.made_by import by_another_version
from sim.study.sweeps import dataset
from sim.study.sweeps.manifest import Manifest
from sim.study.sweeps.store import Folder
from sim.study.sweeps.sweep import Question, Sweep, question

FEWEST_STEPS, MOST_STEPS, MOST_ROWS, PEOPLE, REPLICATES = 2, 20, 6_000, 2_000, 4
BLOCKS = 50  # so that progress is told in steps of two per cent


def small_question(scenario: Scenario, keys: Sequence[str], steps: int, policies: Sequence[str], base: str) -> Question:
    """A grid over the plausible ranges of two parameters. InputError where it would be too much for a page."""
    if len(set(keys)) != 2:
        raise InputError(f"{', '.join(keys)}: a heat map is of two parameters")
    if not FEWEST_STEPS <= steps <= MOST_STEPS:
        raise InputError(f"steps = {steps}: must be from {FEWEST_STEPS} to {MOST_STEPS}")
    small = scenario.changed({"market.people": min(PEOPLE, int(scenario["market.people"]))})
    axes = [f"{key}={':'.join(map(plain, ends(key, small)))}:{steps}".replace(",", "") for key in keys]
    asked = question(small, axes, policies=policies, baseline=base, replicates=REPLICATES)
    if asked.rows > MOST_ROWS:
        raise InputError(
            f"{asked.rows:,} runs are too many for a page, which lives at most {MOST_ROWS:,}; take fewer steps or "
            "policies, or let the command do it: twenty-cents sweep"
        )
    return asked


def prepare(asked: Question, into: Path) -> Path:
    """The folder of this very sweep, made if it is not there; the same question has the same folder."""
    manifest = asked.manifest(max(1, -(-asked.rows // len(asked.policies) // BLOCKS)))
    folder = into / hashlib.sha256(manifest.to_json()).hexdigest()[:16]
    store = Folder(folder)
    if dataset.manifest_at(store) is None:
        dataset.begin(store, manifest, asked.scenario, asked.design)
    return folder


def go_on(folder: Path, *, progress: Callable[[int, int], None]) -> None:
    """Live what is not there yet, in this process. progress: called with rows there and asked for."""
    manifest = dataset.manifest_at(Folder(folder))
    if manifest is None:
        raise InputError(f"{folder.name}: no sweep of this name is kept here any more")
    if remark := by_another(folder):
        raise InputError(remark)
    Sweep(_asked_there(folder, manifest), folder, resume=True).run(
        workers=1, report=lambda now: progress(now.there, now.to_do)
    )


def by_another(folder: Path) -> str | None:
    """Why this version cannot go on with a sweep; None where it can."""
    manifest = dataset.manifest_at(Folder(folder))
    again = "This sweep cannot go on; begin the same again."
    return by_another_version(manifest.version, again) if manifest else None


def rows_there(folder: Path) -> tuple[int, int]:
    """Rows there, and asked for."""
    store = Folder(folder)
    manifest = dataset.manifest_at(store)
    return (dataset.Dataset(store, manifest).rows_there, manifest.rows) if manifest else (0, 0)


def _asked_there(folder: Path, manifest: Manifest) -> Question:
    axes = [f"{axis['key']}={axis['low']!r}:{axis['high']!r}:{axis['steps']}" for axis in manifest.design["axes"]]
    base, *policies = manifest.policies
    scenario = load(folder / "scenario.toml")
    return question(scenario, axes, policies=policies, baseline=base, replicates=manifest.replicates)
