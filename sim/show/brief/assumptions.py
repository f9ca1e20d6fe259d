"""What a verdict rests on: the assumptions that were tried, each with its grade and source, and the doubt in all."""

from collections import Counter
from dataclasses import dataclass

from sim.inputs.parameter import ASSUMPTION, Parameter, Value
from sim.inputs.parameters import PARAMETERS
from sim.show import wording
from sim.show.currency import in_force
from sim.show.evidence import source, written
from sim.show.parameter_words import short
from sim.study.certainty.turning import HORIZON, TurningPoint
from sim.study.comparison import Comparison, PolicyResult

SET_HERE = "set here"


@dataclass(frozen=True)
class Assumption:
    """One assumption: in words, its value, the ends that were tried, what becomes of the difference, who says so."""

    words: str
    here: str
    tried: str
    becomes: str
    turns: bool
    grade: str
    source: str


def assumptions(found: Comparison, headline: PolicyResult) -> tuple[Assumption, ...]:
    """The assumptions that were tried for the verdict, those that turn it first; none where that was not asked."""
    answer = found.turns_on.get(headline.key)
    if answer is None:
        return ()
    points = sorted(answer.points, key=lambda point: not point.turns)
    return tuple(_horizon(found, point) if point.key == HORIZON else _assumption(found, point) for point in points)


def _assumption(found: Comparison, point: TurningPoint) -> Assumption:
    entry = PARAMETERS[point.key]
    ends = [short(float(in_force().counted(entry, end))) for end in (point.low, point.high) if end is not None]
    grade, said = _evidence(found, entry)
    return Assumption(
        point.words,
        _with_unit(found.differs.get(point.key, entry.default), entry),
        " to ".join(ends),
        f"{wording.better_or_worse(point.difference_at_low.mean)} to "
        f"{wording.better_or_worse(point.difference_at_high.mean)}",
        point.turns,
        grade,
        said,
    )


def _with_unit(value: Value, entry: Parameter) -> str:
    no_money, _, rest = entry.unit.partition("dollars ")
    if no_money or not rest or isinstance(value, str):
        one = value == 1 and not isinstance(value, bool)
        return f"{written(value)} {entry.unit.removesuffix('s') if one else entry.unit}"
    return f"{wording.dollars(value)} {rest}"


def _horizon(found: Comparison, point: TurningPoint) -> Assumption:
    here = "all that customers are worth later"
    without = f"nothing after month {found.months}"
    becomes = wording.better_or_worse(point.difference_at_low.mean)
    return Assumption(point.words, here, without, becomes, point.turns, "setting", "A choice of whoever decides")


def _evidence(found: Comparison, entry: Parameter) -> tuple[str, str]:
    """Grade and source; a value that is not the default has the scenario for its source, and no grade of ours."""
    if entry.name not in found.differs:
        return entry.grade, source(entry)
    return SET_HERE, f"This scenario's own value; the default is {_with_unit(entry.default, entry)} ({entry.grade})"


def share_of_assumptions(found: Comparison, headline: PolicyResult) -> tuple[str, ...]:
    """How much of the answer rests on assumptions: of the doubt's variance where that was asked, else of numbers."""
    if said := wording.rests_on(found, headline):
        return tuple(said)
    grades = Counter(entry.grade for entry in PARAMETERS.values() if entry.is_uncertain)
    return (
        f"Of the {grades.total()} uncertain numbers behind it {grades[ASSUMPTION]} are assumptions.",
        "How much of the doubt rests on them was not asked.",
    )
