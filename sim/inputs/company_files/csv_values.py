"""What a cell of a CSV file says: a number, a date, a yes or no. Nothing is guessed, and no formula is computed.

Each reader takes the cell's text and raises Unreadable with what would be right.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeVar

Decimal = Literal["point", "comma"]
Dates = Literal["iso", "dmy", "mdy"]
T = TypeVar("T")

LONGEST_SHOWN = 40  # characters of a cell in a message or a label
_LARGEST = 1e12  # of a number in a cell
_KEPT = 100_000  # different texts of a column that are remembered
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+(?:,\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,. '’]\d{3})+(?:[.,]\d+)?", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COMPUTES = re.compile(r"[=@].*|[+-](?!\d).+|[+-].*[-+*/^(!].*", re.DOTALL)  # what a spreadsheet would work out
_YES = frozenset(["yes", "y", "true", "t", "1", "ja", "oui", "si", "sí"])
_NO = frozenset(["no", "n", "false", "f", "0", "nein", "non"])
_LEFT = frozenset(
    [
        "left",
        "churned",
        "cancelled",
        "canceled",
        "former",
        "inactive",
        "closed",
        "ended",
        "lapsed",
        "terminated",
        "gone",
    ]
)
_HERE = frozenset(["here", "active", "current", "staying", "open", "ongoing", "live", "subscribed", "customer"])
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)


class Unreadable(ValueError):
    """A cell that does not say what it should; the text says what would be right."""


def harmless(text: str) -> str:
    """A cell's text as a short label that no spreadsheet takes for a formula and no terminal for a command."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST_SHOWN * 2])
    shown = " ".join(shown.split())
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 3]}..."
    return f"'{shown}" if shown.startswith(_FORMULA) and not _PLAIN.fullmatch(shown) else shown


def remembering(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same reader, quicker where texts come again, as they do in most columns."""
    known: dict[str, T] = {}

    def recall(text: str) -> T:
        if text in known:
            return known[text]
        value = read(text)
        if len(known) < _KEPT:
            known[text] = value
        return value

    return recall


def number(text: str, decimal: Decimal = "point") -> float:
    """A number written as 12.5, or as 12,5 where that was told."""
    text = text.strip()
    if (_PLAIN if decimal == "point" else _COMMA).fullmatch(text):
        found = float(text.replace(",", "."))
        if abs(found) > _LARGEST:
            raise Unreadable(f"is beyond {_LARGEST:,.0f}")
        return found
    if not text:
        raise Unreadable("is empty; a number is needed")
    if _COMPUTES.fullmatch(text):
        raise Unreadable("is a formula, which is never computed; put its value there")
    if decimal == "point" and _COMMA.fullmatch(text):
        raise Unreadable("has a comma; write a decimal point, or say --decimal comma if it is a decimal comma")
    if _GROUPED.fullmatch(text):
        raise Unreadable("write numbers without anything between thousands")
    if decimal == "comma" and _PLAIN.fullmatch(text):
        raise Unreadable("has a point where --decimal comma was said; write all numbers alike")
    if text.endswith("%"):
        raise Unreadable("write a plain number, without a per cent sign")
    raise Unreadable("is not a number")


def day(text: str, order: Dates = "iso") -> int:
    """A date as the number of a day. Always read: 2024-03-31; 31.3.2024 or 3/31/2024 where the order was told."""
    text = text.strip()
    if not text:
        raise Unreadable("is empty; a date is needed")
    try:
        if iso := _ISO.fullmatch(text):
            found = date.fromisoformat(iso[1])
        elif parts := _PARTS.fullmatch(text):
            first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
            if order == "iso":
                raise Unreadable("write dates as 2024-03-31, or say the order of day and month: --dates dmy or mdy")
            found = date(year, second, first) if order == "dmy" else date(year, first, second)
        else:
            raise Unreadable("is not a date like 2024-03-31")
    except Unreadable:
        raise
    except ValueError:
        told = "" if order == "iso" else f" when read as {order}"
        raise Unreadable(f"there is no such day{told}") from None
    if not _EARLIEST <= found < _LATEST:
        raise Unreadable("lies before 1900 or after 2199")
    return found.toordinal()


def yes(text: str) -> bool:
    """A yes or no."""
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("must be yes or no" if word else "is empty; yes or no is needed")


def yes_or_blank(text: str) -> bool:
    """A yes or no, where an empty cell is a no."""
    return yes(text) if text.strip() else False


def has_email(text: str) -> bool:
    """Whether there is an e-mail: yes, no, or the address itself (which is not kept); an empty cell is a no."""
    return "@" in text.strip("@ ") or yes_or_blank(text)


def left(text: str) -> bool:
    """Whether a status says that the customer has left."""
    word = text.strip().lower()
    if word in _LEFT:
        return True
    if word in _HERE:
        return False
    if word in _YES | _NO:
        raise Unreadable("does not say of what; map the column as churned if yes means that the customer has left")
    raise Unreadable("must be a word like active or cancelled" if word else "is empty; active or cancelled is needed")
