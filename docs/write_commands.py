"""`make docs/commands.md` writes the page of every command and option; a test says when it is out of date."""

import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import typer

from sim.cli import cli

_OPENING = """# Commands and options

Written by `make docs/commands.md` from the commands themselves; `twenty-cents COMMAND --help` says the same.
Exit codes, and what results hold and mean, are in [the reference](reference.md).
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_OPENING, *_sections("twenty-cents", typer.main.get_command(cli))])


def _sections(name: str, command: Any) -> Iterator[str]:
    """A section a command; a command of several comes before its own."""
    arguments = [entry for entry in command.params if not _is_option(entry)]
    options = [entry for entry in command.params if _is_option(entry) and "--help" not in entry.opts]
    if name != "twenty-cents":
        yield f"## `{' '.join([name, *map(_argument, arguments)])}`\n"
        yield f"{_cell(' '.join((command.help or '').split()))}\n"
    rows = [_row(f"`{_argument(entry)}`", entry) for entry in arguments] + [
        _row(_option(entry), entry) for entry in options
    ]
    if rows:
        yield "\n".join(["| option | meaning | if left out |", "|---|---|---|", *rows, ""])
    for inner, one in sorted(getattr(command, "commands", {}).items()):
        yield from _sections(f"{name} {inner}", one)


def _is_option(entry: Any) -> bool:
    return str(entry.param_type_name) == "option"


def _argument(entry: Any) -> str:
    shown = str(entry.metavar or entry.name).strip("[]{}").upper()
    return shown if entry.required else f"[{shown}]"


def _option(entry: Any) -> str:
    value = "" if entry.is_flag else f" {entry.metavar or _choices(entry) or entry.name.upper()}"
    return f"`{entry.opts[0]}{_cell(value)}`"


def _choices(entry: Any) -> str:
    """`page|slide`, where there is a choice among words; else nothing."""
    kind = entry.type_descriptor.annotation
    for one in (kind, *get_args(kind)):
        if get_origin(one) is Literal:
            return "|".join(get_args(one))
        if isinstance(one, type) and issubclass(one, Enum):
            return "|".join(str(word.value) for word in one)
    return ""


def _row(name: str, entry: Any) -> str:
    return f"| {name} | {_cell((entry.help or '').rstrip('.'))} | {_default(entry)} |"


def _default(entry: Any) -> str:
    if entry.required:
        return "must be given"
    if getattr(entry, "is_flag", False) or entry.default in (None, (), [], ""):
        return ""
    return f"`{entry.default}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
