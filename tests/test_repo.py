"""What the repository may hold."""

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    *(".ci", ".gitattributes", ".gitignore", ".streamlit", "Makefile", "constraints.txt", "pyproject.toml"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "Containerfile", "LICENSE", "README.md", "SECURITY.md"),
    *("app.py", "benchmarks", "docs", "scenarios", "sim", "tests"),
}
LOCKS = {"uv.lock", "poetry.lock", "pylock.toml", "Pipfile.lock", "package-lock.json", "yarn.lock"}
MACHINE_PATH = re.compile(r"(?<![\w.-])/(work|root|farm|home|Users)/\w")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be told")
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    return [Path(name) for name in names.split("\0") if name and (ROOT / name).exists()]


def test_the_top_level_holds_only_what_belongs_there(tracked: list[Path]) -> None:
    assert {path.parts[0] for path in tracked} - TOP == set()


def test_no_lock_file_or_build_leftover_is_tracked(tracked: list[Path]) -> None:
    leftovers = {".venv", "__pycache__", "dist", "build"}
    assert [path for path in tracked if path.name in LOCKS or leftovers & set(path.parts)] == []


def test_no_tracked_file_names_a_path_of_some_machine(tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            lines = enumerate(content.decode("utf-8").splitlines(), 1)
            found += [f"{path}:{number}" for number, line in lines if MACHINE_PATH.search(line)]
    assert found == []


def test_no_file_of_the_program_is_long() -> None:
    files = [*(ROOT / "sim").rglob("*.py"), *ROOT.glob("app.py")]
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {str(file.relative_to(ROOT)): lines for file, lines in lengths.items() if lines > 300} == {}


def test_constraints_hold_one_version_of_everything_asked_for() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    project = PYPROJECT["project"]
    asked = chain(project["dependencies"], *project["optional-dependencies"].values())
    wanted = {normal(re.split(r"[<>=\[;]", requirement)[0]) for requirement in asked}
    pinned = [normal(line.split("==")[0]) for line in pins]
    assert wanted - set(pinned) == set()
    assert len(pinned) == len(set(pinned))


def normal(name: str) -> str:
    """A distribution's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def test_links_between_the_documents_lead_somewhere(tracked: list[Path]) -> None:
    assert [
        f"{path}: {target}"
        for path in tracked
        if path.suffix == ".md"
        for target in links((ROOT / path).read_text(encoding="utf-8"))
        if "://" not in target and not (ROOT / path).parent.joinpath(target).exists()
    ] == []


def links(markdown: str) -> list[str]:
    """Targets of links and pictures, without their anchors; what is commented out does not count."""
    shown = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    return re.findall(r"\]\(([^)#\s]+)", shown)
