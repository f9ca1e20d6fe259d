"""`python -m tests.golden` pins the totals of the shipped scenarios as they are now.

With `conclusions` it also writes the figures in their conclusions again; whoever does so reads the words around them.
"""

import sys
import textwrap
from pathlib import Path

from sim.inputs.scenario import load, shipped
from tests.golden import claims, totals

WIDTH = 118
SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def main(arguments: list[str]) -> None:
    """Pin, and say what moved. Names of scenarios may follow; all of them if left out."""
    names = [one for one in arguments if one != "conclusions"] or shipped()
    for name in names:
        if "conclusions" in arguments and load(name).conclusion:
            write_conclusion(name)
        _say("\n".join(totals.write(name)) or f"{name}: nothing moved")
    _say("\nThe commit must say which totals moved, and why.")


def write_conclusion(name: str) -> None:
    """The claims in a scenario's conclusion, each as the scenario's own output has it now."""
    world = load(name)
    said = claims.claims(world.conclusion)
    found = claims.comparisons(world, said)
    text = claims.plain(world.conclusion)
    for claim in reversed(said):
        start, end = claim.place
        now = claims.says_now(claim, found[claim.settings])
        if now != claim.text:
            _say(f"{name}: {claim.text}\n  now: {now}")
        text = text[:start] + now + text[end:]
    file = SCENARIOS / f"{name}.toml"
    before, _, after = file.read_text(encoding="utf-8").partition('conclusion = """\n')
    filled = textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    rest = after.partition('"""\n')[2]
    file.write_text(f'{before}conclusion = """\n{filled}\n"""\n{rest}', encoding="utf-8", newline="\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
