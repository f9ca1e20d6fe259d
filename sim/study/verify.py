"""Whether the model does what it says on this machine: its properties, and the agreement of its two engines."""

import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sim import __version__
from sim.errors import InputError
from sim.inputs.parameters import nearest

Said = Callable[["Verified"], None]


@dataclass(frozen=True)
class Verified:
    """One check that was made."""

    name: str
    asks: str  # what was checked, in a sentence
    said: str  # how closely it held
    wrong: tuple[str, ...]  # what did not hold
    seconds: float

    @property
    def held(self) -> bool:
        """Whether nothing was wrong."""
        return not self.wrong


@dataclass(frozen=True)
class Report:
    """All checks that were made."""

    checks: tuple[Verified, ...]

    @property
    def held(self) -> bool:
        """Whether every check held."""
        return all(check.held for check in self.checks)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(check.seconds for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """The report for programs, as docs/reference.md has it."""
        return {
            "version": __version__,
            "held": self.held,
            "seconds": round(self.seconds, 1),
            "machine": machine(),
            "checks": [
                {
                    "name": check.name,
                    "asks": check.asks,
                    "held": check.held,
                    "said": check.said,
                    "wrong": list(check.wrong),
                    "seconds": round(check.seconds, 1),
                }
                for check in self.checks
            ],
        }


def verify(only: Sequence[str] | None = None, said: Said = lambda _: None) -> Report:
    """Make the checks and report. only: their names; None means all. said: called after each.

    InputError for a check that there is not.
    """
    return Report(tuple(_made(only, said)))


def _made(only: Sequence[str] | None, said: Said) -> Iterator[Verified]:
    from sim.study.proof.checks import CHECKS

    for name in only or ():
        if name not in CHECKS:
            near = nearest(name, CHECKS)
            raise InputError(
                f"{name}: there is no such check; " + (f"did you mean {near}?" if near else ", ".join(CHECKS))
            )
    for name, check in CHECKS.items():
        if only and name not in only:
            continue
        start = time.perf_counter()
        try:
            found = check()
            result, wrong = found.said, tuple(found.wrong)
        except Exception as error:  # a check that cannot be finished does not hold; the others are still made
            result, wrong = "could not be finished", (f"{type(error).__name__}: {error}",)
        done = Verified(name, (check.__doc__ or "").strip(), result, wrong, time.perf_counter() - start)
        said(done)
        yield done


def machine() -> dict[str, Any]:
    """What the checks ran on."""
    import numba
    import numpy

    return {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "numba": numba.__version__,
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }
