"""The only place that knows numba: what is compiled, with which options, and where the machine code is kept.

The rule of a person's month is spread over several files, and numba's own cache looks at one file at a time; it would
run stale machine code after an edit of the rule. The cache folder is therefore named by a digest of every source that
is compiled, and that name is set here, before the first kernel is declared.

No `fastmath` and no `parallel`: results do not depend on the number of threads, and the system's libgomp is not needed.
"""

import hashlib
import math
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.extending import overload, register_jitable

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _source_digest() -> str:
    digest = hashlib.sha256(f"{numba.__version__}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path | None:
    """Where machine code is kept: TWENTY_CENTS_CACHE, else the user's cache folder, else one among temporary files.

    None where nothing can be written. What is kept is run, so a temporary folder must be the user's own.
    """
    for base in (
        os.environ.get("TWENTY_CENTS_CACHE"),
        os.environ.get("XDG_CACHE_HOME"),
        os.path.expanduser("~/.cache"),
    ):
        if base and os.path.isabs(base) and (folder := _made(Path(base) / "twenty-cents")):
            return folder
    try:
        mine = Path(tempfile.gettempdir()) / f"twenty-cents-{getattr(os, 'getuid', lambda: 0)()}"
        mine.mkdir(mode=0o700, exist_ok=True)
        return _made(mine) if _is_private(mine) else Path(tempfile.mkdtemp(prefix="twenty-cents-"))
    except OSError:
        return None


def _made(base: Path) -> Path | None:
    """The folder for these sources, if it can be written to."""
    folder = base / _source_digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _is_private(folder: Path) -> bool:
    """Whether nobody else can have put anything there; elsewhere than on Unix, temporary files are the user's own."""
    found = folder.lstat()
    return os.name != "posix" or (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
    )


_CACHE = _cache_folder()
if _CACHE is not None:
    numba.config.CACHE_DIR = str(_CACHE)  # type: ignore[attr-defined]


def part(function: _Function) -> _Function:
    """Mark a plain Python function as callable from kernels; it stays an ordinary function for everybody else."""
    marked: _Function = register_jitable(forceinline=True)(function)
    return marked


def kernel(function: _Function) -> _Function:
    """Compile a loop over people: kept on disk, and without the interpreter lock while it runs."""
    compiled: Any = numba.njit(cache=_CACHE is not None, nogil=True, error_model="numpy")(function)
    if _CACHE is not None:
        _forgive(compiled._cache)
    return cast(_Function, compiled)


def _forgive(cache: Any) -> None:
    """Compile again where kept machine code cannot be read, and go on where it cannot be kept: a disk may be full."""
    load, save = cache.load_overload, cache.save_overload

    def load_or_nothing(*asked: Any) -> Any:
        try:
            return load(*asked)
        except Exception:  # whatever unpickling a damaged file raises
            cache.flush()
            return None

    def save_if_possible(*given: Any) -> None:
        with suppress(OSError):
            save(*given)

    cache.load_overload, cache.save_overload = load_or_nothing, save_if_possible


def frexp(x: float) -> tuple[float, int]:
    """math.frexp for positive normal numbers: x = mantissa x 2**exponent, mantissa from 0.5 to below 1."""
    return math.frexp(x)


@overload(frexp, jit_options={"forceinline": True})
def _frexp(x):  # type: ignore[no-untyped-def]  # noqa: ARG001
    """In kernels by the bits of the number, without a call to the mathematics library."""

    def by_bits(x):  # type: ignore[no-untyped-def]
        bits = np.float64(x).view(np.int64)
        mantissa = np.int64((bits & 0x000FFFFFFFFFFFFF) | 0x3FE0000000000000).view(np.float64)
        return mantissa, (bits >> 52) - 1022

    return by_bits
