"""The pages of README and docs: what stands in their blocks, and how it is tried.

A `console` block has commands after a `$` and below each what it prints; a line `...` stands for paragraphs left
out. A `toml` block that begins with a file's name in a comment is that file, and so is any with a file's name behind
its language. A block without a language is commands for a shell; one of `text` is not there to be run. Commands of a
page share a folder.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md") if (ROOT / name).exists()),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LEFT_OUT = "..."
_FENCE = re.compile(r"^```(\w*|\{\w+\})(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"(?<![\w/.*-])[\w./-]+\.(?:png|svg|jpe?g|gif|webp|avif)\b", re.IGNORECASE)
_INDENTED = re.compile(r"(?:^#.*\n|^\n|\A)((?: {4,}\S.*\n?)+)", re.MULTILINE)
_FILE = re.compile(r"# (\S+\.toml)\n")


class Block(NamedTuple):
    """A block of code: its language ("" for none), its text, where that begins on the page, the file that it is."""

    language: str
    text: str
    start: int
    file: str | None = None


class Command(NamedTuple):
    """A command and what the page says that it prints; where that begins on the page, for `python -m tests.docs`."""

    line: str
    printed: str
    start: int

    @property
    def words(self) -> list[str]:
        """The command as a shell splits it, without a comment behind it."""
        return shlex.split(self.line, comments=True)


def name(page: Path) -> str:
    """The page by its path in the checkout."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """All blocks of code on a page in order, fenced and indented; a directive such as `{toctree}` is none."""
    fences = [match for match in _FENCE.finditer(text) if not match[1].startswith("{")]
    found = [Block(match[1], match[3], match.start(3), match[2]) for match in fences]
    bare = _FENCE.sub(lambda match: re.sub(r".", "x", match[0]), text)
    found += [Block("", match[1], match.start(1)) for match in _INDENTED.finditer(bare)]
    return sorted(found, key=lambda block: block.start)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block; none in code of another kind."""
    if block.language == "console":
        for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
            yield Command(match[1], match[2], block.start + match.start(2))
    elif block.language in ("", "sh", "bash"):
        for line in block.text.splitlines():
            if re.match(r"\s*[a-z.][\w./-]*( |$)", line):
                yield Command(line.strip(), "", block.start)


def file_of(block: Block) -> str | None:
    """The file that a block is; None where it is none."""
    named = _FILE.match(block.text) if block.language == "toml" else None
    return named[1] if named else block.file


def paragraphs(text: str) -> list[str]:
    """Paragraphs of what is printed, each in one line; lines that stand for what is left out are not among them."""
    lines = ["" if line.strip() == LEFT_OUT else line for line in text.splitlines()]
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    return [" ".join(part.split()) for part in parts if part.strip()]


def prose(text: str) -> str:
    """A page without its blocks."""
    for block in reversed(blocks(text)):
        text = text[: block.start] + text[block.start + len(block.text) :]
    return text


def pictures(text: str) -> set[str]:
    """The pictures that a page shows or links to, as it names them, however it does so: all but names in code type."""
    addresses = re.sub(r"\w+://\S+|`[^`\n]*`", "", prose(text))
    return set(_PICTURE.findall(addresses))


def figures(text: str) -> set[str]:
    """Sums of money and shares in per cent, as they are written."""
    return set(re.findall(r"\$\d[\d,.]*\d(?: [mb]illion)?|\$\d|\d[\d.,]*(?= %)", text))
