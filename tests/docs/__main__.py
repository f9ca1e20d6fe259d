"""`python -m tests.docs PAGE...` writes again what commands print, on these pages or on all that show it.

Each paragraph on the page is replaced by the one of the output that is most like it, or that begins with its words: so
a new page needs only those. Whoever does so reads the words around them, too.
"""

import subprocess
import sys
import tempfile
from difflib import get_close_matches
from pathlib import Path

from tests.docs.pages import LEFT_OUT, PAGES, Command, blocks, commands, file_of, name
from tests.docs.running import output


def main(asked: list[str]) -> None:
    """Write the pages again, and say which changed."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        if "```console\n" in text and (not asked or name(page) in asked):
            now = rewritten(text)
            sys.stdout.write(f"{name(page)}: {'written again' if now != text else 'nothing moved'}\n")
            page.write_text(now, encoding="utf-8", newline="\n")


def rewritten(text: str) -> str:
    """A page's text with what its commands print now."""
    found: list[tuple[Command, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for block in blocks(text):
            if file := file_of(block):
                Path(folder, file).write_text(block.text, encoding="utf-8")
            elif block.language == "python":
                subprocess.run([sys.executable, "-c", block.text], cwd=folder, check=True)
            found += [(one, output(one, Path(folder))) for one in commands(block) if one.printed]
    for command, printed in reversed(found):
        end = command.start + len(command.printed)
        text = text[: command.start] + _in_place_of(command.printed, printed) + text[end:]
    return text


def _in_place_of(before: str, printed: str) -> str:
    parts = [part.strip("\n") for part in _parts(printed)]
    now = [part if part.strip() == LEFT_OUT else _nearest(part, parts) for part in _parts(before)]
    return "\n\n".join(now) + "\n"


def _parts(text: str) -> list[str]:
    lines = (line.rstrip() for line in text.splitlines())
    return [part for part in "\n".join(lines).split("\n\n") if part.strip()]


def _nearest(part: str, parts: list[str]) -> str:
    """The paragraph that begins with the same words, else the one most like it."""
    plain = [" ".join(one.split()) for one in parts]
    begin = " ".join(part.split())
    alike = [one for one in plain if one.startswith(begin)] or get_close_matches(begin, plain, 1, 0.0)
    return parts[plain.index(alike[0])] if alike else part


if __name__ == "__main__":
    main(sys.argv[1:])
