"""Imports run downward only, and each heavy library stays in its own place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {
    name: height
    for height, names in enumerate(
        ["errors", "inputs", "model", "study", "show", "workshop", "views", "cli", "__init__", "app __main__"]
    )
    for name in names.split()
}
ONLY_IN = {  # library: the places that may import it
    "streamlit": ("sim/views/", "app.py"),
    "matplotlib": tuple(
        f"sim/show/{name}.py"
        for name in (
            *("brief/figures", "figures", "map_figure", "plots", "retention_figure", "robust_figure"),
            *("search_figure", "sensitivity_figure", "story_figure", "sweep_figure", "waterfall"),
        )
    ),
    "dask": ("sim/study/executors.py",),
    "sqlalchemy": ("sim/workshop/", "sim/views/workshop/"),
    "distributed": ("sim/study/executors.py",),
}
NO_MESA = ("sim/model/rule.py", "sim/model/engine.py")
RUNS_WHAT_IT_READS = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}
MAY_UNPICKLE = {"sim/study/worker.py"}  # between a process and the one that it started
EVALUATES = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "shell=", "allow_pickle="}
MAY_LOOK_UP = {("sim/study/comparison.py", "sim.show.plots")}  # Comparison.plot draws itself
FILES = [*sorted((ROOT / "sim").rglob("*.py")), *ROOT.glob("app.py")]
IDS = [str(file.relative_to(ROOT)) for file in FILES]


def imports(file: Path) -> Iterator[str]:
    """Full dotted names that a file imports when it runs, wherever in it; `from a import b` gives `a.b`."""
    package = file.relative_to(ROOT).parent.parts
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = [node for node in ast.walk(tree) if isinstance(node, ast.If) and is_for_types(node.test)]
    only_types = {inner for node in for_types for line in node.body for inner in ast.walk(line)}
    for node in ast.walk(tree):
        if node in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_for_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def floor(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_imports_run_downward_only(file: Path) -> None:
    own, path = floor(file), str(file.relative_to(ROOT))
    assert own in FLOORS, f"{path} stands on no floor: add it to FLOORS, or move it"
    for name in imports(file):
        top, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if top != "sim" or target in (own, "__version__"):
            continue
        if any(path == place and name.startswith(allowed) for place, allowed in MAY_LOOK_UP):
            continue
        height = FLOORS.get(target, FLOORS["__init__"])  # any other name is the package root's
        assert height < FLOORS[own], f"{path} imports {name}, which is not below it"


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_libraries_stay_in_their_place(file: Path) -> None:
    path = str(file.relative_to(ROOT))
    for name in imports(file):
        library = name.split(".")[0]
        assert path.startswith(ONLY_IN.get(library, "")), f"{path} imports {library}"
        assert not (path in NO_MESA and library == "mesa"), f"{path} imports mesa"


def calls(tree: ast.AST) -> Iterator[str]:
    """What a file calls, as it is written there, and the keywords of its calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
            yield from (f"{word.arg}=" for word in node.keywords)


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_nothing_that_is_read_is_run(file: Path) -> None:
    """SECURITY.md: what users hand in is data."""
    path = str(file.relative_to(ROOT))
    if path not in MAY_UNPICKLE:
        assert {name.split(".")[0] for name in imports(file)} & RUNS_WHAT_IT_READS == set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = {*calls(tree)}
    assert found & EVALUATES == set() and not {name for name in found if name.endswith(".read_pickle")}


def test_what_would_be_run_is_seen() -> None:
    code = "eval(text); subprocess.run(text, shell=True); numpy.load(file, allow_pickle=True); re.compile(text)"
    assert {*calls(ast.parse(code))} & EVALUATES == {"eval", "shell=", "allow_pickle="}
