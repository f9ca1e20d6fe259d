"""The command where the computer does not help: full disks, damaged caches, no home, odd names, other locales."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sim.errors import RunError
from sim.views import kept_links

SMALL = ["--people", "200", "--months", "4", "--replicates", "2", "--policies", "sell-quietly", "--no-why"]
NOWHERE = "/proc/nowhere"  # no folder can be made there, whoever asks


def twenty_cents(*words: str, before: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own. before: Python that is run in it first."""
    line = [sys.executable, "-c", f"{before}\nfrom sim.cli import main\nmain()", *words]
    return subprocess.run(
        line, env=os.environ | settings, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def lived(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """The result that was printed, after a look that nothing went wrong."""
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def usual() -> dict[str, object]:
    return lived(twenty_cents("compare", *SMALL, "--json"))


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"", b"garbage\n", None], ids=["emptied", "overwritten", "cut short"])
def test_damaged_machine_code_is_made_again(tmp_path: Path, usual: dict[str, object], damage: bytes | None) -> None:
    cache = {"TWENTY_CENTS_CACHE": str(tmp_path)}
    lived(twenty_cents("compare", *SMALL, "--json", **cache))
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[:100] if damage is None else damage)
    assert lived(twenty_cents("compare", *SMALL, "--json", **cache)) == usual
    assert all(file.read_bytes() != damage for file in kept if file.suffix == ".nbi")


@pytest.mark.slow
def test_no_home_no_cache_and_no_temporary_folder(usual: dict[str, object]) -> None:
    """Nothing can be kept anywhere, and the numbers are the same."""
    nothing = "import tempfile; tempfile._candidate_tempdir_list = list"
    places = {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE, "TWENTY_CENTS_CACHE": NOWHERE, "MPLCONFIGDIR": NOWHERE}
    assert lived(twenty_cents("compare", *SMALL, "--json", before=nothing, **places)) == usual


@pytest.mark.skipif(os.name != "posix", reason="elsewhere temporary files are the user's own")
def test_machine_code_is_not_taken_from_a_folder_that_others_can_write_to(tmp_path: Path) -> None:
    """What lies in it is run: a folder prepared by somebody else is left alone."""
    prepared = tmp_path / f"twenty-cents-{os.getuid()}"
    prepared.mkdir()
    prepared.chmod(0o777)
    places = {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE, "TWENTY_CENTS_CACHE": NOWHERE, "TMPDIR": str(tmp_path)}
    line = "from sim.model.compiled import _CACHE; print(_CACHE)"
    done = subprocess.run(
        [sys.executable, "-c", line], env=os.environ | places, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).parent == tmp_path
    assert list(prepared.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_the_output_is_told() -> None:
    with open("/dev/full", "w") as full:
        line = [sys.executable, "-m", "sim", "scenarios", "--json"]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are Unix's")
def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "results"
    out.mkdir()
    (out / "result.json").write_text("from before")
    full = (  # until the command is done: what measures coverage writes after it
        "import atexit, resource as r; usual = r.getrlimit(r.RLIMIT_FSIZE)\n"
        "atexit.register(r.setrlimit, r.RLIMIT_FSIZE, usual); r.setrlimit(r.RLIMIT_FSIZE, (4096, usual[1]))"
    )
    done = twenty_cents("compare", *SMALL, "--out", str(out), before=full)
    assert done.returncode == 2 and "could not be written" in done.stderr and "Traceback" not in done.stderr
    assert [file.name for file in tmp_path.rglob("*")] == ["results", "result.json"]
    assert (out / "result.json").read_text() == "from before"


def test_a_folder_that_cannot_be_written_to_is_told() -> None:
    done = twenty_cents("compare", *SMALL, "--out", f"{NOWHERE}/results")
    assert done.returncode == 2 and NOWHERE in done.stderr and "Traceback" not in done.stderr


def test_odd_names_line_ends_and_a_byte_order_mark(tmp_path: Path, usual: dict[str, object]) -> None:
    folder = tmp_path / "Größe 東京 #1 %20"
    folder.mkdir()
    file = folder / "שלום.toml"
    file.write_bytes(b'title = "two lines"\r\n\r\n[money]\r\nmargin = 15.0\r\n')
    found = lived(twenty_cents("compare", str(file), *SMALL, "--json"))
    assert found["digest"] == usual["digest"]
    done = twenty_cents("compare", str(file), *SMALL, "--out", str(folder / "out ü"))
    assert done.returncode == 0 and (folder / "out ü" / "result.json").is_file()


def test_a_terminal_that_lacks_signs_ends_nothing() -> None:
    settings = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    line = [sys.executable, "-m", "sim", "compare", *SMALL]
    done = subprocess.run(line, env=os.environ | settings, capture_output=True, check=False)
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert b"Sell quietly" in done.stdout


@pytest.fixture(scope="module")
def decimal_commas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings under which numbers have decimal commas: German, made for the occasion where it is not installed."""
    if shutil.which("localedef") is None:
        pytest.skip("there is no localedef to make a locale with")
    folder = tmp_path_factory.mktemp("locales")
    line = ["localedef", "--no-archive", "-c", "-i", "de_DE", "-f", "UTF-8", str(folder / "de_DE.UTF-8")]
    made = subprocess.run(line, capture_output=True, text=True, check=False)
    if not (folder / "de_DE.UTF-8" / "LC_NUMERIC").exists():
        pytest.skip(f"no German locale can be made: {made.stderr.strip()}")
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8"}


def test_decimal_commas_of_a_locale_change_no_number(usual: dict[str, object], decimal_commas: dict[str, str]) -> None:
    before = "import locale\nlocale.setlocale(locale.LC_ALL, '')\nassert locale.str(0.5) == '0,5'"
    assert lived(twenty_cents("compare", *SMALL, "--json", before=before, **decimal_commas)) == usual


def test_a_clock_that_stands_still_in_1970_changes_no_number(usual: dict[str, object]) -> None:
    before = "import time\ntime.time = lambda: 0.0"
    assert lived(twenty_cents("compare", *SMALL, "--json", before=before)) == usual


def test_a_clock_set_back_while_it_runs_changes_no_number(usual: dict[str, object], tmp_path: Path) -> None:
    before = "import itertools, time\nback = itertools.count(2e9, -3600.0)\ntime.time = lambda: next(back)"
    done = twenty_cents("compare", *SMALL, "--json", "--out", str(tmp_path / "out"), before=before)
    assert lived(done) == usual
    assert (tmp_path / "out" / "result.json").is_file()


def test_two_runs_into_one_folder_leave_one_whole_result(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "sim", "compare", *SMALL, "--out", str(tmp_path / "one")]
    runs = [subprocess.Popen([*line, "--seed", str(seed)], stdout=subprocess.DEVNULL) for seed in (1, 2)]
    assert [run.wait() for run in runs] == [0, 0]
    found = json.loads((tmp_path / "one" / "result.json").read_text(encoding="utf-8"))
    assert found["seed"] in (1, 2)
    assert [place.name for place in tmp_path.iterdir()] == ["one"]


@pytest.mark.parametrize("moves", [0, 3])
def test_killed_while_it_writes_the_result_before_stands_until_it_is_asked_again(tmp_path: Path, moves: int) -> None:
    """Files are moved into place one by one; the result moves last."""
    out = tmp_path / "results"

    def seed() -> object:
        return json.loads((out / "result.json").read_text(encoding="utf-8"))["seed"]

    asked = ["compare", *SMALL, "--out", str(out), "--seed"]
    assert twenty_cents(*asked, "1").returncode == 0
    killed = (
        "import os, pathlib, signal\n"
        f"moves, move = iter(range({moves})), pathlib.Path.replace\n"
        "def moved(path, target):\n"
        "    next(moves, None) is None and os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return move(path, target)\n"
        "pathlib.Path.replace = moved"
    )
    assert twenty_cents(*asked, "2", before=killed).returncode == -signal.SIGKILL
    assert seed() == 1
    assert twenty_cents(*asked, "2").returncode == 0
    assert seed() == 2


def test_a_damaged_file_of_short_links_is_told_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWENTY_CENTS_DATA", str(tmp_path))
    kept_links.place().write_bytes(b"not a database" * 300)
    with pytest.raises(RunError, match=r"short links cannot be kept here: file is not a database"):
        kept_links.short("1~" + "x" * kept_links.LONGEST_IN_A_LINK)
    assert kept_links.place().read_bytes() == b"not a database" * 300
