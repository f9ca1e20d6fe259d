"""What a crowd types: names and short remarks, plain text of a bounded length, or refused in a clear line."""

import unicodedata

from sim.errors import InputError

LONGEST_NAME, LONGEST_REMARK = 24, 200
# Controls, marks of writing direction and other invisible signs, halves of pairs, private and unassigned ones, lines.
_REFUSED = {
    **dict.fromkeys(("Cc", "Zl", "Zp"), "a control character or a line break"),
    **dict.fromkeys(("Cf", "Cs", "Co", "Cn"), "an invisible or unknown character"),
}
_MOST_MARKS = 2  # accents on one letter; more of them grow over the lines above and below


def name(typed: str, what: str = "name") -> str:
    """A name of 1 to 24 characters, its spaces tidied. InputError."""
    tidy = _plain(typed, what, LONGEST_NAME)
    if not any(letter.isalnum() for letter in tidy):
        raise InputError(f"{what} = {shown(typed)}: must have a letter or a digit")
    return tidy


def remark(typed: str) -> str:
    """A remark of at most 200 characters; may be empty. InputError."""
    return _plain(typed, "remark", LONGEST_REMARK)


def alike(tidy: str) -> str:
    """The same for names that look alike: case, width and accents' spelling do not tell two teams apart."""
    return unicodedata.normalize("NFKC", tidy).casefold()


def shown(typed: str) -> str:
    """What was typed, safe to repeat in a message."""
    return ascii(typed if len(typed) <= 40 else f"{typed[:36]}...")


def for_spreadsheet(text: str) -> str:
    """A text that a spreadsheet takes as text: what could begin a formula gets an apostrophe before it.

    Source: OWASP, CSV injection; full-width signs are formulas to some programs too.
    """
    first = unicodedata.normalize("NFKC", text.lstrip())[:1]
    return f"'{text}" if first and first in "=+-@|%\t\r\n" else text


def _plain(typed: str, what: str, longest: int) -> str:
    if len(typed) > 10 * longest:
        raise InputError(f"{what}: has {len(typed):,} characters; at most {longest}")
    tidy = unicodedata.normalize("NFC", typed).strip()
    if bad := _bad(tidy):
        raise InputError(f"{what} = {shown(typed)}: has {bad}; use letters, digits and signs that can be seen")
    tidy = " ".join(tidy.split())
    if what != "remark" and not tidy:
        raise InputError(f"{what} is empty; give one of 1 to {longest} characters")
    if len(tidy) > longest:
        raise InputError(f"{what} = {shown(typed)}: has {len(tidy)} characters; at most {longest}")
    return tidy


def _bad(text: str) -> str | None:
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in _REFUSED:
            return _REFUSED[category]
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            return "a letter with more than two accents"
    return None
