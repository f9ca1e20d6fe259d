"""Who is born held against what is assumed: shares, means and medians of traits, each within what chance explains."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model.people import Born, born
from sim.study.proof.chance import beta_ratio

FARTHEST = 5.5  # standard errors: chance goes beyond in one case in 25 million
ATTITUDES = ("fundamentalist", "pragmatist", "unconcerned")


class Trait(NamedTuple):
    """A mean over people and what it should be."""

    what: str
    values: npt.NDArray[np.float64]
    due: float

    @property
    def errors(self) -> float:
        """Standard errors between the mean and what it should be."""
        error = float(self.values.std()) / math.sqrt(max(1, len(self.values)))
        apart = abs(float(self.values.mean()) - self.due) if len(self.values) else 0.0
        return apart / error if error > 0.0 else (0.0 if apart < 1e-6 else math.inf)


def traits(scenario: Scenario, replicate: int = 0) -> list[Trait]:
    """What can be said of the people of a scenario without segments before they live."""
    people = born(scenario, replicate)
    return [
        Trait(what, np.asarray(values, float), due)
        for part in (_attitudes, _shares, _company, _contacts)
        for what, values, due in part(scenario, people)
    ]


_Traits = Iterator[tuple[str, npt.ArrayLike, float]]


def _attitudes(scenario: Scenario, people: Born) -> _Traits:
    attitude, objection = people.column("attitude"), people.column("objection")
    shares = [float(scenario["people.fundamentalist"]), float(scenario["people.pragmatist"])]
    for number, (name, share) in enumerate(zip(ATTITUDES, [*shares, 1.0 - sum(shares)], strict=True)):
        own = objection[attitude == number]
        yield name, attitude == number, share
        yield f"{name}, objects", own > 0, float(scenario[f"people.objects_{name}"])
        yield f"{name}, objection", own[own > 0], float(scenario[f"people.objection_{name}"])


def _shares(scenario: Scenario, people: Born) -> _Traits:
    rows = people.traits
    for trait in ("experience_counts", "likes_personalisation", "traceable"):
        yield trait, rows[trait], float(scenario[f"people.{trait}"])
    for threshold in ("consents_below", "opts_out_below", "profile_below"):
        for mark in (0.1, 0.5, 0.9):
            yield f"{threshold} {mark}", rows[threshold] < mark, mark
    logs = np.log(rows["patience"].astype(float))
    middle, spread = math.log(float(scenario["people.patience_median"])), float(scenario["people.patience_spread"])
    yield "patience, median", logs < middle, 0.5
    yield "patience, one spread above", logs < middle + spread, 0.8413447


def _company(scenario: Scenario, people: Born) -> _Traits:
    rows, customer = people.traits, people.column("status") == 1
    yield "digital", rows["digital"], float(scenario["company.digital_share"])
    yield "margin", rows["margin"] * 12e-4, float(scenario["money.margin"])
    yield "customers at the start", customer, float(scenario["market.customers_at_start"])
    alpha, beta = float(scenario["company.retention_alpha"]), float(scenario["company.retention_beta"])
    period, oldest = int(scenario["company.retention_period"]), int(scenario["market.oldest_tenure"])
    leaves = -np.expm1(-people.leave_hazard.astype(float) * period)
    yield "leaves in the first period", leaves[~customer], alpha / (alpha + beta)
    stays = beta_ratio(alpha, beta, np.arange(oldest + 1.0))
    tenure = people.column("months")[customer] // period
    for m in (0, 1, min(5, oldest)):
        yield f"tenure of {m} periods", tenure == m, float(stays[m] / stays.sum())
        yield f"leaves after {m} periods", leaves[customer][tenure == m], alpha / (alpha + beta + m)


def _contacts(scenario: Scenario, people: Born) -> _Traits:
    """A tie within half of k of the ring's places is the ring's, or fell there by chance when it was rewired."""
    size, k = len(people), int(scenario["word_of_mouth.contacts"])
    rewiring = float(scenario["word_of_mouth.rewiring"])
    speaker, listener = people.network.ties()
    apart = np.abs(listener.astype(int) - speaker)
    far = np.minimum(apart, size - apart) > (k + 1) // 2
    yield "ties across the market", far, rewiring * (1.0 - 2 * ((k + 1) // 2) / (size - 1))
    yield "contacts", np.bincount(listener, minlength=size), float(k)
