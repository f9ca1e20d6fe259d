"""Every column of a sweep's dataset, declared once: its name, type, unit and meaning, and whence its value."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.inputs.scenario import Scenario
from sim.model.ledger import LINES, TERMINAL
from sim.study.outcome import ATTITUDES, Outcome
from sim.study.sweeps.axis import entry_of

if TYPE_CHECKING:
    import pyarrow as pa

DONE, FAILED = "done", "failed"
_PEOPLE, _DOLLARS = "people of the real company", "dollars"
_TYPES: Mapping[type, str] = {float: "float64", int: "int64", bool: "bool", str: "string"}


class Column(NamedTuple):
    """One column. kind: int64, float64, bool or string."""

    name: str
    kind: str
    unit: str
    meaning: str


WHICH = (
    Column("point", "int64", "number", "The point of the design, counted from 0 in the design's own order."),
    Column("policy", "string", "key", "The policy that was lived."),
    Column("replicate", "int64", "number", "Which luck: rows of the same replicate share people and luck."),
    Column("seed", "int64", "number", "market.seed of the point; with the replicate it gives the luck."),
    Column("status", "string", "word", "done, or failed; a failed row has no outcomes."),
    Column("error", "string", "text", "Why the run failed; empty where it did not."),
)


class Figure(NamedTuple):
    """An outcome as a column: what it is, and its value from a policy's outcome and the baseline's."""

    column: Column
    value: Callable[[Outcome, Outcome], float]


def _figure(name: str, unit: str, meaning: str, value: Callable[[Outcome, Outcome], float]) -> Figure:
    return Figure(Column(name, "float64", unit, meaning), value)


def _line(line: str) -> Figure:
    meaning = f"The ledger's line {line} at today's value; costs are negative."
    return _figure(f"ledger_{line}", _DOLLARS, meaning, lambda one, _: one.ledger[line])


def _undiscounted(line: str) -> Figure:
    meaning = f"The ledger's line {line}, undiscounted; costs are negative."
    return _figure(f"undiscounted_{line}", _DOLLARS, meaning, lambda one, _: one.ledger_undiscounted[line])


def _lost(number: int, attitude: str) -> Figure:
    meaning = f"People whose attitude is {attitude} and whose first leaving is earlier than under the baseline."
    return _figure(f"lost_{attitude}", _PEOPLE, meaning, lambda one, _: float(one.lost[number]))


FIGURES = (
    _figure(
        "difference",
        _DOLLARS,
        "Net present value less the baseline's in the same replicate.",
        lambda one, base: one.net_present_value - base.net_present_value,
    ),
    _figure(
        "difference_without_terminal_value",
        _DOLLARS,
        "Net present value less the baseline's, both without what customers at the horizon are worth afterwards.",
        lambda one, base: (one.net_present_value - one.terminal_value) - (base.net_present_value - base.terminal_value),
    ),
    _figure(
        "difference_customers_at_end",
        _PEOPLE,
        "Customers after the last month less the baseline's in the same replicate.",
        lambda one, base: one.customers_at_end - base.customers_at_end,
    ),
    _figure(
        "net_present_value",
        _DOLLARS,
        "All lines of the ledger at today's value, with the terminal value.",
        lambda one, _: one.net_present_value,
    ),
    _figure("records_sold", "records", "Records x buyers over all months.", lambda one, _: one.records_sold),
    _figure(
        "data_revenue",
        _DOLLARS,
        "What the records brought after commission, undiscounted.",
        lambda one, _: one.data_revenue,
    ),
    _figure(
        "loss_by_sale",
        _DOLLARS,
        "What the sale loses apart from its own income, at today's value: against the same policy without the sale. "
        "Divided by disclosures (sums by sums) it is what a sold record costs.",
        lambda one, _: one.loss,
    ),
    _figure("disclosures", "records", "Records x buyers, discounted to today.", lambda one, _: one.disclosures),
    _figure("customers_at_end", _PEOPLE, "Customers after the last month.", lambda one, _: one.customers_at_end),
    _figure(
        "customers_lost",
        _PEOPLE,
        "People whose first leaving is earlier than under the baseline.",
        lambda one, _: float(one.lost.sum()),
    ),
    *(_lost(number, attitude) for number, attitude in enumerate(ATTITUDES)),
    _figure(
        "months_lost",
        "months",
        "Months by which the customers lost left earlier, all together, counted to the horizon.",
        lambda one, _: one.months_lost,
    ),
    _figure(
        "people_who_know",
        _PEOPLE,
        "People who know, at the end, that their record was sold.",
        lambda one, _: one.people_who_know,
    ),
    _figure("complaints", "complaints", "Complaints over all months.", lambda one, _: one.complaints),
    *(_line(line) for line in (*LINES, TERMINAL)),
    *(_undiscounted(line) for line in (*LINES, TERMINAL)),
)
OUTCOMES = tuple(figure.column.name for figure in FIGURES)

TELEMETRY = (
    Column("point", "int64", "number", "The point of the design."),
    Column("replicate", "int64", "number", "Which luck."),
    Column(
        "seconds",
        "float64",
        "seconds",
        "How long the lives of this point and replicate took, its scenario made before.",
    ),
    Column("worker", "string", "name", "Computer and process that lived them."),
)


def columns_of(scenario: Scenario, keys: Sequence[str]) -> tuple[Column, ...]:
    """The data dictionary of a sweep over these keys, in the order of the columns."""
    varied = []
    for key in keys:
        entry = entry_of(key, scenario)
        varied.append(Column(key, _TYPES[entry.kind], entry.unit, f"Varied: {entry.meaning}"))
    return (*WHICH, *varied, *(figure.column for figure in FIGURES))


def schema(columns: Sequence[Column]) -> "pa.Schema":
    """The columns as Arrow knows them."""
    import pyarrow as pa

    return pa.schema([pa.field(column.name, pa.type_for_alias(column.kind)) for column in columns])
