"""`twenty-cents workshop` as a process: what it says, and what it says to options that cannot be used."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.workshop.database import open_database
from sim.workshop.sessions import opens


def told(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sim", "workshop", *options]
    pipes: Any = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    return subprocess.run(command, check=False, cwd=root, timeout=60, **pipes)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--db", "."], r"--db \.: is a folder"),
        (["--db", "nowhere/at/all.db"], r"lies in none"),
        (["--db", "mysql://a/b"], r"postgresql://"),
        (["--pin", "123"], r"PIN: has 3 characters; must have 6 to 64"),
        (["--host", "no such host"], r"there is no such address"),
        (["--port", "0"], r"--port 0: must be at least 1"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(root: Path, tmp_path: Path, options: list[str], said: str) -> None:
    db = [] if "--db" in options else ["--db", str(tmp_path / "w.db")]
    done = told(root, *db, *options)
    assert done.returncode == 2 and re.search(said, done.stderr), done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told(root: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = told(root, "--host", "127.0.0.1", "--port", port, "--db", str(tmp_path / "w.db"))
    assert done.returncode == 2 and "try another --port" in done.stderr


def test_it_says_how_to_get_in_and_keeps_the_pin(root: Path, tmp_path: Path) -> None:
    """Without a terminal it makes a PIN, says it once, and keeps only its hash."""
    db = tmp_path / "w.db"
    command = [sys.executable, "-m", "sim", "workshop", "--host", "127.0.0.1", "--db", str(db)]
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=root, text=True, **pipes) as server:
        assert server.stdout is not None
        try:
            lines = [server.stdout.readline() for _ in range(5)]
        finally:
            os.kill(server.pid, signal.SIGKILL)
    said = "".join(lines)
    (pin,) = re.findall(r"PIN: +(\d{6})\n", said)
    assert "http://127.0.0.1:" in said and "/console" in said and "unencrypted" in said
    engine = open_database(db)
    assert opens(engine, pin) and not opens(engine, "000000" if pin != "000000" else "111111")
    engine.dispose()
    assert pin.encode() not in db.read_bytes()
