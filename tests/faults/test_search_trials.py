"""A search's file of trials where the computer does not help: damaged, held by another program, a full disk."""

import sys
from pathlib import Path

import pytest

from tests.faults.held import held_by_another_process
from tests.faults.test_surroundings import twenty_cents

ASKED = [
    "search",
    "magazine",
    "--people",
    "60",
    "--replicates",
    "2",
    "--set",
    "market.months=3",
    "--fields",
    "price",
    "--resume",
]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The file of a search of three trials."""
    pytest.importorskip("optuna", reason="Optuna is not installed")
    done = twenty_cents(*ASKED, "--trials", "3", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    return tmp_path / "search.db"


def told(file: Path, before: str = "") -> str:
    """What a search that cannot go on says, in words."""
    done = twenty_cents(*ASKED, "--trials", "6", "--out", str(file.parent), before=before)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "sqlalche.me" not in done.stderr, done.stderr
    return done.stderr


def test_a_damaged_file_is_told_and_left_alone(begun: Path) -> None:
    begun.write_bytes(b"not a database" * 300)
    assert "search.db cannot be used: file is not a database" in told(begun)
    assert begun.read_bytes() == b"not a database" * 300


def test_a_file_that_another_program_holds_is_told_and_gone_on_with_later(begun: Path) -> None:
    with held_by_another_process(begun):
        assert "search.db cannot be used: database is locked" in told(begun)
    done = twenty_cents(*ASKED, "--trials", "6", "--out", str(begun.parent))
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are Unix's")
def test_a_full_disk_is_told_and_what_was_kept_is_gone_on_with(begun: Path) -> None:
    full = (
        "import atexit, os, resource as r, signal; usual = r.getrlimit(r.RLIMIT_FSIZE)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "atexit.register(r.setrlimit, r.RLIMIT_FSIZE, usual)\n"
        "r.setrlimit(r.RLIMIT_FSIZE, (1024, usual[1]))"
    )
    assert "search.db cannot be used: " in told(begun, before=full)
    done = twenty_cents(*ASKED, "--trials", "6", "--out", str(begun.parent))
    assert done.returncode == 0, done.stderr
