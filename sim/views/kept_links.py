"""Studies too long for a link, kept in a small database on this computer under a short name."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sim.errors import InputError, RunError

FORM = "k"  # the first part of a short link: k~0123456789abcdef
LONGEST_IN_A_LINK = 1_500  # characters; mail programs break longer ones
KEPT = 2_000  # links; the oldest go first


def short(link: str) -> str:
    """The link itself where it is short enough, else a short name under which it is kept. RunError."""
    if len(link) <= LONGEST_IN_A_LINK:
        return link
    name = hashlib.sha256(link.encode()).hexdigest()[:16]
    with _database() as database:
        database.execute("INSERT OR IGNORE INTO links (name, link) VALUES (?, ?)", (name, link))
        database.execute(
            "DELETE FROM links WHERE rowid <= (SELECT rowid FROM links ORDER BY rowid DESC LIMIT 1 OFFSET ?)", (KEPT,)
        )
    return f"{FORM}~{name}"


def full(link: str) -> str:
    """The link that a short one stands for; any other as it is. InputError where it is not kept here."""
    form, _, name = link.partition("~")
    if form != FORM:
        return link
    with _database() as database:
        found = database.execute("SELECT link FROM links WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise InputError(
            f"s = {link[:60]}: this short link is not kept on this computer; ask who sent it for the scenario "
            "as a file, and upload it"
        )
    return str(found[0])


def place() -> Path:
    """The database's file: in TWENTY_CENTS_DATA, else in the user's folder for data of programs."""
    own = os.environ.get("TWENTY_CENTS_DATA")
    usual = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return Path(own or Path(usual) / "twenty-cents") / "links.sqlite"


@contextmanager
def _database() -> Iterator[sqlite3.Connection]:
    file = place()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=10)) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS links (name TEXT PRIMARY KEY, link TEXT NOT NULL)")
            yield database
    except (OSError, sqlite3.Error) as error:
        raise RunError(f"{file}: short links cannot be kept here: {error}") from None
