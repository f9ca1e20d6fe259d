"""Commands of the pages, taken apart and run as they stand."""

import subprocess
import sys
from pathlib import Path

from tests.docs.pages import Command

OURS = "twenty-cents"


def ours(words: list[str]) -> list[str] | None:
    """What follows our command's name; None for another program. A result that is kept in a file is left out."""
    if not words or words[0].rpartition("/")[2] != OURS:
        return None
    words = words[1:-1] if words[-1] == "&" else words[1:]
    return words[: words.index(">")] if ">" in words else words


def kept_in(words: list[str]) -> str | None:
    """The file that keeps what is printed."""
    return words[words.index(">") + 1] if ">" in words else None


def output(command: Command, at: Path) -> str:
    """What a command of ours prints when it is run in a folder as a process of its own."""
    words = ours(command.words)
    assert words is not None, f"{command.line}: only our own commands can be shown with what they print"
    ran = subprocess.run(
        [sys.executable, "-m", "sim", *words], cwd=at, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, f"{command.line}\n{ran.stderr}"
    return ran.stdout
