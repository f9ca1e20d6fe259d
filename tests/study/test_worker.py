"""Work in a process of its own: what comes out, how far it is, and that the process is gone when it should be."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

import sim
from sim.errors import InputError, RunError
from sim.study.certainty.tornado import tornado
from sim.study.worker import InProcess, Progress

WAIT = 60.0  # seconds at most


def count(to: int, *, progress: Progress) -> int:
    """Some work: count slowly."""
    for done in range(1, to + 1):
        time.sleep(0.02)
        progress(done, to)
    return to


def fail(*, progress: Progress) -> None:
    sys.stdout.write("what a library prints is no news\n")
    raise InputError("this is wrong", "and this, too")


def break_down(*, progress: Progress) -> None:
    raise ZeroDivisionError("by surprise")


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def until(happens: object) -> None:
    end = time.monotonic() + WAIT
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < end, "it never happens"
        time.sleep(0.02)


def test_the_work_comes_to_what_it_comes_to_here() -> None:
    magazine = sim.load("magazine").changed({"market.months": 6})
    asked = partial(tornado, magazine, "sell-quietly", people=100, replicates=2, shown=2)
    assert InProcess(asked).result(WAIT) == asked()


def test_it_tells_how_far_it_is_and_how_long_it_will_take() -> None:
    worker = InProcess(partial(count, 50))
    until(lambda: worker.done > 1)
    assert worker.to_do == 50 and worker.remaining is not None and not worker.finished
    with pytest.raises(TimeoutError):
        worker.result(0)
    assert worker.result(WAIT) == 50 and worker.remaining == 0 and worker.finished


def test_errors_of_ours_come_out_as_they_are_and_others_as_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError) as told:
        InProcess(fail).result(WAIT)
    assert told.value.problems == ("this is wrong", "and this, too")
    with pytest.raises(RunError, match="ZeroDivisionError: by surprise"):
        InProcess(break_down).result(WAIT)
    assert "Traceback" in capfd.readouterr().err, "where it failed is told to whoever runs the server"


def test_ended_its_process_is_gone_at_once() -> None:
    worker = InProcess(partial(count, 10_000))
    until(lambda: worker.done)
    worker.end()
    assert not is_alive(worker.process) and worker.finished
    with pytest.raises(RunError, match="ended before it was done"):
        worker.result()


def test_a_worker_that_is_killed_is_told() -> None:
    worker = InProcess(partial(count, 10_000))
    until(lambda: worker.done)
    os.kill(worker.process, signal.SIGKILL)
    with pytest.raises(RunError, match="ended before it was done"):
        worker.result(WAIT)


def test_it_ends_with_the_process_that_began_it() -> None:
    program = (
        "import os, sys, time; from functools import partial\n"
        "from sim.study.worker import InProcess; from tests.study.test_worker import count\n"
        "worker = InProcess(partial(count, 10_000))\n"
        "while not worker.done: time.sleep(0.02)\n"
        "print(worker.process, flush=True); os._exit(0)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    until(lambda: not is_alive(int(found.stdout)))
