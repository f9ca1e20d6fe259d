"""What the room chose, predicted, got and learned: rows for a page and for a spreadsheet. Revealed rounds only."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Any

from sqlalchemy import Engine

from sim.study.intervals import Estimate
from sim.workshop.database import reading
from sim.workshop.lives import Outcomes
from sim.workshop.names import for_spreadsheet
from sim.workshop.plan import Round
from sim.workshop.reveal import Result, results
from sim.workshop.scoring import Prediction
from sim.workshop.sessions import Session, get
from sim.workshop.teams import beliefs

BOUNDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # of the chances that are told apart in calibration


@dataclass(frozen=True)
class Said:
    """How often it came true when the room said a chance between two bounds. said: the mean chance."""

    low: float
    high: float
    times: int
    said: float
    came_true: float


@dataclass(frozen=True)
class Debrief:
    """All of it. within: share of lives that fell between the ends, which half should; None where nobody predicted.
    believed: the room's mean chance that selling pays, at the start and at the end, and of how many people."""

    session: Session
    rounds: dict[int, list[Result]]
    calibration: tuple[Said, ...]
    within_value: float | None
    within_left: float | None
    believed_at_start: tuple[float, int] | None
    believed_at_end: tuple[float, int] | None


def debrief(engine: Engine, number: int) -> Debrief:
    """The debrief of a session, of what is revealed so far."""
    session, found = get(engine, number), results(engine, number)
    with reading(engine) as connection:
        believed = beliefs(connection, number)
    scored = [(one.answer.prediction, one.asked) for rows in found.values() for one in rows if one.answer and one.asked]
    return Debrief(
        session,
        found,
        tuple(_calibration(scored)),
        _within([(said.value, asked.difference) for said, asked in scored]),
        _within([(said.left, asked.left) for said, asked in scored]),
        _believed([first for first, _ in believed]),
        _believed([last for _, last in believed]),
    )


def _calibration(scored: Sequence[tuple[Prediction, Outcomes]]) -> Iterable[Said]:
    said = [(prediction.pays, asked.paid_in / len(asked.difference)) for prediction, asked in scored]
    for low, high in pairwise(BOUNDS):
        here = [(chance, share) for chance, share in said if low <= chance < high or (chance == high == 1.0)]
        if here:
            yield Said(low, high, len(here), mean(chance for chance, _ in here), mean(share for _, share in here))


def _within(pairs: Sequence[tuple[tuple[float, float], Sequence[float]]]) -> float | None:
    hits = [low <= value <= high for (low, high), values in pairs for value in values]
    return mean(hits) if hits else None


def _believed(chances: Sequence[float | None]) -> tuple[float, int] | None:
    given = [one for one in chances if one is not None]
    return (mean(given), len(given)) if given else None


COLUMNS = (
    *("round", "round_title", "until_month", "team", "card", "price", "buyers", "reward", "personalisation", "remark"),
    *("said_pays", "said_value_low", "said_value_high", "said_left_low", "said_left_high"),
    *("value", "value_low", "value_high", "left", "left_low", "left_high"),
    *("asked_about", "asked_value", "asked_value_low", "asked_value_high", "paid_in", "lives"),
    *("asked_left", "asked_left_low", "asked_left_high"),
    *("points_pays", "points_value", "points_left", "points", "points_so_far"),
    "version",
)


def as_csv(found: Debrief) -> str:
    """A row for each team and revealed round; texts that could begin a formula are made plain. UTF-8, with a mark that
    lets spreadsheets know it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for number, teams in found.rounds.items():
        one = found.session.plan.rounds[number - 1]
        for result in teams:
            cells = _row(one, result)
            rows.writerow([_cell(cells.get(column)) for column in COLUMNS])
    return "\ufeff" + out.getvalue()


def _row(one: Round, result: Result) -> dict[str, Any]:
    cells: dict[str, Any] = {"round": one.number, "round_title": one.title, "until_month": one.until}
    cells |= {"team": result.name, "points_so_far": result.total}
    if result.answer:
        said = result.answer.prediction
        cells |= {name: result.answer.fields[name] for name in ("price", "buyers", "reward", "personalisation")}
        cells |= {"card": result.answer.card, "remark": result.answer.remark, "said_pays": said.pays}
        cells |= dict(zip(("said_value_low", "said_value_high"), said.value, strict=True))
        cells |= dict(zip(("said_left_low", "said_left_high"), said.left, strict=True))
    if result.came:
        cells["version"] = result.came.version
        cells |= {**_estimate("value", result.came.value), **_estimate("left", result.came.people_left)}
    if result.asked:
        cells["asked_about"] = "own policy" if result.asked == result.came else "selling quietly from the start"
        cells |= _estimate("asked_value", result.asked.value) | _estimate("asked_left", result.asked.people_left)
        cells |= {"paid_in": result.asked.paid_in, "lives": len(result.asked.difference)}
    if result.points:
        cells |= {f"points_{name}": getattr(result.points, name) for name in ("pays", "value", "left")}
        cells["points"] = result.points.total
    return cells


def _estimate(name: str, found: Estimate) -> dict[str, float]:
    return {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return for_spreadsheet(value)
    return "" if value is None else f"{value:.10g}"
