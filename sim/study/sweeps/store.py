"""Where a sweep's files lie: a folder, or an object store by its fsspec address. Every file is whole or absent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from sim.errors import InputError, RunError

_PART = ".part"


class Folder:
    """A folder on a disk, or one that several machines share. Names of files are relative and have slashes."""

    def __init__(self, address: str | Path) -> None:
        self.address = str(Path(address).absolute())
        self._path = Path(self.address)

    def write(self, name: str, content: bytes) -> None:
        """Written beside its place and moved there, file and folder synced."""
        goal = self._path / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        part = goal.with_name(f".{goal.name}.{os.getpid()}{_PART}")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(goal)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        _sync(goal.parent)

    def open(self, name: str) -> IO[bytes]:
        """A file to read."""
        return (self._path / name).open("rb")

    def names(self, under: str) -> list[str]:
        """Names of the whole files in a folder, sorted."""
        with suppress(FileNotFoundError, NotADirectoryError):
            return sorted(f"{under}/{name}" for name in os.listdir(self._path / under) if not name.startswith("."))
        return []

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return (self._path / name).is_file()

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self._path / name).unlink(missing_ok=True)

    def place(self, name: str) -> str:
        """The file's path."""
        return str(self._path / name)

    def make(self, *folders: str) -> None:
        """Make folders, on disk when this returns."""
        for folder in folders:
            (self._path / folder).mkdir(parents=True, exist_ok=True)
        _sync(self._path)

    def tidy(self, under: str) -> None:
        """Take away what a process that was killed has left half written."""
        with suppress(FileNotFoundError):
            for name in os.listdir(self._path / under):
                if name.startswith(".") and name.endswith(_PART):
                    self.remove(f"{under}/{name}")

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder for oneself alone. RunError where another sweep is writing to it."""
        import fcntl

        self._path.mkdir(parents=True, exist_ok=True)
        with (self._path / ".writing").open("w") as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RunError(f"Another sweep is writing to {self._path}; wait for it, or stop it first.") from None
            yield


def _sync(folder: Path) -> None:
    """What was moved within the folder stays so even if the power fails now."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Objects:
    """An object store, in which a file is whole or absent by nature."""

    def __init__(self, address: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise InputError(f"{address}: needs fsspec: pip install 'twenty-cents[cluster]'") from None
        self.address = address.rstrip("/")
        try:
            self.files, self._root = fsspec.core.url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise InputError(f"{address}: {error}") from None

    def write(self, name: str, content: bytes) -> None:
        """Put the object there."""
        goal = f"{self._root}/{name}"
        self.files.makedirs(str(PurePosixPath(goal).parent), exist_ok=True)
        self.files.pipe_file(goal, content)

    def open(self, name: str) -> IO[bytes]:
        """An object to read."""
        file: IO[bytes] = self.files.open(f"{self._root}/{name}", "rb")
        return file

    def names(self, under: str) -> list[str]:
        """Names of the objects in a folder, sorted."""
        self.files.invalidate_cache()
        with suppress(FileNotFoundError):
            found = self.files.ls(f"{self._root}/{under}", detail=False)
            return sorted(f"{under}/{PurePosixPath(path).name}" for path in found)
        return []

    def has(self, name: str) -> bool:
        """Whether an object is there."""
        self.files.invalidate_cache()
        there: bool = self.files.exists(f"{self._root}/{name}")
        return there

    def remove(self, name: str) -> None:
        """Take an object away."""
        with suppress(FileNotFoundError):
            self.files.rm_file(f"{self._root}/{name}")

    def place(self, name: str) -> str:
        """The object's address."""
        where: str = self.files.unstrip_protocol(f"{self._root}/{name}")
        return where

    def tidy(self, under: str) -> None:
        """Nothing is ever half written."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody can be kept out."""
        yield


Store = Folder | Objects


def store_at(address: str | Path) -> Store:
    """The store at a path or fsspec address. Raises InputError."""
    text = str(address)
    if text.startswith("file://"):
        return Folder(text.removeprefix("file://"))
    return Objects(text) if "://" in text else Folder(text)
