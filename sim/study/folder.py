"""Writing results into a folder, or one into a file: all of it or nothing."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sim.errors import InputError


def check_folder(folder: Path) -> None:
    """InputError where results could not be written to the folder: asked before they are computed."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; give a folder to write the results to.")
    above = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise InputError(f"{folder} cannot be written to: no permission to write in {above}.")


def write_folder(folder: Path, files: Mapping[str, Callable[[Path], Any]]) -> None:
    """Write files, each by its own function, into the folder: all is made beside it first and then moved into place.

    The last one moves last: it vouches for the rest. Files of the same names from before are replaced; others in the
    folder are left alone. InputError where it cannot be written to.
    """
    check_folder(folder)
    for name in files:
        if (folder / name).is_dir():
            raise InputError(f"{folder / name} is a folder; nothing was written. Move it away, or give another folder.")
    place = folder.absolute()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        for name, write in files.items():
            write(part / name)
        if not place.exists():
            part.rename(place)
            return
        for name in files:
            (part / name).replace(place / name)
    except OSError as error:
        raise InputError(f"The results could not be written to {folder}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_file(file: Path) -> None:
    """InputError where one result could not be written to the file: asked before it is computed."""
    if file.is_dir():
        raise InputError(f"{file} is a folder; give the name of a file to write to.")
    check_folder(file.absolute().parent)


def write_file(file: Path, content: bytes) -> None:
    """Write one file, made beside its place and then moved there. InputError where it cannot be written."""
    check_file(file)
    part = file.absolute().with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise InputError(f"{file} could not be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def writing(text: str) -> Callable[[Path], Any]:
    """The function that writes a text."""
    return lambda file: file.write_text(text, encoding="utf-8")


def json_text(content: Any) -> str:
    """Content as a JSON file holds it."""
    return json.dumps(content, indent=1) + "\n"
