"""What a change of the code moved: the shipped scenarios lived by another revision and by this one, side by side.

`make model-diff REF=v0.1.0` prints a line for each figure that moved: by how much, and whether that is within chance;
what only one of the two has; and at the end how much moved in all.
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
    *("net_present_value", "difference", "difference_without_terminal_value", "cost_per_record", "break_even_price"),
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
        by = f"{self.after / self.before - 1:+.2%}" if self.before and self.after is not None else ""
        noise = "within chance" if self.within else "BEYOND CHANCE"
        return f"{self.scenario:18} {self.policy:20} {self.figure:34} {before:>14} -> {after:>14} {by:>9}  {noise}"


class Lived(NamedTuple):
    """A scenario's policies as a revision lived them; or why it could not, in a line."""

    policies: dict[str, Any]
    trouble: str = ""


def lived(tree: Path, scenario: str) -> Lived:
    """A scenario's comparison by the code in a tree."""
    line = [sys.executable, "-m", "sim", "compare", scenario, "--json", "--no-why", *SIZE]
    done = subprocess.run(line, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        return Lived({}, (done.stderr.strip() or "it said nothing").splitlines()[-1])
    return Lived(json.loads(done.stdout)["policies"])


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


def told(scenario: str, before: Lived, after: Lived) -> list[str]:
    """What to say of a scenario beside the figures that moved: what only one of the two has, or can live."""
    troubles = [(word, one.trouble) for word, one in (("before", before), ("now", after)) if one.trouble]
    if troubles:
        return [f"{scenario:18} cannot be lived {word}: {why}" for word, why in troubles]
    gone, new = before.policies.keys() - after.policies.keys(), after.policies.keys() - before.policies.keys()
    alone = (("only before", gone), ("only now", new))
    return [f"{scenario:18} {policy:20} is there {when}" for when, keys in alone for policy in sorted(keys)]


def shipped(tree: Path) -> set[str]:
    """The scenarios in a tree."""
    return {file.stem for file in (tree / "scenarios").glob("*.toml")} - {"base"}


def report(revision: str) -> None:
    """Print what moved between a revision and the files as they are here."""
    name = subprocess.run(
        ["git", "log", "-1", "--format=%h of %as: %s", revision], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    say(f"Before: {name}", f"Now:    the files here. Lived by both with {' '.join(SIZE)} and the same seeds.", "")
    every: list[Moved] = []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, revision], cwd=ROOT, check=True)
        try:
            for scenario in sorted(shipped(tree) | shipped(ROOT)):
                before, after = lived(tree, scenario), lived(ROOT, scenario)
                found, beside = sorted(moved(scenario, before.policies, after.policies)), told(scenario, before, after)
                say(*(map(str, found)), *beside, *[f"{scenario:18} nothing moved"] * (not found and not beside))
                every += found
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    beyond = sum(not one.within for one in every)
    say("", f"{len(every)} figures moved, in {len({one.scenario for one in every})} scenarios; {beyond} beyond chance.")
    say("Within chance: now lies within the 90 % interval of before. Money in dollars, differences from never selling.")


def say(*lines: str) -> None:
    """Print lines as they come, wherever they go."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("say which revision: python -m tests.golden.difference REVISION")
    report(sys.argv[1])
