"""A sweep's rows as CSV, some at a time."""

from pathlib import Path

from sim.errors import InputError
from sim.study.spreadsheet import escaped
from sim.study.sweeps.results import Results


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
