"""What was found in a company's own figures, written down as a scenario: whole or not at all."""

import os
from pathlib import Path

from sim.errors import InputError
from sim.inputs.scenario import Scenario, load


def check_file(file: Path, source: Path) -> None:
    """InputError where a scenario could not be written to the file, or would take the place of its source."""
    if file.suffix != ".toml":
        raise InputError(f"--out {file}: a scenario is a TOML file; give it a name that ends in .toml")
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise InputError(f"--out {file}: is a folder, or lies in one that is not there")
    if file.resolve() == source.resolve():
        raise InputError(f"--out {file}: is the file that is read")


def write_scenario(text: str, file: Path) -> Scenario:
    """Write a scenario's TOML text and read it again. Raises InputError, and leaves whatever was there before."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return load(file)
