"""Tables as CSV for spreadsheets, which must not take a text for a formula."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def escaped(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with an apostrophe before each text that a spreadsheet would compute; numbers stay as they are.

    Line ends within a text become newlines: a bare carriage return is not quoted in CSV and would begin a new row.
    """
    columns = {name: frame[name].map(_escaped) for name in frame.columns if frame[name].dtype.kind not in "biuf"}
    return frame.assign(**columns)


def writing_csv(frame: "pd.DataFrame") -> Callable[[Path], Any]:
    """The function that writes a frame as CSV."""
    return partial(escaped(frame).to_csv, index=False)


def _escaped(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
