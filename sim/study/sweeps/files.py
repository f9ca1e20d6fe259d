"""Names of a sweep's files, and which of them hold its rows.

    manifest.json            what was asked, and what every column means; written after design and scenario
    scenario.toml            the scenario, complete
    design.parquet           the points, in the order of visiting
    arriving/rows-N.parquet  a worker's block N; so for telemetry
    rows/rows-N.parquet      a group of blocks, gathered; telemetry/telemetry-N.parquet

A block's rows count from the moment that its file is there. A group is written whole before its blocks are taken away:
for a moment both are there, and whoever reads leaves the blocks of a gathered group out.
"""

from sim.study.sweeps.store import Store

MANIFEST, SCENARIO, DESIGN = "manifest.json", "scenario.toml", "design.parquet"
ARRIVING = "arriving"
KINDS = ("telemetry", "rows")  # in the order of writing: rows vouch
GROUP = 100  # blocks


def part_of(kind: str, block: int) -> str:
    """The file of a worker's block."""
    return f"{ARRIVING}/{kind}-{block:08d}.parquet"


def group_of(kind: str, group: int) -> str:
    """The file of a group of blocks."""
    return f"{kind}/{kind}-{group:06d}.parquet"


def number_in(name: str) -> int:
    """The number of the block or group in a file's name."""
    return int(name.rpartition("-")[2].removesuffix(".parquet"))


def groups_in(store: Store, kind: str = "rows") -> set[int]:
    """The groups that are gathered."""
    return {number_in(name) for name in store.names(kind)}


def parts_in(store: Store, kind: str = "rows") -> set[int]:
    """The blocks that have arrived and are still there by themselves, gathered or not."""
    names = store.names(ARRIVING)
    return {number_in(name) for name in names if name.startswith(f"{ARRIVING}/{kind}-")}


def files_with(store: Store, kind: str) -> list[str]:
    """The files that hold each row (or each line of telemetry) exactly once."""
    parts = parts_in(store, kind)  # first: what is gathered meanwhile is then left out, not missed
    done = groups_in(store, "rows")
    groups = groups_in(store, kind) & done if kind != "rows" else done
    arrived = parts_in(store, "rows") if kind != "rows" else parts
    return [group_of(kind, group) for group in sorted(groups)] + [
        part_of(kind, block) for block in sorted(parts & arrived) if block // GROUP not in done
    ]
