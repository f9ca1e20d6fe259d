"""Reading a TOML file that may be anything: too large, empty, binary, in another encoding, or not TOML."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from sim.errors import InputError

LARGEST = 1_000_000  # bytes; a complete, commented scenario takes about 50,000

# tomllib's memory grows with the square of the parts of a dotted key: a small file could take all there is.
_MOST_PARTS = 20
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_PART}[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}")


def read(path: Path, label: str) -> str:
    """The text of a file. label: how messages name it. Raises InputError."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(f"{label}: is a folder; a scenario is a TOML file")
        if not stat.S_ISREG(about.st_mode):
            raise InputError(f"{label}: is not a plain file; a scenario is a TOML file")
        if about.st_size > LARGEST:
            raise InputError(f"{label}: is {about.st_size:,} bytes long; a scenario has at most {LARGEST:,}")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError(f"{label}: no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{label}: cannot be read: {reason}") from None
    return decode(content, label)


def decode(content: bytes, label: str) -> str:
    """Text from UTF-8, with or without a byte order mark. Raises InputError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{label}: is UTF-16 text; save it as UTF-8")
    if b"\0" in content:
        raise InputError(f"{label}: is a binary file; a scenario is a TOML text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{label}: line {line} is not UTF-8 text; save the file as UTF-8") from None


def parse(text: str, label: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises InputError with line and column."""
    if len(text) > LARGEST:
        raise InputError(f"{label}: is {len(text):,} characters long; a scenario has at most {LARGEST:,}")
    if _LONG_KEY.search(text):
        raise InputError(f"{label}: has a key of more than {_MOST_PARTS} parts; a scenario's have at most five")
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise InputError(f"{label}: is nested too deeply for a scenario") from None
    except ValueError as error:  # TOMLDecodeError is one; so is a number with thousands of digits
        raise InputError(f"{label}: is not valid TOML: {error}{_hint(text, str(error))}") from None
    if not content:
        raise InputError(f'{label}: is empty; a scenario begins with a title, as in: title = "My magazine"')
    return content


def _hint(text: str, message: str) -> str:
    """What is often meant where TOML stumbles: a decimal comma."""
    place = re.search(r"at line (\d+)", message)
    lines = text.splitlines()
    if place and (number := int(place[1])) <= len(lines) and re.search(r"=\s*\d+,\d", lines[number - 1][:200]):
        return "; write a decimal point, as in 0.4"
    return ""
