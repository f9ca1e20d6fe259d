"""Who does the work: processes on this computer, or the workers of a Dask cluster, behind one interface.

Everything goes through `concurrent.futures.Executor`. Only this file knows Dask.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from sim.errors import InputError, RunError
from sim.study.beginning import libraries_stay
from sim.study.run import cores

PATIENCE = 15  # seconds to wait for a scheduler


@dataclass(frozen=True)
class Crew:
    """Workers at hand. slots: how many tasks run at a time."""

    executor: Executor
    slots: int
    where: str
    check: Callable[[], None] = lambda: None  # RunError where nobody is left to work


@contextmanager
def crew(workers: int | None = None, cluster: str | None = None) -> Iterator[Crew]:
    """Workers for as long as they are needed. Raises InputError.

    workers: processes here, all cores if left out; one works in this process. cluster: address of a Dask scheduler,
    whose workers then do the work.
    """
    if cluster is not None:
        with _on_cluster(cluster) as found:
            yield found
        return
    count = cores(workers)
    executor: Executor
    if count == 1:
        executor = ThreadPoolExecutor(1, thread_name_prefix="sweep")
    else:
        executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_settle_in)
        for _ in range(count):
            executor.submit(_get_ready)  # a process begins when it is first needed: all now, while the driver measures
    try:
        yield Crew(executor, count, f"{count} worker{'s' if count > 1 else ''}")
    finally:
        executor.shutdown(wait=count == 1, cancel_futures=True)  # a thread of ours must not write on behind our back


def _settle_in() -> None:
    """What a worker process does first: leave Ctrl-C to the driver, and end when the driver is gone."""
    libraries_stay()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_driver, daemon=True).start()


def _get_ready() -> None:
    """Load what the work needs: with the compiler it takes a second or two."""
    import sim.model.market  # noqa: F401


def _end_with_driver() -> None:
    driver = parent_process()
    if driver is not None:
        driver.join()
        os._exit(1)


@contextmanager
def _on_cluster(address: str) -> Iterator[Crew]:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--cluster needs Dask: pip install 'twenty-cents[cluster]'") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"--cluster {address}: no scheduler answers there ({error})") from None
    try:
        slots = sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())
        if not slots:
            raise InputError(f"--cluster {address}: the scheduler has no workers yet; start some with: dask worker ...")
        executor = client.get_executor(pure=False)
        try:
            yield Crew(executor, slots, f"{slots} worker threads on {address}", lambda: _anybody(client))
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close()


def _anybody(client: Any) -> None:
    """RunError where the cluster has lost its scheduler or all its workers."""
    try:
        left = client.scheduler_info(n_workers=-1)["workers"]
    except Exception as error:  # whatever Dask says when nobody answers
        raise RunError(f"The cluster's scheduler does not answer any more: {error}") from None
    if not left:
        raise RunError("No worker is left on the cluster.")
