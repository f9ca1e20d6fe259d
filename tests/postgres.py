"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket there and no port, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, as on the PATH or as Debian installs them; None where there is no PostgreSQL."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def serving(where: Path) -> Iterator[str]:
    """Runs a server as long as the generator lives; yields its address."""
    user = _unprivileged()
    folder = Path(
        tempfile.mkdtemp(prefix="twenty-cents-pg-", dir="/tmp")
    )  # short: a socket's path may have 107 letters
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data, log = folder / "data", folder / "log"
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        _run(user, [where / "initdb", "-D", data, "-A", "trust", "-U", "workshop", "-E", "UTF8", "--locale", "C"])
        _run(user, [where / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"])
        try:
            yield f"postgresql://workshop@/postgres?host={folder}"
        finally:
            _run(user, [where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run as: PostgreSQL refuses to run for root. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AssertionError("there is nobody to run PostgreSQL as")


def _run(user: pwd.struct_passwd | None, command: list[object]) -> None:
    as_whom: Any = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    words = [str(word) for word in command]
    pipes: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    done = subprocess.run(words, check=False, cwd="/tmp", **pipes, **as_whom)
    assert done.returncode == 0, f"{words[0]}: {done.stderr}"
