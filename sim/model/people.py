"""Everybody in the market: born with traits, clocks and contacts, and carrying a state through the months."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model import draws, network
from sim.model.columns import CUSTOMER, MONEY_UNIT, MONTHLY, PROSPECT, SELDOM, TRAITS, State, Table, Traits
from sim.model.compiled import kernel
from sim.model.segments import Segments, Tenure

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Born:
    """People as a replicate finds them before the first month: shared, unchanged, by every policy that is compared."""

    traits: Table
    monthly: Table
    seldom: Table
    network: network.Network
    content_contacts: npt.NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.traits)


class People:
    """The people of one market: the traits they were born with, the state they carry, and what they hear.

    people[i] gives one person to look at: (traits, state) as plain numbers.
    """

    def __init__(self, born: Born) -> None:
        self.traits = born.traits
        self.monthly = born.monthly.copy()
        self.seldom = born.seldom.copy()
        self.network = born.network
        self.heard = np.zeros(len(born), np.uint16)  # contacts who talk
        self.content_contacts = born.content_contacts.copy()  # contacts who are content customers

    def __len__(self) -> int:
        return len(self.traits)

    def __getitem__(self, i: int) -> tuple[Traits, State]:
        return Traits(*self.traits[i].item()), State(*self.monthly[i].item(), *self.seldom[i].item())

    def column(self, name: str) -> npt.NDArray[Any]:
        """A trait or state column of everybody, by its name in `Traits` or `State`."""
        for table in (self.monthly, self.seldom, self.traits):
            if name in (table.dtype.names or ()):
                return table[name]
        raise KeyError(name)


def born(scenario: Scenario, replicate: int) -> Born:
    """The people of a replicate: the same for the same seed, whatever the policy and however many come after them."""
    people = int(scenario["market.people"])
    seed = int(scenario["market.seed"])
    uniforms = _uniforms(seed, replicate, people)
    at_start = uniforms[11] < float(scenario["market.customers_at_start"])
    segments = Segments(scenario, uniforms[15])
    tenure = segments.tenure(uniforms[12], uniforms[13], at_start)
    traits = _traits(scenario, uniforms, segments, tenure)
    monthly, seldom = _start(seed, replicate, at_start, tenure.months)
    ties = network.ring(
        seed,
        replicate,
        people,
        int(scenario["word_of_mouth.contacts"]),
        float(scenario["word_of_mouth.rewiring"]),
    )
    content_contacts = np.zeros(people, np.uint16)
    customers = np.flatnonzero(at_start)
    gains = np.tile(np.array([[0, 1]], np.int8), (len(customers), 1))
    network.spread(ties, customers, gains, np.zeros(people, np.uint16), content_contacts)
    return Born(traits, monthly, seldom, ties, content_contacts)


@kernel
def _fill_uniforms(seed, replicate, out):  # type: ignore[no-untyped-def]
    for i in range(out.shape[1]):
        for block in range(out.shape[0] // 4):
            four = draws.words(seed, replicate, i, draws.FIRST_TRAIT + block, 0)
            for n in range(4):
                out[4 * block + n, i] = draws.uniform(four[n])


def _uniforms(seed: int, replicate: int, people: int) -> Floats:
    """Sixteen uniform numbers a person, from which the traits are made: [which][person]."""
    out = np.empty((16, people))
    _fill_uniforms(seed, replicate, out)
    return out


def _traits(scenario: Scenario, uniforms: Floats, segments: Segments, tenure: Tenure) -> Table:
    def value(name: str) -> float:
        return float(scenario[name])

    def normal(u: Floats) -> Floats:
        from scipy.special import ndtri

        return np.asarray(ndtri(u))

    attitudes = ("fundamentalist", "pragmatist", "unconcerned")
    attitude = np.searchsorted(
        [value("people.fundamentalist"), value("people.fundamentalist") + value("people.pragmatist")],
        uniforms[0],
        side="right",
    )
    objects = np.array([value(f"people.objects_{name}") for name in attitudes])
    strength = np.array([value(f"people.objection_{name}") for name in attitudes])
    margin = segments.margin(value("money.margin"), normal(uniforms[7]))
    columns = {
        "attitude": attitude,
        "objection": np.where(uniforms[1] < objects[attitude], strength[attitude], 0.0),
        "experience_counts": uniforms[2] < value("people.experience_counts"),
        "likes_personalisation": uniforms[3] < value("people.likes_personalisation"),
        "leave_hazard": segments.leave_hazard(uniforms[14], tenure),
        "patience": value("people.patience_median") * np.exp(value("people.patience_spread") * normal(uniforms[4])),
        "traceable": uniforms[5] < value("people.traceable"),
        "digital": segments.digital(uniforms[6]),
        "margin": np.minimum(np.rint(margin / MONEY_UNIT), np.iinfo(np.int32).max),
        "consents_below": segments.consents_below(uniforms[8]),
        "opts_out_below": uniforms[9],
        "profile_below": uniforms[10],
    }
    traits = np.empty(len(attitude), TRAITS)
    for name in Traits._fields:
        traits[name] = columns[name]
    return traits


@kernel
def _first_steps(seed, replicate, clock, people, out):  # type: ignore[no-untyped-def]
    for n in range(len(people)):
        out[people[n]] = draws.step(seed, replicate, people[n], clock, 0)


def _start(
    seed: int, replicate: int, at_start: npt.NDArray[np.bool_], months: npt.NDArray[np.int64]
) -> tuple[Table, Table]:
    """The state before the first month: nobody sold, nobody annoyed, every clock at its first threshold."""
    monthly = np.zeros(len(at_start), MONTHLY)
    seldom = np.zeros(len(at_start), SELDOM)
    monthly["status"] = np.where(at_start, CUSTOMER, PROSPECT)
    monthly["content"] = at_start
    monthly["months"] = np.minimum(months, np.iinfo(np.int16).max)
    everybody = np.arange(len(at_start))
    _first_steps(seed, replicate, draws.LEAVE, everybody[at_start], monthly["status_clock"])
    _first_steps(seed, replicate, draws.JOIN, everybody[~at_start], monthly["status_clock"])
    _first_steps(seed, replicate, draws.MAIL, everybody, monthly["mail_clock"])
    _first_steps(seed, replicate, draws.LEARN, everybody, monthly["learn_clock"])
    _first_steps(seed, replicate, draws.COMPLAIN, everybody, seldom["complain_clock"])
    return monthly, seldom
