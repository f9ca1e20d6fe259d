"""Options that say how a CSV file is to be read, which the commands of `calibrate` share."""

from typing import Annotated, Literal

import typer

Separator = Annotated[
    Literal["comma", "semicolon", "tab", "bar"] | None,
    typer.Option(help="What separates cells; read off the header if left out."),
]
Encoding = Annotated[str, typer.Option(help="As in cp1252, for files that are not UTF-8.")]
_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def mark(separator: str | None) -> str | None:
    """The character that an answer to --separator stands for."""
    return None if separator is None else _MARKS[separator]
