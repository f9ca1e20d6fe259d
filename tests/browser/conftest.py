"""The app in a real browser: served as `make app` serves it, one server for all tests of a process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest


class Server(NamedTuple):
    """The app: where it is served, and its process."""

    address: str
    process: int


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    """Where the app is served."""
    return server.address


@pytest.fixture(scope="session")
def server(root: Path, chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, served as `make app` serves it, on a free port; what visitors keep lies in a folder of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sim", "app", "--port", str(port)]
    own = os.environ | {"TWENTY_CENTS_DATA": str(tmp_path_factory.mktemp("kept"))}
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=root, env=own, stdout=nowhere, stderr=nowhere) as server:
        try:
            where = f"http://127.0.0.1:{port}"
            wait_until_well(where, server)
            yield Server(where, server.pid)
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
