"""A scenario whose people are drawn jointly from a company's customers: cells of five people and more, nobody's row."""

from typing import Any

from sim.inputs.company_files.csv_values import harmless
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import load, load_text
from sim.inputs.writing import one_a_line
from sim.model.conditions import by_attitude
from sim.study.calibration.customer_cells import SMALLEST, Cell
from sim.study.calibration.customer_fit import BaseFit

_COMMENTS = (
    "Made by `twenty-cents calibrate customers`. Each line under segments is a cell of at least {least} customers:",
    "its share, the retention of its segment, its mean margin (times money.margin) with the spread, and its tenures.",
    "Ids and single rows are not in here. Whatever is not said keeps its default; add `title`, policies and prices.",
)


def scenario_toml(found: BaseFit) -> str:
    """The scenario as TOML text, already known to load. Raises InputError where the figures cannot make one."""
    import tomlkit

    name = harmless(found.base.file.path.name)
    document = tomlkit.document()
    for line in _COMMENTS:
        document.add(tomlkit.comment(line.format(least=SMALLEST)))
    document.add(tomlkit.nl())
    document.add("title", f"The customers in {name}")
    document.add("question", "Does it pay this company to sell its customers' records?")
    document.add("sources", [f"{name}: {found.everybody.customers:,} customers, {found.everybody.here:,} still here"])
    document.add("segments", one_a_line(_segments(found)))
    for group, values in _values(found).items():
        document.add(group, values)
    text = tomlkit.dumps(document)
    load_text(text, "the scenario of these customers")
    return text


def _segments(found: BaseFit) -> list[dict[str, Any]]:
    """The cells as segments of the scenario; cells that come out the same are one."""
    people: dict[tuple[tuple[str, Any], ...], int] = {}
    for cell in found.cells:
        said = tuple(_segment(found, cell).items())
        people[said] = people.get(said, 0) + cell.people
    return [{**dict(said), "share": _short(number / found.everybody.here, 5)} for said, number in people.items()]


def _segment(found: BaseFit, cell: Cell) -> dict[str, Any]:
    """What a cell says, but for its share."""
    segment = found.segments[cell.segment]
    said: dict[str, Any] = {"name": segment.name}
    if (fit := segment.retention) is not None:
        said |= {"retention_alpha": _short(fit.alpha), "retention_beta": _short(fit.beta)}
        said["retention_period"] = found.period
    if cell.margin is not None and cell.margin_spread is not None and found.everybody.margin:
        said["margin"] = _short(cell.margin / found.everybody.margin)
        said["margin_spread"] = _short(cell.margin_spread, 3)
    said |= {"tenure_from": cell.tenure_from, "tenure_to": cell.tenure_to}
    if cell.email is not None:
        said["digital"] = float(cell.email)
    if cell.consent is not None:
        said["consents"] = float(cell.consent)
    return said


def _values(found: BaseFit) -> dict[str, dict[str, float]]:
    """The parameters that the customers tell, by group."""
    size = PARAMETERS["market.size"]
    share = float(PARAMETERS["market.customers_at_start"].default)
    people = found.everybody.here / share
    held = round(min(max(people, size.minimum or 0.0), size.maximum or people))
    told: dict[str, dict[str, float]] = {"market": {"size": held}}
    if found.everybody.margin:
        told["money"] = {"margin": _short(12.0 * found.everybody.margin)}
        if found.price is not None:
            told["money"]["revenue"] = _short(12.0 * found.price)
    if found.everybody.consent is not None and 0.0 < found.everybody.consent < 1.0:
        told["people"] = {"consent": _short(consent_of_pragmatists(found.everybody.consent))}
    return told


def consent_of_pragmatists(share: float) -> float:
    """The share of pragmatists who consent where this share of all people does, at the default attitudes."""
    from scipy.optimize import brentq

    usual = load("magazine")
    of = [float(usual[f"people.{name}"]) for name in ("fundamentalist", "pragmatist")]
    weights = (*of, 1.0 - sum(of))

    def too_many(pragmatists: float) -> float:
        rates = by_attitude(usual, pragmatists, 1.0)
        return sum(weight * rate for weight, rate in zip(weights, rates, strict=True)) - share

    return float(brentq(too_many, 0.0, 1.0))


def _short(number: float, digits: int = 4) -> float:
    return float(f"{number:.{digits}g}")
