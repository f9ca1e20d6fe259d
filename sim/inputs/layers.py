"""Layers: a scenario file says only how it differs from another one, down to the base with its policies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.inputs import reading
from sim.inputs.filling_in import fill_in
from sim.inputs.parameters import GROUPS, Value, nearest

BASE = "base"
VALIDATION = "validation"  # a folder of shipped scenarios that are tests of the model, not worlds to choose from
DEEPEST = 20  # files that extend each other
_LISTS = ("events", "segments")


@dataclass(frozen=True)
class Layer:
    """What one file (or one set of options) says, each value checked by itself.

    label: how messages name it, "" for options; policies: the fields given, by policy.
    vouched: the keys whose values a shipped scenario gives, with a source or as an assumption.
    """

    label: str
    texts: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] | None = None
    segments: tuple[Mapping[str, Any], ...] | None = None
    vouched: frozenset[str] = frozenset()

    def over(self, below: "Layer") -> "Layer":
        """This layer laid over another one. Policies merge field by field; lists replace what lies below."""
        keys = [*below.policies, *(key for key in self.policies if key not in below.policies)]
        return Layer(
            self.label,
            {"question": below.texts.get("question", ""), **self.texts},
            tuple(dict.fromkeys((*below.sources, *self.sources))),
            {**below.values, **self.values},
            {key: {**below.policies.get(key, {}), **self.policies.get(key, {})} for key in keys},
            below.events if self.events is None else self.events,
            below.segments if self.segments is None else self.segments,
            (below.vouched - self.values.keys()) | self.vouched,
        )


def layer(content: Mapping[str, Any], label: str) -> Layer:
    """The layer that the tables of a file make. Raises InputError with everything that is wrong in it."""
    said, problems = fill_in(content)
    if problems:
        raise InputError(*(f"{label}: {problem}" if label else problem for problem in problems))
    values = {f"{group}.{name}": value for group in GROUPS for name, value in said.pop(group, {}).items()}
    events, segments = (None if rows is None else tuple(rows) for rows in (said.pop(name, None) for name in _LISTS))
    sources = tuple(said.pop("sources", ()))
    policies = said.pop("policies", {})
    return Layer(label, said, sources, values, policies, events, segments)


def shipped() -> list[str]:
    """The names of the scenarios that come with the program."""
    return sorted(path.stem for path in shipped_folder().glob("*.toml") if path.stem != BASE)


def behind_validation() -> list[str]:
    """The names, `validation/NAME`, of the scenarios that the model is validated on; they are shipped, too."""
    return sorted(f"{VALIDATION}/{path.stem}" for path in (shipped_folder() / VALIDATION).glob("*.toml"))


def find(name_or_path: str | Path) -> tuple[Path, str]:
    """The file of a scenario, by shipped name or path, and how messages name it. Raises InputError."""
    if not isinstance(name_or_path, str | Path) or not str(name_or_path).strip():
        raise InputError(
            f"{name_or_path!r:.60}: a scenario is a shipped name or a TOML file; shipped are {', '.join(shipped())}"
        )
    name = str(name_or_path)
    if isinstance(name_or_path, str) and name in (BASE, *shipped(), *behind_validation()):
        return shipped_folder() / f"{name}.toml", f"{name}.toml"
    path = Path(name_or_path)
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise InputError(
            f"{_printable(name)}: there is no such file and no shipped scenario of that name{_suggest(name)}"
        )
    return path, _printable(name)


def stack(name_or_path: str | Path) -> list[Layer]:
    """The layers of a scenario, the lowest first. Raises InputError."""
    path, label = find(name_or_path)
    return _below(reading.parse(reading.read(path, label), label), label, path.parent, [path])


def stack_of_text(text: str, label: str) -> list[Layer]:
    """The layers of a scenario given as text; it may extend shipped scenarios only."""
    return _below(reading.parse(text, label), label, None, [])


def _below(content: Mapping[str, Any], label: str, folder: Path | None, chain: list[Path]) -> list[Layer]:
    """The layer of a file's content on top of all that it extends. chain: the files on the way here."""
    top = layer(content, label)
    if folder is not None and folder.is_relative_to(shipped_folder()):
        top = replace(top, vouched=frozenset(top.values))
    if chain == [shipped_folder() / f"{BASE}.toml"]:
        return [top]
    wanted = top.texts.get("extends", BASE)
    if wanted == BASE:
        return [base(), top]
    path, name = _extended(wanted, label, folder)
    if len(chain) >= DEEPEST:
        raise InputError(f'{label}: extends = "{wanted}": scenarios extend each other over more than {DEEPEST} files')
    if path.resolve() in [one.resolve() for one in chain]:
        way = " -> ".join([*(one.name for one in chain), path.name])
        raise InputError(f'{label}: extends = "{wanted}": goes round in a circle ({way})')
    return [*_below(reading.parse(reading.read(path, name), name), name, path.parent, [*chain, path]), top]


def _extended(wanted: str, label: str, folder: Path | None) -> tuple[Path, str]:
    if wanted in shipped():
        return find(wanted)
    path = None if folder is None else folder / wanted
    try:
        if path is not None and path.is_file():
            return path, str(path)
    except ValueError:
        pass
    raise InputError(
        f"{label}: extends = {_printable(wanted, quote=True)}: there is no such shipped scenario"
        f"{'' if folder is None else ' and no such file beside this one'}{_suggest(wanted)}"
    )


@lru_cache(maxsize=1)
def base() -> Layer:
    """The lowest layer: the shipped policies."""
    return stack(BASE)[0]


def shipped_folder() -> Path:
    """Where the shipped scenarios lie: inside the installed package, or beside it in a checkout."""
    installed = Path(str(resources.files("sim"))) / "_data" / "scenarios"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def _suggest(name: str) -> str:
    near = nearest(Path(name[:200]).stem, shipped())
    known = ", ".join(shipped())
    return f"; did you mean {near}?" if near else f"; shipped are {known}"


def _printable(name: str, quote: bool = False) -> str:
    short = name if len(name) <= 200 else f"{name[:200]}..."
    shown = short.encode("unicode_escape").decode("ascii") if not short.isprintable() else short
    return f'"{shown}"' if quote else shown
