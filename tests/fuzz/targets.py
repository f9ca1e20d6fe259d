"""What a user may hand in, and odd examples of it: each is either taken, or refused in words.

`TARGETS` names a door, the examples to knock with, and what opens it. A door raises InputError or nothing at all.
`python -m tests.fuzz N` knocks N times at each, with limits on time and memory; tests do so a few times.
"""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

import sim
from sim.cli.compare import settings_of
from sim.errors import InputError
from sim.inputs.company_files.csv_file import open_csv
from sim.inputs.company_files.customer_base import read_customers
from sim.inputs.company_files.event_file import read_event
from sim.inputs.company_files.leaving import is_table, read_table
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario, load, load_text
from sim.study.saved import from_json
from sim.study.sweeps.design_file import design_from_file
from sim.views.state import Study, link, read
from sim.workshop.plan import read_plan
from tests.fuzz import workshop

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


class Target(NamedTuple):
    """A door. make: examples; knock: what is done with one."""

    make: st.SearchStrategy[Any]
    knock: Callable[[Any], object]

    def answer(self, example: Any) -> str:
        """The words with which an example is refused; "taken" where it is not."""
        try:
            self.knock(example)
        except InputError as refused:
            return str(refused).strip()
        return "taken"


ODD = st.one_of(
    st.integers(-(10**40), 10**40).map(str),
    st.floats().map(repr),
    st.text(max_size=30),
    st.sampled_from(["", "true", "0,4", "1_000", "0x1f", "'a'", '"a"', "2020-01-01", "=1+1", "\x00"]),
)
KEYS = st.one_of(
    st.sampled_from([*PARAMETERS, "policies.sell-quietly.price", "policies.ask-first", "events", "segments", "title"]),
    st.text(max_size=20),
)


# What is done to a file: where (in ten-thousandths of it), to how many bytes, and what comes in their place (None: they
# themselves, twice). Made once: Hypothesis takes longer to put a strategy together than to draw from it.
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 200),
        st.one_of(st.just(b""), st.binary(max_size=8), ODD.map(str.encode), st.none()),
    ),
    max_size=6,
)


def mutated(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """Real files with pieces cut out, doubled, swapped and written over."""

    def make(made: tuple[bytes, list[tuple[int, int, bytes | None]]]) -> bytes:
        content, changes = made
        for place, length, piece in changes:
            start = len(content) * place // 10_000
            old = content[start : start + length]
            content = content[:start] + (old * 2 if piece is None else piece) + content[start + len(old) :]
        return content

    return st.one_of(st.binary(max_size=200), st.tuples(st.sampled_from(seeds), CHANGES).map(make))


TABLE = st.dictionaries(
    st.sampled_from([name.partition(".")[2] for name in PARAMETERS]) | st.text(max_size=8), ODD, max_size=4
)


HEADS = st.sampled_from(
    [
        *(name.partition(".")[0] for name in PARAMETERS),
        *("policies.sell-quietly", "policies.x", "[events]", "[segments]", "policies.x.changes"),
    ]
)


def _written(made: tuple[list[str], list[tuple[str, dict[str, str]]]]) -> str:
    title, tables = made
    lines = [f"title = {value}" for value in title]
    for head, table in tables:
        lines += [f"[{head}]", *(f"{key} = {value}" for key, value in table.items())]
    return "\n".join(lines)


# A scenario file's text: tables by group, each value odd.
TOML = st.tuples(st.lists(ODD, max_size=1), st.lists(st.tuples(HEADS, TABLE), max_size=4)).map(_written)


def _from_file(read_it: Callable[[Path], object], end: str) -> Callable[[bytes], object]:
    def knock(content: bytes) -> object:
        with tempfile.NamedTemporaryFile(suffix=end) as file:
            file.write(content)
            file.flush()
            return read_it(Path(file.name))

    return knock


@lru_cache(maxsize=1)
def _magazine() -> Scenario:
    return load("magazine")


def _set(words: list[str]) -> object:
    return _magazine().changed(settings_of(words, people=None))


def _retention(file: Path) -> object:
    return read_table(file) if is_table(open_csv(file)) else read_customers(file)


def _saved(content: bytes) -> object:
    return from_json(content.decode("utf-8", "replace"))


@lru_cache(maxsize=1)
def _result() -> bytes:
    few = {"market.people": 50, "market.months": 2, "market.replicates": 2}
    return sim.compare(_magazine().changed(few), ["sell-quietly"]).to_json().encode()


def _link(text: str) -> object:
    return link(read(text).study)


LINK = link(Study.of("magazine"))
CUSTOMERS = [(FIXTURES / name).read_bytes()[:4000] for name in ("customers.csv", "customers_messy.csv")]
EVENT = b"month,group,customers,left\n" + b"".join(
    b"%d,%s,1000,%d\n" % (month, group, 10 + month) for month in range(-2, 4) for group in (b"affected", b"other")
)
RETENTION = b"period,survivors\n0,1000\n1,700\n2,500\n3,400\n4,330\n"
PLAN = (Path(__file__).resolve().parents[2] / "scenarios" / "workshops" / "taster.toml").read_bytes()
DESIGN = b"data_market.price,money.margin\n0.2,15\n0.3,20\n0.1,40\n"

TARGETS: Mapping[str, Target] = {
    "toml": Target(TOML, load_text),
    "scenario-file": Target(
        mutated([b'title = "x"\n[money]\nmargin = 20\n[[events]]\nmonth = 3\n[policies.own]\nsale = "quiet"\n']),
        _from_file(load, ".toml"),
    ),
    "set": Target(st.lists(st.tuples(KEYS, ODD).map("=".join) | st.text(max_size=20), max_size=4), _set),
    "link": Target(
        mutated([LINK.encode()]).map(lambda content: content.decode("utf-8", "replace")) | st.text(max_size=100), _link
    ),
    "customers": Target(mutated(CUSTOMERS), _from_file(read_customers, ".csv")),
    "event": Target(mutated([EVENT]), _from_file(read_event, ".csv")),
    "retention": Target(mutated([RETENTION]), _from_file(_retention, ".csv")),
    "design": Target(mutated([DESIGN]), _from_file(lambda file: design_from_file(file, _magazine()), ".csv")),
    "plan": Target(mutated([PLAN]), lambda content: read_plan(content.decode("utf-8", "replace"))),
    "workshop": Target(st.lists(workshop.STEPS, min_size=1, max_size=4), workshop.type_in),
    "saved": Target(st.deferred(lambda: mutated([_result()])), _saved),
}


def as_text(example: Any) -> str:
    """An example as a line of the corpus."""
    return json.dumps({"bytes": example.hex()} if isinstance(example, bytes) else example)


def from_text(line: str) -> Any:
    """The example in a line of the corpus."""
    found = json.loads(line)
    return bytes.fromhex(found["bytes"]) if isinstance(found, dict) else found
