"""A sweep's folder out of a ZIP file that somebody sends: only files of a sweep, only as much as is reasonable."""

import hashlib
import io
import re
import shutil
import zipfile
from pathlib import Path

from sim.errors import InputError
from sim.study.sweeps.dataset import manifest_at
from sim.study.sweeps.files import MANIFEST
from sim.study.sweeps.manifest import Manifest
from sim.study.sweeps.results import Results
from sim.study.sweeps.store import Folder

LARGEST, MOST_ROWS = 300_000_000, 20_000_000  # bytes, unpacked; rows that may have been asked for
_OURS = re.compile(
    r"manifest\.json|scenario\.toml|design\.parquet|(arriving|rows|telemetry)/(rows|telemetry)-\d+\.parquet"
)


def unzipped(content: bytes, name: str, into: Path) -> Path:
    """The folder with the sweep that a ZIP file holds; the same file has the same folder. InputError."""
    folder = into / hashlib.sha256(content).hexdigest()[:16]
    if manifest_at(Folder(folder)) is not None:
        return folder
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _unpack(archive, name, folder)
            if not _is_sane(Results(folder).manifest):
                raise InputError(f"{name}: its manifest.json does not say how large the sweep is")
            Results(folder).summary()  # rows that cannot be read are told now
    except zipfile.BadZipFile as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise InputError(f"{name}: is no ZIP file that can be read ({error}); zip the folder of a sweep") from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _is_sane(manifest: Manifest) -> bool:
    """Whether its sizes are numbers that one can work with."""
    try:
        return 0 < manifest.rows <= MOST_ROWS and 0 < manifest.block <= MOST_ROWS
    except TypeError:
        return False


def _unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    tops = [one.removesuffix(MANIFEST) for one in entries if one.rpartition("/")[2] == MANIFEST]
    if len(tops) != 1:
        held = "no manifest.json" if not tops else f"{len(tops)} sweeps"
        raise InputError(f"{name}: holds {held}; zip the one folder that `twenty-cents sweep --out` wrote")
    ours = {path.removeprefix(tops[0]): entry for path, entry in entries.items() if path.startswith(tops[0])}
    wanted = {path: entry for path, entry in ours.items() if _OURS.fullmatch(path)}
    size = sum(entry.file_size for entry in wanted.values())
    if size > LARGEST:
        raise InputError(f"{name}: unpacked it has {size / 1e6:,.0f} MB; at most {LARGEST / 1e6:,.0f} MB can be shown")
    for path in sorted(wanted, key=lambda path: path == MANIFEST):  # it vouches for the rest
        goal = folder / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(wanted[path]) as packed, goal.open("wb") as file:
            shutil.copyfileobj(packed, file)
