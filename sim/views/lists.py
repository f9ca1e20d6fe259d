"""Lists that read well at any width: what turns a verdict, and the assumptions behind it. All in Markdown."""

from collections.abc import Iterable

from sim.inputs.parameters import PARAMETERS, Value
from sim.inputs.scenario import Scenario
from sim.show.currency import in_force
from sim.show.evidence import source
from sim.show.wording import better_or_worse
from sim.study.certainty.turning import HORIZON, TurningPoint, TurnsOn
from sim.study.intervals import Estimate
from sim.views import levers
from sim.views.text import BADGES, CHANGED, amount_in_words, escaped, range_in_words, value_in_words


def turning_points(answer: TurnsOn, months: int) -> str:
    """An item an assumption: the difference at either end of its plausible range; those that turn the sign first."""
    points = sorted(answer.points, key=lambda point: not point.turns)
    return "\n".join(_turning_point(point, months) for point in points)


def _turning_point(point: TurningPoint, months: int) -> str:
    if point.key == HORIZON:
        ends = [f"counting only these {months} months", "and also what customers still bring after them"]
        grade = "setting"
    else:
        ends = [f"at {in_words(point.key, end)}" for end in (point.low or 0.0, point.high or 0.0)]
        grade = PARAMETERS[point.key].grade
    found = zip(ends, (point.difference_at_low, point.difference_at_high), strict=True)
    said = escaped("; ".join(f"{end}: {_better(difference)}" for end, difference in found))
    turns = "turns it" if point.turns else "does not turn it"
    return f"- **{escaped(point.words)}** {BADGES[grade]} {turns}  \n  {said}"


def _better(found: Estimate) -> str:
    return better_or_worse(found.mean) + ("" if found.settled else " (not settled)")


def assumptions(scenario: Scenario, keys: Iterable[str]) -> str:
    """An item an assumption: meaning, grade, value, range, source, date; those that are not the default are marked."""
    return "\n".join(_assumption(scenario[key], key) for key in dict.fromkeys(keys))


def _assumption(value: Value, key: str) -> str:
    entry, lever = PARAMETERS[key], levers.here(key)
    differs = value != entry.default
    parts = [in_words(key, value)]
    if differs:
        parts.append(f"default {in_words(key, entry.default)}")
    if plausible := lever.plausible() if lever else range_in_words(entry):
        parts.append(f"plausible {plausible}" if entry.is_uncertain or lever else f"may be {plausible}")
    said = source(entry)  # the grade stands above it
    return (
        f"- **{escaped(entry.meaning)}** {BADGES[entry.grade]}{f' {CHANGED}' if differs else ''}  \n"
        f"  {escaped('; '.join(parts))}  \n  :small[:gray[{escaped(f'{said}; {entry.date}' if entry.date else said)}]]"
    )


def in_words(key: str, value: Value) -> str:
    """A value with its unit, as a lever shows it where there is one."""
    if isinstance(value, bool | str):
        return value_in_words(value)
    if lever := levers.here(key):
        return lever.in_words(value)
    entry = PARAMETERS[key]
    return f"{amount_in_words(entry, value)} {in_force().unit(entry.unit)}"
