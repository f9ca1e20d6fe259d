"""The database behind a workshop: one SQLite file, or PostgreSQL by its address. Every step is one transaction.

A writer takes its turn before it reads, so that what it decides on is what holds: SQLite lets one write at a time
(BEGIN IMMEDIATE), PostgreSQL makes others wait at the session's row (SELECT ... FOR UPDATE).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from sim.errors import InputError, RunError
from sim.workshop.tables import FORM, house, metadata

_WAIT = 15  # seconds that a writer waits for its turn


def open_database(address: str | Path) -> Engine:
    """The database at a path (SQLite) or an address (postgresql://...), its tables made where they are missing.

    InputError where it cannot be opened, or holds something else.
    """
    named = str(address)
    engine = _postgres(named) if "://" in named else _sqlite(Path(named))
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
        with writing(engine) as connection:
            row = connection.execute(house.select()).first()
            if row is None:
                connection.execute(house.insert().values(id=1, form=FORM))
            elif row.form != FORM:
                raise InputError(f"--db {named}: was made by another version (form {row.form}, this one reads {FORM})")
    except (OperationalError, DatabaseError) as error:
        engine.dispose()
        raise InputError(f"--db {_without_password(named)}: cannot be used: {_reason(error)}") from None
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing. RunError where the database does not answer."""
    with _answering(), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: all of it from one moment."""
    snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with _answering(), engine.execution_options(**snapshot).begin() as connection:
        yield connection


def new_id(made: CursorResult[Any]) -> int:
    """The number of a row that was just inserted."""
    key = made.inserted_primary_key
    assert key is not None, "one row was inserted"
    return int(key[0])


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise RunError(f"The workshop's database does not answer: {_reason(error)}. Nothing was changed.") from None


def _sqlite(path: Path) -> Engine:
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise InputError(f"--db {path}: is a folder or lies in none; give a file, as in workshop.db")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: object) -> None:
        connection.isolation_level = None  # SQLAlchemy says when a transaction begins
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(address: str) -> Engine:
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise InputError(f"--db {_without_password(address)}: give a file, or an address of postgresql://")
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=10, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise InputError("--db: cannot be read; an address is as in postgresql://name:password@host/database") from None
    except ModuleNotFoundError:
        raise InputError("--db: PostgreSQL needs one more library: pip install 'twenty-cents[postgres]'") from None


def _without_password(address: str) -> str:
    return make_url(address).render_as_string(hide_password=True) if "://" in address else address


def _reason(error: DatabaseError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
