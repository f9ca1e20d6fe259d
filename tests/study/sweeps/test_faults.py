"""Faults between any two writes, and a disk that is full: what was begun is gone on with, and nothing is twice."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import RunError
from sim.study.sweeps.results import Results
from tests.study.sweeps import small


class Crash(BaseException):
    """The process is gone."""


class Power:
    """Lets so many moves and removals of files happen, then nothing any more, as if the power had failed."""

    def __init__(self, patch: pytest.MonkeyPatch, left: int, done_first: bool) -> None:
        self.left, self._done_first, self.off = left, done_first, False
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, self._failing(getattr(Path, name)))

    def _failing(self, act: Any) -> Any:
        def acted(path: Path, *args: Any, **more: Any) -> Any:
            if self.off:
                raise OSError("no power")
            self.left -= 1
            if self.left >= 0:
                return act(path, *args, **more)
            if self._done_first:
                act(path, *args, **more)
            self.off = True
            raise Crash

        return acted


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return small.lived(tmp_path_factory.mktemp("undisturbed") / "sweep")


@pytest.mark.slow
@pytest.mark.parametrize("done_first", [False, True], ids=["before", "after"])
def test_a_fault_at_any_write_loses_nothing(undisturbed: Results, tmp_path: Path, done_first: bool) -> None:
    """The power fails at the first move or removal of a file, at the second, and so on to the last."""
    for count in range(1_000):
        out = tmp_path / str(count)
        with pytest.MonkeyPatch.context() as patch:
            power = Power(patch, count, done_first)
            try:
                small.lived(out)
            except (Crash, RunError):
                assert power.off
        if not power.off:
            break
        small.same(small.lived(out, resume=True), undisturbed)
        assert [*out.rglob("*.part")] == []
    assert count > 3 * small.POINTS  # design, scenario, manifest, two files a block and their removal


def test_what_a_killed_process_left_half_written_is_taken_away(undisturbed: Results, tmp_path: Path) -> None:
    out = tmp_path / "sweep"
    small.lived(out)
    half = out / "arriving" / ".rows-00000003.parquet.1.part"
    half.write_bytes(b"PAR1 half of it")
    small.same(small.lived(out, resume=True), undisturbed)
    assert not half.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few pages."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_room_made_it_goes_on(undisturbed: Results, small_disk: Path) -> None:
    out = small_disk / "sweep"
    with pytest.raises(RunError, match=r"(?s)No space left on device.*rows are kept in .*--resume"):
        small.lived(out)
    kept = len(Results(out).rows())
    assert 0 < kept < small.ROWS
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    small.same(small.lived(out, resume=True), undisturbed)
