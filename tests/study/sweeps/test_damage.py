"""Files of a sweep that were cut short, emptied, lost or written over: told, and lived again by --resume."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.study.sweeps.results import Results
from tests.study.sweeps import small


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return small.lived(tmp_path_factory.mktemp("undisturbed") / "sweep")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:300])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def lost(file: Path) -> None:
    file.unlink()


def written_over(file: Path) -> None:
    content = file.read_bytes()
    middle = len(content) // 3
    file.write_bytes(content[:middle] + b"x" * 200 + content[middle + 200 :])


@pytest.mark.parametrize("damage", [cut_short, emptied, lost, written_over])
@pytest.mark.parametrize("what", ["rows", "telemetry", "design"])
def test_what_is_damaged_is_lived_again(
    undisturbed: Results, tmp_path: Path, what: str, damage: Callable[[Path], None]
) -> None:
    out = tmp_path / "sweep"
    shutil.copytree(undisturbed.folder, out)
    (file,) = out.rglob(f"{what}*.parquet")
    damage(file)
    if what == "rows":
        with pytest.raises(InputError, match=str(out)):
            Results(out).rows()
    small.same(small.lived(out, resume=True), undisturbed)


def test_a_single_wrong_bit_is_never_read_as_a_number(undisturbed: Results, tmp_path: Path) -> None:
    """The file is refused, or the answer is the right one; and resuming leaves nothing wrong behind."""
    out = tmp_path / "sweep"
    shutil.copytree(undisturbed.folder, out)
    (file,) = (out / "rows").glob("*.parquet")
    right, whole = undisturbed.rows(), file.read_bytes()
    refused = 0
    for place in range(10, len(whole), len(whole) // 60):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            assert Results(out).rows().equals(right), place
        except InputError:
            refused += 1
    assert refused > 10
    small.same(small.lived(out, resume=True), undisturbed)


def test_a_manifest_that_is_none_is_named(undisturbed: Results, tmp_path: Path) -> None:
    out = tmp_path / "sweep"
    shutil.copytree(undisturbed.folder, out)
    (out / "manifest.json").write_text("{")
    for ask in (Results, lambda place: small.lived(place, resume=True)):
        with pytest.raises(InputError, match=r"manifest\.json: is not the manifest of a sweep"):
            ask(out)
