"""The only place that knows numba: what is compiled, with which options, and where the machine code is kept.

The rule of a person's month is spread over several files, and numba's own cache looks at one file at a time; it would
run stale machine code after an edit of the rule. The cache folder is therefore named by a digest of every source that
is compiled, and that name is set here, before the first kernel is declared.

No `fastmath` and no `parallel`: results do not depend on the number of threads, and the system's libgomp is not needed.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.extending import register_jitable

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _source_digest() -> str:
    digest = hashlib.sha256(f"{numba.__version__}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    """Where machine code is kept: TWENTY_CENTS_CACHE, else the user's cache folder, else a temporary one."""
    choices = [os.environ.get("TWENTY_CENTS_CACHE"), os.environ.get("XDG_CACHE_HOME"), os.path.expanduser("~/.cache")]
    for base in [*choices, tempfile.gettempdir()]:
        if not base or not os.path.isabs(base):
            continue
        folder = Path(base) / "twenty-cents" / _source_digest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="twenty-cents-"))


numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]


def part(function: _Function) -> _Function:
    """Mark a plain Python function as callable from kernels; it stays an ordinary function for everybody else."""
    marked: _Function = register_jitable(forceinline=True)(function)
    return marked


def kernel(function: _Function) -> _Function:
    """Compile a loop over people: kept on disk, and without the interpreter lock while it runs."""
    compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(_Function, compiled)
