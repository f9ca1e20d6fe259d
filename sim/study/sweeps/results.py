"""The results of a sweep, asked through DuckDB: nothing but what an answer needs is read, however many rows there are.

Two things are kept apart: `low` and `high` of a mean are chance, by Student's t over the replicates (of which rows of
all points share people and luck); quantiles say how the outcome differs from point to point of the design.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import InputError
from sim.inputs.parameters import nearest
from sim.study.made_by import AnotherVersion, by_another_version
from sim.study.sweeps.columns import OUTCOMES, TELEMETRY, WHICH, Column
from sim.study.sweeps.dataset import manifest_at
from sim.study.sweeps.files import files_with
from sim.study.sweeps.manifest import Manifest
from sim.study.sweeps.parquet import is_as_written
from sim.study.sweeps.pivot import Pivot, half_width, pivoted
from sim.study.sweeps.store import Objects, store_at
from sim.study.sweeps.where import Condition, condition, quoted

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

HEADLINE = "difference"
AGAIN = "the same `twenty-cents sweep` with --resume lives again what is damaged"
LEVELS = (0.05, 0.5, 0.95)


class Results:
    """A sweep's dataset to be looked at, finished or still growing. Raises InputError where there is none.

    Of a sweep that another version made a warning says so.
    """

    def __init__(self, folder: str | Path, where: Sequence[str] = ()) -> None:
        self._store = store_at(folder)
        found = manifest_at(self._store)
        if found is None:
            raise InputError(
                f"{folder}: no sweep has been begun there; results are of what `twenty-cents sweep` writes"
            )
        self.manifest: Manifest = found
        self._conditions: list[Condition] = [self._condition(text) for text in where]
        if self.remark:
            warnings.warn(self.remark, AnotherVersion, stacklevel=2)

    @property
    def folder(self) -> str:
        """Where the sweep lies."""
        return self._store.address

    @property
    def remark(self) -> str | None:
        """What to know of a sweep that another version made; None of this one's own."""
        again = "Shown is what was lived then; the same sweep, begun again in another folder, gives today's."
        return by_another_version(self.manifest.version, again)

    def where(self, *conditions: str) -> "Results":
        """The same results, only rows for which all conditions hold, as in "data_market.price >= 0.2"."""
        fewer = copy(self)
        fewer._conditions = [*self._conditions, *(self._condition(text) for text in conditions)]
        return fewer

    def label(self, policy: str) -> str:
        """What a policy is called."""
        return dict(zip(self.manifest.policies, self.manifest.labels, strict=True))[policy]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The data dictionary."""
        return self.manifest.columns

    def meaning(self, name: str) -> Column:
        """What a column means."""
        return next(column for column in self.columns if column.name == name)

    def dictionary(self) -> "pd.DataFrame":
        """The data dictionary as a frame: name, kind, unit and meaning of every column."""
        import pandas as pd

        return pd.DataFrame(self.columns)

    def rows(self) -> "pd.DataFrame":
        """All rows, ordered by point, policy and replicate; for a large sweep rather ask for `where`."""
        return self._frame(f"SELECT * FROM rows {self._filter()} ORDER BY point, {self._order()}, replicate")

    def frames(self, rows: int = 50_000) -> Iterator["pd.DataFrame"]:
        """All rows, some at a time, so that a sweep of any size fits."""
        with self._asking(f"SELECT * FROM rows {self._filter()} ORDER BY point, {self._order()}, replicate") as found:
            for batch in found.to_arrow_reader(rows):
                yield batch.to_pandas()

    def telemetry(self) -> "pd.DataFrame":
        """How long each point and replicate took, and who lived it."""
        return self._frame("SELECT * FROM telemetry ORDER BY point, replicate")

    def summary(self, of: str = HEADLINE, by: Sequence[str] = ()) -> "pd.DataFrame":
        """A row for each policy (and each combination of `by`): how an outcome lies over the points.

        mean with low and high (90 %, chance alone: Student's t over the replicates' means); p5, median and p95 of the
        points' means; better: share of points whose mean lies above zero; rows and failed.
        """
        value = self._outcome(of)
        groups = self._groups(by)
        frame = self._frame(
            f"""
            WITH asked AS (SELECT {groups}, point, replicate, status, {value} AS value FROM rows {self._filter()}),
            points AS (
                SELECT {groups}, point, avg(value) AS value, count(*) AS rows, count(*) - count(value) AS failed
                FROM asked GROUP BY {groups}, point
            ),
            luck AS (SELECT {groups}, replicate, avg(value) AS value FROM asked GROUP BY {groups}, replicate),
            chance AS (
                SELECT {groups}, stddev_samp(value) AS spread, count(value) AS replicates FROM luck GROUP BY {groups}
            )
            SELECT {groups}, count(*) AS points, sum(rows)::BIGINT AS rows, sum(failed)::BIGINT AS failed,
                avg(value) AS mean, any_value(spread) AS spread, any_value(replicates) AS replicates,
                quantile_cont(value, {list(LEVELS)}) AS quantiles,
                count(*) FILTER (value > 0) / nullif(count(value), 0) AS better
            FROM points JOIN chance USING ({groups}) GROUP BY {groups} ORDER BY {groups}
            """
        )
        return self._policies_in_order(_with_intervals(frame))

    def quantiles(self, levels: Sequence[float] = LEVELS, of: str = HEADLINE, by: Sequence[str] = ()) -> "pd.DataFrame":
        """Quantiles of an outcome over all rows, a row for each policy (and each combination of `by`)."""
        value, groups = self._outcome(of), self._groups(by)
        if not levels or not all(0 <= level <= 1 for level in levels):
            raise InputError("--quantiles: give numbers from 0 to 1, as in 0.05,0.5,0.95")
        told = ", ".join(f'quantile_cont({value}, {float(level)!r}) AS "{float(level):g}"' for level in levels)
        asked = f"SELECT {groups}, count({value}) AS rows, {told} FROM rows {self._filter()}"
        return self._policies_in_order(self._frame(f"{asked} GROUP BY {groups} ORDER BY {groups}"))

    def pivot(self, row: str, column: str | None = None, *, of: str = HEADLINE, policy: str | None = None) -> Pivot:
        """The mean of an outcome by one or two varied keys (many values are put together into classes).

        policy: which one; the first beside the baseline if left out.
        """
        chosen = policy or next((key for key in self.manifest.policies[1:]), self.manifest.policies[0])
        if chosen not in self.manifest.policies:
            raise InputError(self._unknown("policy", chosen, self.manifest.policies))
        self._outcome(of)
        keys = [self._varied(key) for key in (row, column) if key is not None]
        return pivoted(self._frame, self._filter(condition("policy", "=", chosen)), keys, self.meaning(of), chosen)

    def _frame(self, query: str) -> "pd.DataFrame":
        with self._asking(query) as found:
            return found.df()

    @contextmanager
    def _asking(self, query: str) -> Iterator["duckdb.DuckDBPyRelation"]:
        """The answer to a query. InputError where no rows are there, or files cannot be read."""
        try:
            import duckdb
        except ImportError:
            raise InputError("Results need DuckDB: pip install 'twenty-cents[batch]'") from None
        with duckdb.connect() as connection:
            if isinstance(self._store, Objects):
                connection.register_filesystem(self._store.files)
            try:
                for kind in ("rows", "telemetry"):
                    if f" {kind} " in f" {query} ":
                        listed = ", ".join("'" + place.replace("'", "''") + "'" for place in self._files(kind, query))
                        connection.execute(f"CREATE VIEW {kind} AS SELECT * FROM read_parquet([{listed}])")
                yield connection.sql(query)
            except duckdb.Error as error:
                why = str(error).partition("\n")[0]
                raise InputError(f"{self.folder}: its rows cannot be read ({why}); {AGAIN}") from None

    def _files(self, kind: str, query: str) -> list[str]:
        """Where the files of a kind lie. InputError where there are none, or what a query asks of them is damaged.

        DuckDB does not look at the checksums of pages.
        """
        names = files_with(self._store, kind)
        if not names:
            raise InputError(f"{self.folder}: no rows have arrived yet; go on with the sweep by --resume")
        known = [column.name for column in (self.columns if kind == "rows" else TELEMETRY)]
        asked = known if "*" in query.partition(kind)[0] else [name for name in known if name in query]
        for name in names:
            with self._store.open(name) as file:
                if not is_as_written(file, asked):
                    raise InputError(f"{self.folder}: {name} is damaged; {AGAIN}")
        return [self._store.place(name) for name in names]

    def _filter(self, *more: Condition) -> str:
        told = " AND ".join(one.sql for one in (*self._conditions, *more))
        return f"WHERE {told}" if told else ""

    def _condition(self, text: str) -> Condition:
        return Condition.read(text, {column.name: column for column in self.columns})

    def _outcome(self, name: str) -> str:
        if name not in OUTCOMES:
            raise InputError(self._unknown("outcome", name, OUTCOMES))
        return quoted(name)

    def _varied(self, name: str) -> str:
        if name not in self.manifest.keys:
            raise InputError(self._unknown("varied key", name, self.manifest.keys))
        return name

    def _groups(self, by: Sequence[str]) -> str:
        known = [*self.manifest.keys, *(column.name for column in WHICH)]
        for name in by:
            if name not in known:
                raise InputError(self._unknown("column to group by", name, known))
        return ", ".join(quoted(name) for name in dict.fromkeys(["policy", *by]))

    def _unknown(self, what: str, name: str, known: Sequence[str]) -> str:
        near = nearest(name, known)
        told = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
        return f"{name}: this sweep has no such {what}; {told}"

    def _order(self) -> str:
        cases = " ".join(f"WHEN '{key}' THEN {n}" for n, key in enumerate(self.manifest.policies))
        return f"CASE policy {cases} END"

    def _policies_in_order(self, frame: "pd.DataFrame") -> "pd.DataFrame":
        place = {key: n for n, key in enumerate(self.manifest.policies)}
        return frame.sort_values("policy", key=lambda keys: keys.map(place), kind="stable").reset_index(drop=True)


def _with_intervals(frame: "pd.DataFrame") -> "pd.DataFrame":
    """low and high of the mean beside it, and the quantiles in columns of their own."""
    half = half_width(frame["spread"], frame["replicates"])
    at = [*frame.columns].index("mean") + 1
    frame.insert(at, "low", frame["mean"] - half)
    frame.insert(at + 1, "high", frame["mean"] + half)
    for n, name in enumerate(("p5", "median", "p95")):
        values: list[Any] = [None if cell is None else cell[n] for cell in frame["quantiles"]]
        frame.insert(at + 2 + n, name, values)
    return frame.drop(columns=["spread", "quantiles"])
