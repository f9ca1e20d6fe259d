"""Sweeps as processes: killed, stopped and gone on with; each row is there exactly once, equal to the last bit."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from sim.study.sweeps.files import groups_in, parts_in
from sim.study.sweeps.results import Results
from sim.study.sweeps.store import Folder
from tests.study.sweeps import small

pytestmark = pytest.mark.slow
PEOPLE = 100_000  # so that a block takes long enough to be killed in
PATIENCE = 120.0  # seconds


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return small.lived(tmp_path_factory.mktemp("undisturbed") / "sweep", PEOPLE)


@contextmanager
def begun(asked: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is gone when the test is, whatever happens in it."""
    process = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(what: Callable[[], object], process: subprocess.Popen[str] | None = None) -> None:
    """Until something is so; a process that ends meanwhile need not be waited for."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited in vain"
        if process is not None and process.poll() is not None:
            return
        time.sleep(0.01)


def rows_there(out: Path) -> int:
    """Blocks that have arrived, or all of them where they are put together."""
    store = Folder(out)
    return small.ROWS if groups_in(store) else len(parts_in(store))


def children(pid: int) -> list[int]:
    """The worker processes of a driver."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_driver_killed_again_and_again(undisturbed: Results, tmp_path: Path, workers: str) -> None:
    """At random points: while it starts, before and after some block has arrived."""
    out, chance = tmp_path / "sweep", random.Random(20 + int(workers))
    kills = 0
    while True:
        with begun(small.command(out, "--workers", workers, people=PEOPLE)) as driver:
            more = rows_there(out) + chance.randint(0, 2)
            wait_for(lambda goal=more: rows_there(out) >= goal, driver)  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 0.3))
            if driver.poll() is not None:
                assert driver.returncode == 0, driver.stderr and driver.stderr.read()
                break
            driver.send_signal(signal.SIGKILL)
            driver.wait()
            kills += 1
        assert kills < 40
    assert kills >= 2
    small.same(Results(out), undisturbed)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="worker processes are found through /proc")
def test_a_killed_worker_is_told_and_the_sweep_goes_on(undisturbed: Results, tmp_path: Path) -> None:
    out = tmp_path / "sweep"
    with begun(small.command(out, "--workers", "2", people=PEOPLE)) as driver:
        wait_for(lambda: rows_there(out) >= 1, driver)
        os.kill(children(driver.pid)[0], signal.SIGKILL)
        _, told = driver.communicate(timeout=PATIENCE)
    assert driver.returncode == 1
    assert "A worker process died" in told and "--resume" in told and "Traceback" not in told
    assert small.finished(small.command(out, "--workers", "2", people=PEOPLE)).returncode == 0
    small.same(Results(out), undisturbed)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_says_what_is_kept(undisturbed: Results, tmp_path: Path, sign: signal.Signals) -> None:
    out = tmp_path / "sweep"
    with begun(small.command(out, "--workers", "2", people=PEOPLE)) as driver:
        wait_for(lambda: rows_there(out) >= 1, driver)
        driver.send_signal(sign)
        _, told = driver.communicate(timeout=PATIENCE)
    assert driver.returncode == 130
    kept = len(Results(out).rows())
    assert f"Stopped. {kept} of {small.ROWS} rows are kept in {out}" in told and "--resume" in told
    small.same(small.lived(out, PEOPLE, resume=True), undisturbed)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A Dask scheduler by its own command line; its address."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [*dask("scheduler"), "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with begun([*asked, "--scheduler-file", str(tmp_path / "scheduler.json")]):
        wait_for((tmp_path / "scheduler.json").exists)
        yield json.loads((tmp_path / "scheduler.json").read_text())["address"]


def dask(what: str) -> list[str]:
    return [sys.executable, "-m", "dask", what]


def worker(address: str, name: str) -> list[str]:
    quiet = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
    return [*dask("worker"), address, "--name", name, *quiet]


def test_a_killed_worker_of_a_cluster_costs_nothing(undisturbed: Results, scheduler: str, tmp_path: Path) -> None:
    """A real scheduler and workers; one of them is killed in the midst, and the driver hardly notices."""
    out = tmp_path / "sweep"
    with ExitStack() as stack:
        one, _ = (stack.enter_context(begun(worker(scheduler, name))) for name in ("one", "two"))
        wait_for(lambda: workers_of(scheduler) == 2)
        driver = stack.enter_context(begun(small.command(out, "--cluster", scheduler, people=PEOPLE)))
        wait_for(lambda: rows_there(out) >= 1, driver)
        one.send_signal(signal.SIGKILL)
        _, told = driver.communicate(timeout=PATIENCE)
        assert driver.returncode == 0, told
    small.same(Results(out), undisturbed)
    assert "Traceback" not in told


def test_a_killed_driver_of_a_cluster_is_gone_on_with(undisturbed: Results, scheduler: str, tmp_path: Path) -> None:
    """Rows returned to the driver, too: then it is the driver who writes."""
    for write in ("workers", "driver"):
        out = tmp_path / write
        with ExitStack() as stack:
            stack.enter_context(begun(worker(scheduler, write)))
            wait_for(lambda: workers_of(scheduler) == 1)
            asked = small.command(out, "--cluster", scheduler, "--write", write, people=PEOPLE)
            driver = stack.enter_context(begun(asked))
            wait_for(lambda: rows_there(out) >= 2, driver)  # noqa: B023
            driver.kill()
            driver.wait()
            again = small.finished(asked)
            assert again.returncode == 0, again.stderr
        small.same(Results(out), undisturbed)
        wait_for(lambda: workers_of(scheduler) == 0)


def workers_of(address: str) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.scheduler_info(n_workers=-1)["workers"])
