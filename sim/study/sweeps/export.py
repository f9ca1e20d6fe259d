"""A sweep's rows as CSV, for spreadsheets, which must not take a text for a formula."""

from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import InputError
from sim.study.sweeps.results import Results

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(results: Results, file: Path) -> int:
    """Write all rows to a file, some at a time; returns how many. All are there or no file. Raises InputError."""
    part = file.with_name(f".{file.name}.part")
    rows = 0
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            for frame in results.frames():
                escaped(frame).to_csv(out, index=False, header=rows == 0)
                rows += len(frame)
        part.replace(file)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return rows


def escaped(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with an apostrophe before each text that a spreadsheet would compute; numbers stay as they are."""
    columns = {name: frame[name].map(_escaped) for name in frame.columns if frame[name].dtype.kind not in "biuf"}
    return frame.assign(**columns)


def _escaped(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
