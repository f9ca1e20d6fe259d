"""The licences of everything that Twenty Cents installs, read from what is installed.

`python -m tests.licences > docs/licences.md` writes the page again.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement

EXTRAS = ("batch", "cluster", "search", "postgres")
TOOLS = "dev"
# What may be used from, and shipped beside, a program under the MIT licence. LGPL and MPL: as libraries, unchanged.
COMPATIBLE = {
    *("0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC"),
    *("LGPL-3.0-only", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"),
}
SPOKEN = {  # as older packages call them, in a line or in a classifier
    r"apache": "Apache-2.0",
    r"bsd.?2": "BSD-2-Clause",
    r"bsd": "BSD-3-Clause",
    r"mit\b": "MIT",
    r"\bisc\b": "ISC",
    r"mozilla|mpl": "MPL-2.0",
    r"python software|psf": "PSF-2.0",
}
# Tools may be under any licence that lets us use them: they test and build, and no part of them is shipped or imported.
ONLY_USED = {"Artistic-1.0-Perl OR GPL-2.0-or-later", "GPL-3.0-only"}
UNSAID = {  # where neither line nor classifier says it in these words, as its file of licence says
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "platypus-opt": "GPL-3.0-only",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
_OPENING = """# Licences

Written by `python -m tests.licences` from what is installed; `tests/test_licences.py` says when it is out of date, or
when a licence is new. Twenty Cents itself is under the [MIT licence](https://opensource.org/license/mit). The fonts of
the brief have theirs beside them, in `sim/show/brief/fonts`.

| package | licence |
|---|---|
"""
_OF_TOOLS = """
## Tools for development
Only `make setup` installs these besides. They test, check and build; nothing of them is in the program or comes with
it, so their licences bind nobody who uses it. `platypus-opt` comes with `ema_workbench`, which tests hold boxes of
plausible worlds against.

| package | licence |
|---|---|
"""


def licences() -> dict[str, str]:
    """The licence of every package that an installation brings, with all extras but those for development."""
    found: dict[str, set[str]] = {}
    _walk("twenty-cents", set(EXTRAS), found)
    return {name: licence(name) for name in sorted(found) if name != "twenty-cents"}


def tools() -> dict[str, str]:
    """The licence of every package that only those get who develop."""
    found: dict[str, set[str]] = {}
    _walk("twenty-cents", {TOOLS}, found)
    shipped = licences()
    return {name: licence(name) for name in sorted(found) if name not in shipped and name != "twenty-cents"}


def _walk(name: str, extras: set[str], found: dict[str, set[str]]) -> None:
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found and extras <= found[key]:
        return
    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:  # for another system, or another Python
        return
    found[key] = found.get(key, set()) | extras
    for asked in map(Requirement, requires):
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            _walk(asked.name, set(asked.extras), found)


def licence(name: str) -> str:
    """A package's licence as an SPDX expression; what it says itself where that cannot be told."""
    if name in UNSAID:
        return UNSAID[name]
    told: Any = distribution(name).metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    line = (told.get("License") or "").partition("\n")[0].strip()
    if set(_single(line)) <= COMPATIBLE:
        return line
    classified = [one.rpartition("::")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    for said in (*classified, line):
        for pattern, spdx in SPOKEN.items():
            if re.search(pattern, said, re.IGNORECASE):
                return spdx
    return line or "not told"


def _single(expression: str) -> Iterator[str]:
    """The licences in an expression."""
    yield from (part.strip(" ()") for part in re.split(r"\b(?:AND|OR)\b", expression))


def is_compatible(expression: str) -> bool:
    """Whether every licence of which the user has no choice is compatible."""
    choices = expression.split(" OR ")
    return any(set(_single(choice)) <= COMPATIBLE for choice in choices)


def page() -> str:
    """The page of licences."""
    return _OPENING + _rows(licences()) + _OF_TOOLS + _rows(tools())


def _rows(found: dict[str, str]) -> str:
    return "".join(f"| {name} | {said} |\n" for name, said in found.items())


if __name__ == "__main__":
    sys.stdout.write(page())
