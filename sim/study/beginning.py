"""How a process of this program begins: told that what its libraries make as they load is there to stay."""

import atexit
import gc
import sys


def libraries_stay() -> None:
    """Spare the collector of garbage looking again and again, at the start and at the end, at what is none."""
    gc.set_threshold(50_000, 20, 100)  # libraries make a million objects as they load
    atexit.register(_end)  # for the interpreter looks through them all once more before it ends


def _end() -> None:
    if "duckdb" not in sys.modules:  # it prints a list of whatever of its own is then left
        gc.freeze()
