"""An app served as a process on this computer, and what it holds of memory."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

BARE = str(Path(__file__).with_name("bare_app.py"))


@dataclass(frozen=True)
class Served:
    """Where it is, its process, when it was begun (time.perf_counter), and which slider a visitor moves."""

    address: str
    process: int
    began: float
    lever: str
    verdict: str  # what its headline holds

    @property
    def memory(self) -> int:
        """Bytes that its process and those below it hold."""
        top = psutil.Process(self.process)
        return sum(one.memory_info().rss for one in (top, *top.children(recursive=True)))


@contextmanager
def ours() -> Iterator[Served]:
    """The app, as `make app` serves it."""
    with _served([sys.executable, "-m", "sim", "app"], "--port", "What a customer is worth", "90 % interval") as served:
        yield served


@contextmanager
def bare() -> Iterator[Served]:
    """The same widgets without a model."""
    options = ["--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    command = [sys.executable, "-m", "streamlit", "run", BARE, *options]
    with _served(command, "--server.port", "Lever 0", "The sum is") as served:
        yield served


@contextmanager
def _served(command: list[str], port_option: str, lever: str, verdict: str) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    began = time.perf_counter()
    nowhere = subprocess.DEVNULL
    with subprocess.Popen([*command, port_option, str(port)], stdout=nowhere, stderr=nowhere) as server:
        try:
            wait_until_well(f"http://127.0.0.1:{port}", server)
            yield Served(f"http://127.0.0.1:{port}", server.pid, began, lever, verdict)
        finally:
            server.terminate()


def wait_until_well(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Until a server answers. RuntimeError where it does not within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer")
