"""Long work for pages: shared, in line, ended when nobody wants it, and bounded."""

import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from sim.errors import RunError
from sim.study.worker import InProcess
from sim.views import work
from tests.study.test_worker import count, is_alive

SLOW, QUICK = partial(count, 100_000), partial(count, 1)


@pytest.fixture(autouse=True)
def nothing_else() -> Iterator[None]:
    """Each test begins and ends with no work under way."""
    for key in list(work._jobs):
        work.end(key)
    yield
    for key in list(work._jobs):
        work.end(key)


def until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not happens():
        assert time.monotonic() < end, "it never happens"
        time.sleep(0.05)


def test_who_asks_the_same_shares_the_work() -> None:
    assert work.ask("a", SLOW) is work.ask("a", SLOW)
    assert work.ask("b", SLOW) is not work.ask("a", SLOW)


def test_only_so_many_run_at_once_and_the_next_begins_when_there_is_room() -> None:
    jobs = [work.ask(n, SLOW) for n in range(work.AT_ONCE + 2)]
    assert [job.worker is not None for job in jobs] == [True] * work.AT_ONCE + [False, False]
    work.ask(work.AT_ONCE, SLOW)  # looking again does not lose one's place
    assert [work.before(job) for job in jobs[work.AT_ONCE :]] == [0, 1]
    work.end(0)
    until(lambda: jobs[work.AT_ONCE].worker is not None)
    assert jobs[-1].worker is None


def test_ended_its_process_is_gone() -> None:
    worker = work.ask("a", SLOW).worker
    assert isinstance(worker, InProcess)
    process = worker.process
    work.end("a")
    assert not is_alive(process) and work.of("a") is None


def test_what_nobody_looks_at_any_more_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LEASE", 0.3)
    worker = work.ask("a", SLOW).worker
    assert isinstance(worker, InProcess)
    until(lambda: work.of("a") is None and not is_alive(worker.process))


def test_a_line_that_is_too_long_is_told() -> None:
    for n in range(work.AT_ONCE + work.IN_LINE):
        work.ask(n, SLOW)
    with pytest.raises(RunError, match="Try again in a minute"):
        work.ask("one more", SLOW)


def test_what_is_done_is_kept_but_not_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "KEPT", 2)
    for n in range(3):
        worker = work.ask(n, QUICK).worker
        assert worker is not None and worker.result(120) == 1
    work.ask("next", SLOW)
    assert [key for key in (0, 1, 2) if work.of(key)] == [1, 2]


def test_what_takes_too_long_is_ended_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LONGEST", 0.3)
    worker = work.ask("a", SLOW).worker
    assert isinstance(worker, InProcess)
    until(lambda: work.ask("a", SLOW).finished)
    assert not is_alive(worker.process)
    with pytest.raises(RunError, match="Ask for less"):
        worker.result()


def test_what_is_short_does_not_stand_in_line_and_ends_when_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(work.AT_ONCE + work.IN_LINE):
        work.ask(n, SLOW)
    assert work.ask("short", QUICK, short=True).worker.result(10) == 1  # type: ignore[union-attr]
    monkeypatch.setattr(work, "LEASE", 0.3)
    worker = work.ask("longer", SLOW, short=True).worker
    assert worker is not None
    until(lambda: work.of("longer") is None and worker.finished)
    with pytest.raises(RunError, match="ended before it was done"):
        worker.result()
