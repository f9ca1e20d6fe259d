"""Everybody in the market: born with traits, clocks and contacts, and carrying a state through the months."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import Scenario
from sim.model import draws, network
from sim.model.block import Ahead, Everybody
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
from sim.model.segments import Segments
from sim.model.threads import Over, over

Floats = npt.NDArray[np.float64]

_STARTS = ("status_clock", "mail_clock", "learn_clock", "complain_clock", "months", "status")
START = np.dtype([(name, types(State)[name]) for name in _STARTS])


@dataclass(frozen=True)
class Born:
    """People as a replicate finds them before the first month: shared, unchanged, by every policy that is compared."""

    traits: Table  # all but the hazard of leaving
    leave_hazard: npt.NDArray[np.float32]
    start: Table  # the columns of the state that are not zero; those of `State`, as many as are needed
    network: network.Network
    content_contacts: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.traits)

    def __getitem__(self, i: int) -> Traits:
        return Traits(self.leave_hazard[i].item(), *self.traits[i].item())

    def column(self, name: str) -> npt.NDArray[Any]:
        """A trait of everybody, or a column of the start, by its name. ValueError for any other name."""
        if name == "leave_hazard":
            return self.leave_hazard
        return self.traits[name] if name in Traits._fields else self.start[name]

    def changed(self, **traits: npt.ArrayLike) -> "Born":
        """The same people with other traits, each one value for everybody or one a person."""
        changed = replace(self, traits=self.traits.copy(), leave_hazard=self.leave_hazard.copy())
        for name, value in traits.items():
            changed.column(name)[:] = value
        return changed


_KINDS = types(State)


class People:
    """The people of one market: the traits they were born with, the state they carry, and what they hear.

    people[i] gives one person to look at: (traits, state) as plain numbers.
    """

    def __init__(self, born: Born) -> None:
        self.born = born
        size = len(born)
        known = born.start.dtype.names or ()
        self.moving = Moving(
            *(born.start[name].copy() if name in known else np.zeros(size, _KINDS[name]) for name in Moving._fields)
        )
        self.seldom = np.zeros(size, SELDOM)
        self.seldom["content"] = self.moving.status == CUSTOMER
        for name in set(known) - set(Moving._fields):
            self.seldom[name] = born.start[name]
        self.ahead = Ahead(
            due=np.zeros(size, np.int16),
            by_email=np.zeros(size, np.uint8),
            mood=np.zeros(size, np.uint8),
        )
        self.heard = np.zeros(size, np.uint8)  # contacts who talk
        self.content_contacts = born.content_contacts.copy()  # contacts who are content customers
        self.book: Callable[[], None] = lambda: None  # what the engine has put off, done before anybody looks

    def __len__(self) -> int:
        return len(self.born)

    def close(self) -> None:
        """Book everything once and for all: no more months will be lived."""
        self.book()
        self.book = lambda: None

    def __getitem__(self, i: int) -> tuple[Traits, State]:
        self.book()
        moving = (column[i].item() for column in self.moving)
        return self.born[i], State(*moving, *self.seldom[i].item()[:-1])

    def __setitem__(self, i: int, state: State) -> None:
        """Put one person's state in place, rounded to the types of its columns."""
        cut = len(Moving._fields)
        columns: tuple[npt.NDArray[Any], ...] = self.moving
        for column, value in zip(columns, state[:cut], strict=True):
            column[i] = value
        self.seldom[i] = (*state[cut:], self.seldom[i]["booked"])

    def column(self, name: str) -> npt.NDArray[Any]:
        """A trait or state column of everybody, by its name in `Traits` or `State`. ValueError for any other name."""
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


def born(scenario: Scenario, replicate: int, pool: ThreadPoolExecutor | None = None) -> Born:
    """The people of a replicate: the same for the same seed, whatever the policy and however many come after them.

    pool: threads for large markets; without one they are made in the caller's thread.
    """
    people, seed = int(scenario["market.people"]), int(scenario["market.seed"])
    contacts, rewiring = int(scenario["word_of_mouth.contacts"]), float(scenario["word_of_mouth.rewiring"])
    share: Over[Any] = over(pool)
    ties = network.ring(seed, replicate, people, contacts, rewiring, share)
    traits, leave_hazard, start = np.empty(people, TRAITS), np.empty(people, np.float32), np.zeros(people, START)

    def bear(first: int, stop: int) -> None:
        here = slice(first, stop)
        uniforms = np.empty((16, stop - first))
        _fill_uniforms(seed, replicate, first, uniforms)
        at_start = uniforms[11] < float(scenario["market.customers_at_start"])
        segments = Segments(scenario, uniforms[15])
        tenure = segments.tenure(uniforms[12], uniforms[13], at_start)
        _fill_traits(traits[here], scenario, uniforms, segments)
        leave_hazard[here] = segments.leave_hazard(uniforms[14], tenure)
        _fill_start(start[here], seed, replicate, first, at_start, tenure.months)

    share(people, bear)
    content_contacts = np.zeros(people, np.uint8)
    customers = np.flatnonzero(start["status"] == CUSTOMER)
    gains = np.tile(np.array([[0, 1]], np.int8), (len(customers), 1))
    network.spread(ties, customers, gains, np.zeros(people, np.uint8), content_contacts, 0, people)
    return Born(traits, leave_hazard, start, ties, content_contacts)


@kernel
def _fill_uniforms(seed, replicate, first, out):  # type: ignore[no-untyped-def]
    """Sixteen uniform numbers a person, from which the traits are made: [which][person from `first` on]."""
    for block in range(out.shape[0] // 4):
        one, two, three, four = out[4 * block], out[4 * block + 1], out[4 * block + 2], out[4 * block + 3]
        for n in range(out.shape[1]):
            drawn = draws.words(seed, replicate, first + n, draws.FIRST_TRAIT + block, 0)
            one[n], two[n] = draws.uniform(drawn[0]), draws.uniform(drawn[1])
            three[n], four[n] = draws.uniform(drawn[2]), draws.uniform(drawn[3])


def _fill_traits(traits: Table, scenario: Scenario, uniforms: Floats, segments: Segments) -> None:
    """All traits but the hazard of leaving."""

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
    for name in TRAITS.names or ():
        traits[name] = columns[name]


@kernel
def _first_steps(seed, replicate, clock, first, out):  # type: ignore[no-untyped-def]
    for n in range(len(out)):
        out[n] = draws.step(seed, replicate, first + n, clock, 0)


def _fill_start(
    start: Table,
    seed: int,
    replicate: int,
    first: int,
    at_start: npt.NDArray[np.bool_],
    months: npt.NDArray[np.int64],
) -> None:
    """The state before the first month: nobody sold, nobody annoyed, every clock at its first threshold."""

    def steps(clock: int) -> npt.NDArray[np.float32]:
        drawn = np.empty(len(start), np.float32)
        _first_steps(seed, replicate, clock, first, drawn)
        return drawn

    start["status"] = np.where(at_start, CUSTOMER, PROSPECT)
    start["months"] = np.minimum(months, np.iinfo(np.int16).max)
    start["status_clock"] = np.where(at_start, steps(draws.LEAVE), steps(draws.JOIN))
    start["mail_clock"] = steps(draws.MAIL)
    start["learn_clock"] = steps(draws.LEARN)
    start["complain_clock"] = steps(draws.COMPLAIN)
