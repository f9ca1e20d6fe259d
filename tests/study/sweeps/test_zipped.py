"""A sweep sent as a ZIP file: the same results, and nothing that is no sweep gets in."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import sim
from sim.errors import InputError
from sim.study.sweeps import small, zipped
from sim.study.sweeps.results import Results


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tiny = sim.load("magazine").changed({"market.people": 50, "market.months": 3})
    asked = small.small_question(tiny, ("data_market.price", "money.margin"), 2, ["sell-quietly"], "never-sell")
    folder = small.prepare(asked, tmp_path_factory.mktemp("swept"))
    small.go_on(folder, progress=lambda _done, _to_do: None)
    return folder


def packed(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return content.getvalue()


def files_of(folder: Path, under: str = "") -> dict[str, bytes]:
    return {under + str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("under", ["", "my sweep/"])
def test_what_was_zipped_is_shown_as_it_was(swept: Path, tmp_path: Path, under: str) -> None:
    sent = packed(files_of(swept, under))
    folder = zipped.unzipped(sent, "sweep.zip", tmp_path)
    assert Results(folder).summary().equals(Results(swept).summary())
    assert zipped.unzipped(sent, "sweep.zip", tmp_path) == folder


def test_only_files_of_a_sweep_get_in(swept: Path, tmp_path: Path) -> None:
    more = {"../outside.txt": b"no", "rows/../../up.parquet": b"no", "notes.txt": b"no", "/etc/x": b"no"}
    folder = zipped.unzipped(packed(files_of(swept) | more), "sweep.zip", tmp_path / "in")
    names = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert not [name for name in names if name.endswith(("outside.txt", "up.parquet", "notes.txt", "x"))]
    assert Results(folder).manifest.finished


def broken(files: dict[str, bytes], name: str, body: bytes) -> bytes:
    where = next(path for path in files if path.startswith(name))
    return packed(files | {where: body})


def larger(files: Mapping[str, bytes], points: object) -> bytes:
    """The manifest with another number of points."""
    return json.dumps(json.loads(files["manifest.json"]) | {"points": points}).encode()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda _: b"no zip at all", "no ZIP file"),
        (lambda _: packed({"a.txt": b""}), "no manifest.json"),
        (lambda files: packed(files | {"b/manifest.json": b"{}"}), "2 sweeps"),
        (lambda files: broken(files, "manifest", b"{}"), "not the manifest of a sweep"),
        (lambda files: broken(files, "manifest", larger(files, 10**15)), "how large the sweep is"),
        (lambda files: broken(files, "manifest", larger(files, "many")), "how large the sweep is"),
        (lambda files: broken(files, "rows/", b"PAR1 but not really"), "is damaged"),
    ],
)
def test_what_is_no_sweep_is_refused_and_leaves_nothing(swept: Path, tmp_path: Path, make, why: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=why):
        zipped.unzipped(make(files_of(swept)), "sent.zip", tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_one_that_would_unpack_too_large_is_refused(
    swept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "LARGEST", 1_000)
    with pytest.raises(InputError, match="at most"):
        zipped.unzipped(packed(files_of(swept)), "sent.zip", tmp_path)
