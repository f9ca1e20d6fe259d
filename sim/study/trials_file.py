"""The file in which Optuna keeps a search's trials (SQLite), and what is said where it cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import RunError

STORE = "search.db"


@contextmanager
def trials_in(folder: str | Path | None) -> Iterator[None]:
    """RunError where the file in the folder is damaged, held by another program, or has no room to grow."""
    try:
        yield
    except Exception as error:
        why = _why(error)
        if folder is None or why is None:
            raise
        raise RunError(
            f"{Path(folder) / STORE} cannot be used: {why}. What it holds is left as it is; ask again with --resume "
            "once that is put right, or give another folder."
        ) from error


def _why(error: BaseException | None) -> str | None:
    """What SQLite says, behind what other libraries make of it."""
    while error is not None:
        for one in (error, getattr(error, "orig", None)):
            if isinstance(one, sqlite3.Error):
                return str(one)
        error = error.__cause__
    return None
