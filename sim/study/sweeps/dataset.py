"""A sweep's dataset: begun or gone on with, its blocks counted, gathered and finished. Only the driver uses it."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sim.errors import InputError
from sim.inputs.scenario import Scenario, full_toml
from sim.study.sweeps.block import Block, Unit
from sim.study.sweeps.design import Design
from sim.study.sweeps.files import (
    ARRIVING,
    DESIGN,
    GROUP,
    KINDS,
    MANIFEST,
    SCENARIO,
    group_of,
    groups_in,
    part_of,
    parts_in,
)
from sim.study.sweeps.manifest import Manifest, read_manifest, refuse_another
from sim.study.sweeps.parquet import as_parquet, is_as_written
from sim.study.sweeps.store import Folder, Store

POINTS_AT_ONCE = 4_096  # points of the design that the driver holds at a time


def manifest_at(store: Store) -> Manifest | None:
    """What the sweep there was asked; None where none has begun."""
    try:
        with store.open(MANIFEST) as file:
            return read_manifest(file.read(), store.place(MANIFEST))
    except (FileNotFoundError, NotADirectoryError):
        return None


def begin(store: Store, manifest: Manifest, scenario: Scenario, design: Design) -> None:
    """Write what was asked: design and scenario first, then the manifest that vouches for them."""
    write_design(store, design)
    store.write(SCENARIO, full_toml(scenario).encode())
    if isinstance(store, Folder):
        store.make(ARRIVING, *KINDS)
    store.write(MANIFEST, manifest.to_json())


def write_design(store: Store, design: Design) -> None:
    """Write the points, in the order of visiting."""
    store.write(DESIGN, as_parquet(design.table(), POINTS_AT_ONCE))


def check_same(store: Store, before: Manifest, now: Manifest, scenario: Scenario) -> None:
    """InputError with the differences named where the sweep there is another one."""
    with store.open(SCENARIO) as file:
        refuse_another(before, now, file.read().decode("utf-8", "replace"), scenario, store.address)


class Dataset:
    """The rows of a sweep that has begun."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self.store, self.manifest = store, manifest
        self._groups = groups_in(store)
        self._parts = parts_in(store)
        self._arrived = self._by_group()

    def go_on(self) -> None:
        """Clear away what was left half done or was damaged, gather what has all arrived, remove what is gathered."""
        if isinstance(self.store, Folder):
            for place in ("", ARRIVING, *KINDS):
                self.store.tidy(place)
        self._take_away_what_is_damaged()
        for block in sorted(self._parts):
            if block // GROUP in self._groups:
                self._remove(block)
        for group in [*self._arrived]:
            self._gather_if_all_there(group)

    def has(self, block: int) -> bool:
        """Whether a block's rows are there."""
        return block // GROUP in self._groups or block in self._parts

    @property
    def rows_there(self) -> int:
        """How many rows are there."""
        blocks = sum(self.has(block) for block in range(self.manifest.blocks))
        last = self.manifest.blocks - 1
        short = self.manifest.blocks * self.manifest.block - self.manifest.units if self.has(last) else 0
        return (blocks * self.manifest.block - short) * len(self.manifest.policies)

    def missing(self) -> Iterator[Block]:
        """The blocks that are not there, in the order of visiting: all points in the first replicate first."""
        manifest, points = self.manifest, _Points(self.store, self.manifest)
        for number in range(manifest.blocks):
            if self.has(number):
                continue
            units = range(number * manifest.block, min((number + 1) * manifest.block, manifest.units))
            yield Block(number, tuple(points.unit(unit) for unit in units))

    def arrived(self, block: int) -> None:
        """Note that a block's rows are there, and gather its group once all of it is. InputError where they are not."""
        if not self.store.has(part_of("rows", block)):
            raise InputError(
                f"A worker says that it wrote {part_of('rows', block)}, but it is not in {self.store.address} here. If "
                "workers do not share this place, let them return their rows: --write driver"
            )
        self._parts.add(block)
        group = block // GROUP
        self._arrived[group] += 1
        self._gather_if_all_there(group)

    def finish(self) -> None:
        """Say in the manifest that all rows are there."""
        self.manifest = replace(self.manifest, finished=True)
        self.store.write(MANIFEST, self.manifest.to_json())

    def _gather_if_all_there(self, group: int) -> None:
        blocks = range(group * GROUP, min((group + 1) * GROUP, self.manifest.blocks))
        if self._arrived[group] < len(blocks):
            return
        for kind in KINDS:
            self.store.write(group_of(kind, group), self._together(kind, blocks))
        self._groups.add(group)
        for block in blocks:
            self._remove(block)
        del self._arrived[group]

    def _together(self, kind: str, blocks: range) -> bytes:
        import pyarrow as pa
        import pyarrow.parquet as pq

        tables = []
        for block in blocks:
            with self.store.open(part_of(kind, block)) as file:
                tables.append(pq.read_table(io.BytesIO(file.read())))
        return as_parquet(pa.concat_tables(tables))

    def _take_away_what_is_damaged(self) -> None:
        """Rows that cannot be read are lived again."""
        for group in sorted(self._groups):
            if any(self._is_damaged(group_of(kind, group)) for kind in KINDS):
                self._groups.discard(group)
                for kind in reversed(KINDS):  # rows vouch: they go first
                    self.store.remove(group_of(kind, group))
        for block in sorted(self._parts):
            if block // GROUP not in self._groups and any(self._is_damaged(part_of(kind, block)) for kind in KINDS):
                self._remove(block)
        self._arrived = self._by_group()

    def _by_group(self) -> Counter[int]:
        """How many blocks of each group that is not gathered have arrived."""
        return Counter(block // GROUP for block in self._parts if block // GROUP not in self._groups)

    def _is_damaged(self, name: str) -> bool:
        """Whether a file is not there, or not as it was written."""
        try:
            with self.store.open(name) as file:
                return not is_as_written(file)
        except FileNotFoundError:
            return True

    def _remove(self, block: int) -> None:
        self._parts.discard(block)
        for kind in KINDS:
            self.store.remove(part_of(kind, block))


class _Points:
    """The design's points by place in the order of visiting, a stretch of them in memory at a time."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        import pyarrow.parquet as pq

        self._file = pq.ParquetFile(store.open(DESIGN))
        self._manifest = manifest
        self._held = -1
        self._rows: list[tuple[Any, ...]] = []

    def unit(self, number: int) -> Unit:
        """The unit of that number: replicate by replicate, and in each the points in order."""
        replicate, place = divmod(number, self._manifest.points)
        stretch, row = divmod(place, POINTS_AT_ONCE)
        if stretch != self._held:
            table = self._file.read_row_group(stretch, columns=["point", *self._manifest.keys])
            columns = [table.column(name).to_pylist() for name in table.column_names]
            self._held, self._rows = stretch, list(zip(*columns, strict=True))
        point, *values = self._rows[row]
        return Unit(point, replicate, tuple(values))
