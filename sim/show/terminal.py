"""Where text goes: a terminal with colours and a progress bar, or plain lines where the output is piped."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress

WIDTH = 80  # columns where the output is no terminal


def console(error: bool = False) -> Console:
    """Where to print: colours and full width in a terminal, plain lines of 80 columns elsewhere."""
    screen = Console(stderr=error, highlight=False)
    return screen if screen.is_terminal else Console(stderr=error, highlight=False, width=WIDTH)


@contextmanager
def progress(out: Console) -> Iterator["Bar"]:
    """A bar that goes away when it is done; nothing where the output is no terminal."""
    if not out.is_terminal:
        yield Bar(None)
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as shown:
        yield Bar(shown)


class Bar:
    """Takes runs done and runs to do."""

    def __init__(self, shown: "Progress | None") -> None:
        self._shown = shown
        self._task = None if shown is None else shown.add_task("Living the same people again", total=None)

    def __call__(self, done: int, to_do: int) -> None:
        """Show how far it is."""
        if self._shown is not None and self._task is not None:
            self._shown.update(self._task, completed=done, total=to_do)
