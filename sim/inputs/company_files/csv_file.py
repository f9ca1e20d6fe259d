"""A CSV file that may be anything: what separates its cells is told, and every row comes with its line number.

Nothing is corrected silently. What makes the whole file unreadable raises InputError with the line and a remedy; what
spoils one row only is handed to `Refusals`, and the reading goes on.
"""

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from sim.errors import InputError
from sim.inputs.company_files.csv_values import harmless

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LONGEST_CELL = 100_000  # characters
MOST_TOLD = 1000  # rows refused that are told one by one
_BINARY = {b"PK": "a zip archive or a workbook", b"PAR1": "a Parquet file", b"\xd0\xcf": "a workbook", b"%PDF": "a PDF"}


class Refused(NamedTuple):
    """One row that could not be used."""

    line: int
    column: str  # "" where the row as a whole is meant
    value: str
    reason: str

    def __str__(self) -> str:
        cell = f"{self.column} = {self.value}: " if self.column else ""
        return f"line {self.line}: {cell}{self.reason}"


@dataclass
class Refusals:
    """The rows that could not be used: how many for which reason, and the first of them one by one."""

    told: list[Refused] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # by column and reason

    def add(self, line: int, column: str, value: str, reason: str) -> None:
        """Note a row. What is shown of its cell cannot be taken for a formula."""
        self.reasons[column, reason] += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(Refused(line, harmless(column), harmless(value) or "(empty)", reason))

    @property
    def count(self) -> int:
        """Rows refused."""
        return self.reasons.total()


@dataclass(frozen=True)
class CsvFile:
    """A CSV file that is known to be text with a header."""

    path: Path
    label: str  # how messages name it
    encoding: str
    separator: str
    columns: tuple[str, ...]
    header_line: int

    def rows(self, refusals: Refusals) -> Iterator[tuple[int, list[str]]]:
        """Each row after the header, with the line on which it begins. Empty lines do not count as rows."""
        wide = len(self.columns)
        with _open(self.path, self.encoding) as file:
            reader = _reader(file, self.separator)
            for _ in islice(reader, 1 if self.header_line == 1 else 2):
                pass
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    self._broken(line, reader.line_num, error, refusals)
                    continue
                except UnicodeError:
                    raise _not_text(self.path, self.label, self.encoding) from None
                except (OSError, EOFError, zlib.error) as error:
                    raise InputError(f"{self.label}: cannot be read beyond line {line - 1}: {error}") from None
                if len(cells) == wide:
                    yield line, cells
                elif cells:
                    refusals.add(line, "", "", _cells(len(cells), wide, self.separator, cells))

    def _broken(self, line: int, last: int, error: csv.Error, refusals: Refusals) -> None:
        """A row that is wrong in itself; InputError where its quotes swallow the rest of the file."""
        if "field larger" in str(error) and last == line:
            refusals.add(line, "", "", f"has a cell of more than {LONGEST_CELL:,} characters")
            return
        if "expected after" in str(error) and last == line:
            refusals.add(line, "", "", 'text follows a closing quote; write a quote within a cell twice, as in ""')
            return
        raise InputError(
            f"{self.label}: line {line}: a quote is opened here and not closed; close it, or write it twice if it "
            "is part of the text"
        )

    def place(self, column: str) -> int:
        """Where a column stands. InputError where it is missing or there more than once."""
        places = [n for n, name in enumerate(self.columns) if name == column]
        if len(places) == 1:
            return places[0]
        if places:
            there = " and ".join(str(n + 1) for n in places)
            raise InputError(
                f"{self.label}: line {self.header_line}: the column {harmless(column)} is there more than once "
                f"(columns {there}); rename all but one"
            )
        raise InputError(f"{self.label}: there is no column {harmless(column)}; there are {self.named()}")

    def named(self) -> str:
        """The columns for a message."""
        return ", ".join(harmless(name) or "(no name)" for name in self.columns[:60])


def open_csv(path: Path, separator: str | None = None, encoding: str = "utf-8") -> CsvFile:
    """The file with its header read. separator: one of SEPARATORS, found in the header if left out.

    Files that end in .gz are unpacked on the way. Raises InputError.
    """
    label = str(path)
    _check(path, label)
    try:
        with _open(path, encoding) as file:
            lines = list(islice(file, 2))
    except UnicodeError:
        raise _not_text(path, label, encoding) from None
    except LookupError:
        raise InputError(f"--encoding {encoding}: there is no such encoding; try utf-8, cp1252 or utf-16") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{label}: cannot be unpacked: {error}") from None
    told = lines[0].strip().lower() if lines else ""
    at = 1
    if told.startswith("sep=") and len(told) == 5:  # a first line by which spreadsheets tell each other
        separator, at = separator or told[4], 2
    header = lines[at - 1] if len(lines) >= at else ""
    if not header.strip():
        raise InputError(f"{label}: line {at} is empty; the first line has to name the columns")
    found = separator or _separator(header, label)
    try:
        (columns,) = _reader(io.StringIO(header), found)
    except (csv.Error, ValueError):
        raise InputError(f"{label}: line {at}: the header cannot be read; its quotes do not match") from None
    return CsvFile(path, label, encoding, found, tuple(name.strip() for name in columns), at)


def _reader(file: IO[str], separator: str):  # type: ignore[no-untyped-def]
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(file, delimiter=separator, strict=True)


def _open(path: Path, encoding: str) -> IO[str]:
    encoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _check(path: Path, label: str) -> None:
    """InputError where the file is not there, not readable, or plainly something else than text."""
    try:
        if not path.exists():
            raise InputError(f"{label}: there is no such file")
        if not path.is_file():
            raise InputError(f"{label}: is not a plain file; give a CSV file")
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            start = file.read(4096)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise InputError(f"{label}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not start.strip():
        raise InputError(f"{label}: is empty")
    for sign, what in _BINARY.items():
        if start.startswith(sign):
            raise InputError(f"{label}: is {what}, not a CSV file; save the table as CSV (UTF-8)")
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{label}: is a binary file, not a CSV file")


def _separator(header: str, label: str) -> str:
    """What separates the names in the header; InputError where that cannot be told."""
    counts = {mark: header.count(mark) for mark in SEPARATORS}
    likely = [mark for mark, count in counts.items() if count == max(counts.values()) and count > 0]
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise InputError(
            f"{label}: line 1 names one column only, {harmless(header.strip())}; columns are separated by comma, "
            "semicolon, tab or vertical bar"
        )
    names = " or ".join(SEPARATORS[mark] for mark in likely)
    raise InputError(f"{label}: line 1 could be separated by {names}; say which with --separator")


def _cells(there: int, wide: int, separator: str, cells: list[str]) -> str:
    other = [name for mark, name in SEPARATORS.items() if mark != separator and any(mark in cell for cell in cells)]
    hint = f"; is it separated by {' or '.join(other)}?" if there == 1 and other else ""
    return f"has {there} cell{'' if there == 1 else 's'} and the header {wide}{hint}"


def _not_text(path: Path, label: str, encoding: str) -> InputError:
    """What to say of a file that is not in the encoding: the first line that is not."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        start = file.read(2)
        if start in (b"\xff\xfe", b"\xfe\xff") and encoding.lower().startswith("utf-8"):
            return InputError(f"{label}: is UTF-16 text; save it as UTF-8, or say --encoding utf-16")
        file.seek(0)
        for number, line in enumerate(file, start=1):
            try:
                line.decode(encoding)
            except UnicodeError:
                return InputError(
                    f"{label}: line {number} is not {encoding} text; save the file as UTF-8, or say what it is, "
                    "as in --encoding cp1252"
                )
    return InputError(f"{label}: is not {encoding} text; say what it is, as in --encoding cp1252")
