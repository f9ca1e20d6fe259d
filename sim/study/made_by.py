"""Numbers that another version of Twenty Cents made: the one sentence that says so, wherever they are read again."""

from sim import __version__

LONGEST = 20  # characters of a version that somebody else's file says


class AnotherVersion(UserWarning):
    """What Python is told of such numbers; the command and the app say it in their own places."""


def by_another_version(made_by: str, again: str) -> str | None:
    """What a reader should know of numbers that a version made; None of this one's own.

    again: a sentence on what is shown, and how to come by today's numbers.
    """
    if made_by == __version__:
        return None
    return (
        f"Made by version {f'{made_by}'[:LONGEST] or 'unknown'} of Twenty Cents; this is {__version__}, which may give "
        f"other numbers (CHANGELOG.md says what moved). {again}"
    )
