"""What was typed and cannot be used, in a plain line; and what several commands ask alike, and how they end."""

import sys
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from sim.cli.polite import BAD_INPUT, print_json
from sim.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

_Found = TypeVar("_Found")


class Commands(TyperGroup):
    """The commands, with one plain line in place of typer's box where an option or a value is none."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run what was asked for; exit code 2 where it cannot be understood."""
        alone = extra.pop("standalone_mode", True)
        extra["standalone_mode"] = False  # typer raises then, and prints nothing itself
        if not alone:
            return super().main(*args, **extra)
        try:
            code = super().main(*args, **extra)
        except InputError as error:  # from a value that we read ourselves
            sys.stderr.write(f"{error}\n")
            sys.exit(BAD_INPUT)
        except Exception as error:
            if not hasattr(error, "format_message"):  # no complaint of typer's
                raise
            sys.stderr.write(_complaint(error) + "\n")
            sys.exit(BAD_INPUT)
        sys.exit(code if isinstance(code, int) else 0)


def _complaint(error: Any) -> str:
    """What typer cannot use, as `--people many: must be a whole number`."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.message)
    where = getattr(error, "ctx", None)
    more = f"\n{where.command_path} --help says what there is." if where is not None else ""
    if near := getattr(error, "possibilities", None):
        (meant,) = get_close_matches(error.option_name, near, 1, 0.0)
        return f"{error.message}; did you mean {meant}?{more}"
    told = getattr(error.__cause__, "errors", None)
    param = getattr(error, "param", None)
    if told is None or param is None:
        return f"{error.format_message()}{more}"
    (problem, *_) = told()
    name = param.opts[0] if param.param_type_name == "option" else param.human_readable_name
    return f"{name} {problem['input']}: {_right(problem)}{more}"


def _right(problem: dict[str, Any]) -> str:
    """What would be right, in our words."""
    limits = problem.get("ctx", {})
    match problem["type"]:
        case "int_parsing" | "int_from_float":
            return "must be a whole number"
        case "float_parsing":
            return "must be a number"
        case "greater_than_equal":
            return f"must be at least {limits['ge']}"
        case "less_than_equal":
            return f"must be at most {limits['le']}"
    said = str(problem["msg"]).removeprefix("Value error, ")
    if "%Y-%m-%d" in said:
        return "must be a date, as in 2024-03-31"
    _, is_choice, choices = said.partition(" is not one of ")
    return f"must be one of {choices.rstrip('.')}" if is_choice else said


def tell(
    found: _Found,
    plainly: Callable[[_Found], Any],
    show: Callable[[_Found, "Console"], None],
    *,
    as_json: bool,
    written: str = "",
) -> None:
    """How a study ends: as JSON and nothing else, or in words and with what was written, where anything was."""
    from sim.show.terminal import console

    if as_json:
        print_json(plainly(found))
        return
    show(found, console())
    if written:
        console().print(f"Written to {written}")


def place(text: str) -> Path:
    """Where results go. InputError for an empty name."""
    if not text.strip():
        raise InputError("--out is empty; name where the results go (. is this folder)")
    return Path(text)


Which = Annotated[str, typer.Argument(help="A shipped scenario's name, or a TOML file.")]
Baseline = Annotated[str, typer.Option(metavar="KEY", help="What each policy is set against.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter or policies.KEY.FIELD; repeatable."),
]
Threads = Annotated[int | None, typer.Option(metavar="K", help="Threads; all cores if left out.")]
OutFolder = Annotated[
    Path | None, typer.Option("--out", parser=place, metavar="DIR", help="Write figures, tables and the result here.")
]
OutScenario = Annotated[
    Path | None, typer.Option("--out", parser=place, metavar="FILE.toml", help="Write a scenario with what was found.")
]
