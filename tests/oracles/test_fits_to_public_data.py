"""What ships is an estimate, never a row: here the public data are fitted again, and estimates and defaults held to."""

import gzip
from collections.abc import Iterator
from csv import DictReader
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import load
from sim.model.columns import KNOWS
from sim.model.market import Life, live
from sim.study.validation.data_fits import CONCERN, DATA_FITS, DOCTORS, EXPERIMENT, FINES, VILLAGES, DataFit

Floats = npt.NDArray[np.float64]
DOLLARS_PER_EURO = 1.15  # about the mean of the years of the fines


class Logit(NamedTuple):
    """Coefficients of a logit and their standard errors."""

    estimates: Floats
    errors: Floats


def logit(columns: Floats, happened: Floats, cases: Floats | float = 1.0) -> Logit:
    """A logit by maximum likelihood (Newton's method). happened: share of the cases that a row stands for."""
    found = np.zeros(columns.shape[1])
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-columns @ found))
        information = columns.T @ (columns * (cases * chance * (1.0 - chance))[:, None])
        step = np.clip(np.linalg.solve(information, columns.T @ (cases * (happened - chance))), -2.0, 2.0)
        found = found + step
        if np.abs(step).max() < 1e-10:
            return Logit(found, np.sqrt(np.diag(np.linalg.inv(information))))
    raise AssertionError("the logit does not converge")


def rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from DictReader(lines)


def shipped(data: str, parameter: str) -> DataFit:
    return next(one for one in DATA_FITS if (one.data, one.parameter) == (data, parameter))


def default(parameter: str) -> float:
    return float(PARAMETERS[parameter].default)


def agrees(one: DataFit, estimate: float, error: float) -> bool:
    return one.error is not None and bool(np.allclose((one.estimate, one.error), (estimate, error), atol=6e-4))


def test_the_reward(shared_data: Path) -> None:
    paid = [row for row in rows(shared_data / "data_sharing_price_experiment_2022.csv.gz") if float(row["bonus_usd"])]
    assert len(paid) == 3_755
    columns = [(1.0, float(row["bonus_usd"]), float(row["showdata"] == "True")) for row in paid]
    found = logit(np.array(columns), np.array([float(row["shared_data"]) for row in paid]))
    assert found.estimates == pytest.approx([0.856, 1.546, 0.410], abs=6e-4)
    assert agrees(shipped(EXPERIMENT, "people.reward_effect"), found.estimates[1], found.errors[1])
    assert default("people.reward_effect") == pytest.approx(found.estimates[1], abs=0.01)


def test_what_concern_does_to_sharing(shared_data: Path) -> None:
    asked = list(rows(shared_data / "tracking_concern_vs_sharing_2024.csv.gz"))
    concern = [row["concerned_about_tracking"].strip() for row in asked]
    columns = [(1.0, float(said == "Strongly agree"), float(said.endswith("disagree"))) for said in concern]
    found = logit(np.array(columns), np.array([float(row["shared_data"]) for row in asked]))
    for n, attitude in ((1, "fundamentalist"), (2, "unconcerned")):
        parameter = f"people.consent_shift_{attitude}"
        assert agrees(shipped(CONCERN, parameter), found.estimates[n], found.errors[n])
        assert abs(default(parameter) - found.estimates[n]) < found.errors[n]


def test_fines_for_want_of_a_legal_basis(shared_data: Path) -> None:
    fined = list(rows(shared_data / "gdpr_fines_enforcementtracker_2018_2021.csv"))
    amounts = np.array(
        [float(row["fine"] or 0.0) for row in fined if "Insufficient legal basis" in row["violation_type"]]
    )
    amounts = amounts[amounts > 0.0]
    assert len(amounts) == 324
    spread = float(np.log(amounts).std(ddof=1))
    assert agrees(shipped(FINES, "law.fine_spread"), spread, spread / np.sqrt(2 * len(amounts)))
    assert default("law.fine_spread") == pytest.approx(spread, abs=0.05)
    assert shipped(FINES, "law.fine_median").estimate == np.median(amounts)
    assert default("law.fine_median") == pytest.approx(DOLLARS_PER_EURO * np.median(amounts), rel=0.15)


class Adoption(NamedTuple):
    """One person at risk in one period: place, period, share of named others who have adopted before, adopts now."""

    place: int
    period: int
    share: float
    adopts: bool


def adoptions(folder: Path, network: str, place: str, never: int) -> Iterator[Adoption]:
    """Everybody who names somebody, in each period from the second on until adoption."""

    def person(row: dict[str, str], name: str) -> tuple[int, int]:
        return int(float(row[place])), int(float(row[name]))

    when = {person(row, "id"): int(float(row["toa"])) for row in rows(folder / f"wom_{network}_nodes.csv")}
    named: dict[tuple[int, int], set[tuple[int, int]]] = {who: set() for who in when}
    for row in rows(folder / f"wom_{network}_edges.csv"):
        if row["from"] != row["to"]:
            named[person(row, "from")].add(person(row, "to"))
    for who, others in named.items():
        before = np.array([when[other] for other in others])
        for period in range(2, min(when[who], never - 1) + 1) if others else ():
            yield Adoption(who[0], period, float((before < period).mean()), period == when[who])


def contagion(network: list[Adoption]) -> Logit:
    """Discrete-time logit of adopting, with an effect for each period and place: the first coefficient is contagion."""
    places, periods = (sorted({int(one[n]) for one in network}) for n in (0, 1))
    columns = [
        [one.share, *(one.period == period for period in periods), *(one.place == place for place in places[1:])]
        for one in network
    ]
    return logit(np.array(columns, float), np.array([one.adopts for one in network], float))


@pytest.mark.parametrize(
    ("data", "network", "place", "never"),
    [(VILLAGES, "korea_villages", "village", 11), (DOCTORS, "medical_innovation", "city", 18)],
)
def test_contagion_in_two_networks(shared_data: Path, data: str, network: str, place: str, never: int) -> None:
    found = contagion(list(adoptions(shared_data, network, place, never)))
    assert agrees(shipped(data, "word_of_mouth.believes"), found.estimates[0], found.errors[0])


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 12])
def test_contagion_in_the_model_lies_between_them(step: int) -> None:
    strong = {"word_of_mouth.talks": 0.5, "word_of_mouth.talk_months": 6, "word_of_mouth.believes": 0.1}
    bounds = [shipped(data, "word_of_mouth.believes") for data in (DOCTORS, VILLAGES)]
    low, high = bounds[0].estimate - 2 * (bounds[0].error or 0.0), bounds[1].estimate + 2 * (bounds[1].error or 0.0)
    usual, carried = (model_contagion(changes, step) for changes in ({}, strong))
    assert low < usual.estimates[0] < high
    assert carried.estimates[0] - 2 * carried.errors[0] > high, "the fit would show more"


def model_contagion(changes: dict[str, Any], step: int) -> Logit:
    """The same logit for people of the model: finding out, by the share of contacts who know, in periods of months."""
    world = load("magazine").changed({"market.people": 40_000, **changes})
    lives = [live(world, world.policy("sell-quietly"), replicate) for replicate in range(2)]
    starts = range(step, 60, step)
    groups = np.array([group for life in lives for start in starts for group in at_risk(life, start, start + step)])
    columns = np.column_stack([groups[:, 0], groups[:, 1][:, None] == np.array(starts)])
    return logit(columns, groups[:, 3] / groups[:, 2], groups[:, 2])


def at_risk(life: Life, start: int, stop: int) -> Iterator[tuple[float, int, int, int]]:
    """People sold who do not know at the end of month `start`, grouped by the share of their contacts who do.

    Yields that share, the start, how many there are, and how many of them find out by the end of month `stop`.
    """
    people = life.people
    knows_since = np.where(people.column("knows") == KNOWS, people.column("learned_month"), np.iinfo(np.int16).max)
    speaker, listener = people.born.network.ties()
    contacts_who_know = np.bincount(listener, (knows_since <= start)[speaker], len(people)).astype(int)
    contacts = len(listener) / len(people)
    sold = (people.column("first_sold") > 0) & (people.column("first_sold") <= start)
    who = sold & (knows_since > start)
    there = np.bincount(contacts_who_know[who])
    finding_out = np.bincount(contacts_who_know[who & (knows_since <= stop)], minlength=len(there))
    for known, (size, events) in enumerate(zip(there, finding_out, strict=True)):
        if size > 0:
            yield known / contacts, start, int(size), int(events)
