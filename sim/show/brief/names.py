"""Names as they can be printed: on one line, not endless, and safe beside words that run the other way."""

import re
import unicodedata

from sim.inputs.forms import LONGEST_NAME
from sim.show.currency import MINUS, PLUS, UNBROKEN_MINUS, UNBROKEN_PLUS

ISOLATE, END = "\u2068", "\u2069"  # what stands between has its own direction (Unicode Standard Annex 9)
BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{36,}")
_PIECES = re.compile(r"[^/,.=]{0,11}[/,.=]|[^/,.=]{1,12}")
_QUOTED = re.compile(r'"([^"]*)"')


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """A name in one line, without signs that do not print; the end of a very long one is left out, and says so.

    A name that is written from right to left, or may be in part, is kept apart from the words around it.
    """
    line = " ".join("".join(sign if _prints(sign) else " " for sign in name).split())
    cut = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return f"{ISOLATE}{cut}{END}" if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in cut) else cut


def _prints(sign: str) -> bool:
    """Whether a character belongs into a name: none that control, reorder or stand for nothing."""
    joins = sign in "\u200c\u200d"  # in Persian and Indic names
    return joins or not unicodedata.category(sign).startswith("C")


def breakable(text: str) -> str:
    """The text with places at which a word may be broken that is too long for a line; nothing is printed there."""
    return _LONG_WORD.sub(lambda word: BREAK.join(_PIECES.findall(word[0])), text)


def typographic(text: str) -> str:
    """The text with quotation marks as printed, and numbers on one line with their sign and their percent sign."""
    words = _QUOTED.sub(r"“\1”", text).replace(" %", "\u00a0%")
    return PLUS.sub(UNBROKEN_PLUS, MINUS.sub(UNBROKEN_MINUS, words))
