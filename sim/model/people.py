"""Everybody in the market: born with traits, clocks and contacts, and carrying a state through the months."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model import draws, network
from sim.model.chunk import Ahead, Everybody
from sim.model.columns import (
    CUSTOMER,
    MONEY_UNIT,
    PROSPECT,
    SELDOM,
    TRAITS,
    Moving,
    State,
    Table,
    Traits,
    types,
)
from sim.model.compiled import kernel
from sim.model.segments import Segments, Tenure

Floats = npt.NDArray[np.float64]

_STARTS = ("status_clock", "mail_clock", "learn_clock", "complain_clock", "months", "status")
START = np.dtype([(name, types(State)[name]) for name in _STARTS])


@dataclass(frozen=True)
class Born:
    """People as a replicate finds them before the first month: shared, unchanged, by every policy that is compared."""

    traits: Table  # all but the hazard of leaving
    leave_hazard: npt.NDArray[np.float32]
    start: Table  # what is not zero of the state
    network: network.Network
    content_contacts: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.traits)

    def __getitem__(self, i: int) -> Traits:
        return Traits(self.leave_hazard[i].item(), *self.traits[i].item())

    def column(self, name: str) -> npt.NDArray[Any]:
        """A trait of everybody, by its name in `Traits`. KeyError for any other name."""
        return self.leave_hazard if name == "leave_hazard" else self.traits[name]


class People:
    """The people of one market: the traits they were born with, the state they carry, and what they hear.

    people[i] gives one person to look at: (traits, state) as plain numbers.
    """

    def __init__(self, born: Born) -> None:
        self.born = born
        size = len(born)
        start = {name: born.start[name] for name in START.names or ()}
        moving = {name: types(State)[name] for name in Moving._fields}
        self.moving = Moving(**{
            name: start[name].copy() if name in start else np.zeros(size, kind) for name, kind in moving.items()
        })
        self.seldom = np.zeros(size, SELDOM)
        for name in start.keys() - moving.keys():
            self.seldom[name] = start[name]
        self.seldom["content"] = self.moving.status == CUSTOMER
        self.ahead = Ahead(*(np.zeros(size, kind) for kind in (np.int16, np.int16, np.uint8, np.uint8)))
        self.heard = np.zeros(size, np.uint8)  # contacts who talk
        self.content_contacts = born.content_contacts.copy()  # contacts who are content customers
        self.book: Callable[[], None] = lambda: None  # what the engine has put off, done before anybody looks

    def __len__(self) -> int:
        return len(self.born)

    def __getitem__(self, i: int) -> tuple[Traits, State]:
        self.book()
        moving = (column[i].item() for column in self.moving)
        return self.born[i], State(*moving, *self.seldom[i].item())

    def __setitem__(self, i: int, state: State) -> None:
        """Put one person's state in place, rounded to the types of its columns."""
        cut = len(Moving._fields)
        for column, value in zip(self.moving, state[:cut], strict=True):
            column[i] = value
        self.seldom[i] = tuple(state[cut:])

    def column(self, name: str) -> npt.NDArray[Any]:
        """A trait or state column of everybody, by its name in `Traits` or `State`. KeyError for any other name."""
        if name in Moving._fields:
            return np.asarray(getattr(self.moving, name))
        if name in State._fields:
            self.book()
            return self.seldom[name]
        return self.born.column(name)

    @property
    def everybody(self) -> Everybody:
        """All of it, as the kernels take it."""
        born = self.born
        return Everybody(
            born.traits, born.leave_hazard, self.moving, self.seldom, self.ahead, self.heard, self.content_contacts
        )

    def tell(self, changed: npt.NDArray[np.int32], change: npt.NDArray[np.int8]) -> None:
        """Let listeners know who started or stopped talking, and being content: -1, 0 or 1 of each."""
        network.spread(self.born.network, changed, change, self.heard, self.content_contacts)


def born(scenario: Scenario, replicate: int) -> Born:
    """The people of a replicate: the same for the same seed, whatever the policy and however many come after them."""
    people = int(scenario["market.people"])
    seed = int(scenario["market.seed"])
    uniforms = _uniforms(seed, replicate, people)
    at_start = uniforms[11] < float(scenario["market.customers_at_start"])
    segments = Segments(scenario, uniforms[15])
    tenure = segments.tenure(uniforms[12], uniforms[13], at_start)
    traits, leave_hazard = _traits(scenario, uniforms, segments, tenure)
    start = _start(seed, replicate, at_start, tenure.months)
    ties = network.ring(
        seed,
        replicate,
        people,
        int(scenario["word_of_mouth.contacts"]),
        float(scenario["word_of_mouth.rewiring"]),
    )
    content_contacts = np.zeros(people, np.uint8)
    customers = np.flatnonzero(at_start)
    gains = np.tile(np.array([[0, 1]], np.int8), (len(customers), 1))
    network.spread(ties, customers, gains, np.zeros(people, np.uint8), content_contacts)
    return Born(traits, leave_hazard, start, ties, content_contacts)


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


def _traits(
    scenario: Scenario, uniforms: Floats, segments: Segments, tenure: Tenure
) -> tuple[Table, npt.NDArray[np.float32]]:
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
        "patience": value("people.patience_median") * np.exp(value("people.patience_spread") * normal(uniforms[4])),
        "traceable": uniforms[5] < value("people.traceable"),
        "digital": segments.digital(uniforms[6]),
        "margin": np.minimum(np.rint(margin / MONEY_UNIT), np.iinfo(np.int32).max),
        "consents_below": segments.consents_below(uniforms[8]),
        "opts_out_below": uniforms[9],
        "profile_below": uniforms[10],
    }
    traits = np.empty(len(attitude), TRAITS)
    for name in TRAITS.names or ():
        traits[name] = columns[name]
    return traits, segments.leave_hazard(uniforms[14], tenure).astype(np.float32)


@kernel
def _first_steps(seed, replicate, clock, people, out):  # type: ignore[no-untyped-def]
    for n in range(len(people)):
        out[people[n]] = draws.step(seed, replicate, people[n], clock, 0)


def _start(seed: int, replicate: int, at_start: npt.NDArray[np.bool_], months: npt.NDArray[np.int64]) -> Table:
    """The state before the first month: nobody sold, nobody annoyed, every clock at its first threshold."""
    start = np.zeros(len(at_start), START)
    start["status"] = np.where(at_start, CUSTOMER, PROSPECT)
    start["months"] = np.minimum(months, np.iinfo(np.int16).max)
    everybody = np.arange(len(at_start))
    _first_steps(seed, replicate, draws.LEAVE, everybody[at_start], start["status_clock"])
    _first_steps(seed, replicate, draws.JOIN, everybody[~at_start], start["status_clock"])
    _first_steps(seed, replicate, draws.MAIL, everybody, start["mail_clock"])
    _first_steps(seed, replicate, draws.LEARN, everybody, start["learn_clock"])
    _first_steps(seed, replicate, draws.COMPLAIN, everybody, start["complain_clock"])
    return start
