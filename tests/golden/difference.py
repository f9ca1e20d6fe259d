"""What a change of the code moved: the shipped scenarios lived by another revision and by this one, side by side.

`make model-diff REF=v0.1.0` prints a line for each figure that moved: by how much, and whether that is within chance.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FIGURES = (
    *("difference", "difference_without_terminal_value", "cost_per_record", "break_even_price"),
    *("customers_lost_to_policy", "people_who_know", "complaints"),
)
SIZE = ("--people", "5000", "--replicates", "8")
SAME = 1e-9  # of a figure: less is another order of adding up


class Moved(NamedTuple):
    """A figure that two revisions give differently. within: the new mean lies in the old interval of chance."""

    scenario: str
    policy: str
    figure: str
    before: float | None
    after: float | None
    within: bool

    def __str__(self) -> str:
        before, after = ("none" if value is None else f"{value:,.6g}" for value in (self.before, self.after))
        noise = "within chance" if self.within else "BEYOND CHANCE"
        return f"{self.scenario:18} {self.policy:20} {self.figure:34} {before:>14} -> {after:>14}  {noise}"


def lived(tree: Path, scenario: str) -> dict[str, Any]:
    """A scenario's comparison by the code in a tree; empty where that has no such scenario."""
    line = [sys.executable, "-m", "sim", "compare", scenario, "--json", "--no-why", *SIZE]
    done = subprocess.run(line, cwd=tree, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout)["policies"] if done.returncode == 0 else {}
    return found


def moved(scenario: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Moved]:
    """The figures that differ, of the policies that both have."""
    for policy in before.keys() & after.keys():
        for figure in FIGURES:
            old, new = before[policy][figure], after[policy][figure]
            if old is None or new is None:
                if old is not new:
                    means = [one and one["mean"] for one in (old, new)]
                    yield Moved(scenario, policy, figure, means[0], means[1], False)
            elif abs(new["mean"] - old["mean"]) > SAME * max(abs(old["mean"]), abs(new["mean"])):
                within = old["low"] <= new["mean"] <= old["high"]
                yield Moved(scenario, policy, figure, old["mean"], new["mean"], within)


def report(revision: str) -> None:
    """Print what moved between a revision and the files as they are here."""
    scenarios = [file.stem for file in sorted((ROOT / "scenarios").glob("*.toml")) if file.stem != "base"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, revision], cwd=ROOT, check=True)
        try:
            for scenario in scenarios:
                before, after = lived(tree, scenario), lived(ROOT, scenario)
                found = sorted(moved(scenario, before, after))
                nothing = "nothing moved" if before and after else "only one of the two has it, or can live it"
                sys.stdout.write("\n".join(map(str, found)) + "\n" if found else f"{scenario:18} {nothing}\n")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("say which revision: python -m tests.golden.difference REVISION")
    report(sys.argv[1])
