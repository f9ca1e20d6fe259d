"""The app in a real browser: served as `make app` serves it, one server for all tests of a process."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def address(root: Path, chromium_path: str) -> Iterator[str]:
    """The app, served as `make app` serves it, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sim", "app", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            where = f"http://127.0.0.1:{port}"
            wait_until_well(where, server)
            yield where
        finally:
            server.terminate()


def wait_until_well(where: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the app ended by itself"
        try:
            with urllib.request.urlopen(f"{where}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the app does not answer")
