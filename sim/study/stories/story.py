"""One person's story: the same simulated person, with the same luck, under two policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sim.errors import InputError
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER, KINDS, KNOWS, MONEY_UNIT, State, Traits
from sim.model.conditions import discount_factor
from sim.model.engine import expected_margin
from sim.model.people import Born, born
from sim.study.arguments import check_keys, check_scenario
from sim.study.causes.acting import can_act
from sim.study.outcome import ATTITUDES
from sim.study.plan import sells
from sim.study.run import pool
from sim.study.stories.casting import KINDS_OF_PERSON, Choice, cast
from sim.study.stories.events import Event, events
from sim.study.stories.one_life import MonthLived, WitnessMarket, live_one

POLICIES = ("sell-quietly", "never-sell")


@dataclass(frozen=True)
class Mail:
    """Pieces of mail noticed in a month from one kind of sender, by one channel ("post" or "e-mail")."""

    month: int
    sender: str
    channel: str
    pieces: int


@dataclass(frozen=True)
class Portrait:
    """Who the person is, whatever the policy. docs/model.md says what the traits do."""

    attitude: str
    objection: float  # how strongly a quiet sale offends, 0 = not at all [one quiet sale = 1]
    patience: float  # what is borne before it weighs in leaving [the same unit]
    experience_counts: bool
    traceable: bool  # the address tells who sold it
    digital: bool  # e-mail will reach the person
    margin: float  # what a month as a customer brings [dollars]
    customer_at_start: bool
    months_before: int  # as a customer before the first month
    listeners: int  # people who listen to this one


@dataclass(frozen=True)
class Life:
    """The person's months under one policy. Money is in dollars of today's value, this one customer's."""

    policy: str
    label: str
    events: tuple[Event, ...]
    mail: tuple[Mail, ...]
    spells: tuple[tuple[int, int], ...]  # as a customer: first and last month paid for
    writes_from: tuple[tuple[str, int], ...]  # (kind of sender, month from which it may write); empty if never sold
    times_sold: int
    records_brought: float  # by sales of the record, net of commission; part of `brought`
    brought: float  # all that the person brought the company by the last month
    worth_afterwards: float  # what a customer at the end is expected to bring from then on
    first_left: int | None  # month
    found_out: int | None  # month
    customer_at_end: bool
    knows_at_end: bool
    penalties: bool  # whether the policy may cost the company fines or settlements, which are in nobody's own money

    @property
    def pieces(self) -> int:
        """Pieces of mail noticed."""
        return sum(one.pieces for one in self.mail)

    @property
    def worth(self) -> float:
        """All that this customer is worth to the company: brought by the last month, and afterwards."""
        return self.brought + self.worth_afterwards


@dataclass(frozen=True)
class Story:
    """One person under two policies: `lives[0]` is what `choice` looked at, `lives[1]` what it is set against."""

    scenario: str
    title: str
    digest: str
    seed: int
    replicate: int
    replicates: int
    people: int
    months: int
    person: int
    portrait: Portrait
    choice: Choice
    lives: tuple[Life, Life]

    @property
    def difference(self) -> float:
        """By how much this one customer is worth more under the first policy than under the second [dollars]."""
        return self.lives[0].worth - self.lives[1].worth


def story(scenario: Scenario, person: str | int = "friend", policies: Sequence[str] = POLICIES) -> Story:
    """One person's story under two policies.

    person: a number from 0 on (in the first replicate), or a kind: "friend" (the article's: a misspelt name, months of
    mail, reads the privacy policy, leaves), "most" (the commonest fate), "left" (because of it), "never-noticed".
    policies: two keys; a kind is looked for under the first of them that sells.
    InputError for an unknown policy or kind, a number that nobody has, or other than two different policies.
    """
    check_scenario(scenario)
    check_keys("policies", policies)
    here, there = _two(scenario, policies)
    kind = _kind(person)
    if kind is None:
        number, replicate, people, choice = _numbered(scenario, int(person))
    else:
        seller, other = (there, here) if sells(scenario, there) and not sells(scenario, here) else (here, there)
        number, replicate, people, choice = cast(scenario, seller, other, kind)
    both = pool(2).map(partial(_lived, scenario, replicate, people, number), (here, there))
    (traits, start, under_here), (_, _, under_there) = both
    listeners = len(people.network.listeners(number))
    return Story(
        scenario=scenario.name,
        title=scenario.title,
        digest=scenario.digest,
        seed=int(scenario["market.seed"]),
        replicate=replicate,
        replicates=int(scenario["market.replicates"]),
        people=len(people),
        months=int(scenario["market.months"]),
        person=number,
        portrait=portrait(traits, start, listeners),
        choice=choice,
        lives=(
            told(scenario, here, traits, under_here, listeners),
            told(scenario, there, traits, under_there, listeners),
        ),
    )


def _two(scenario: Scenario, policies: Sequence[str]) -> tuple[Policy, Policy]:
    if len(policies) != 2 or policies[0] == policies[1]:
        said = ", ".join(policies) or "none"
        raise InputError(f"policies: {said}; a story is told under two different policies, as in {','.join(POLICIES)}")
    return scenario.policy(policies[0]), scenario.policy(policies[1])


def _kind(person: str | int) -> str | None:
    """The kind asked for, None for a number. InputError for neither."""
    said = str(person).strip()
    if said in KINDS_OF_PERSON:
        return said
    if said.isascii() and said.isdigit():
        return None
    raise InputError(f"person = {said}: give a number from 0 on, or one of {', '.join(KINDS_OF_PERSON)}")


def _numbered(scenario: Scenario, number: int) -> tuple[int, int, Born, Choice]:
    people = int(scenario["market.people"])
    if number >= people:
        raise InputError(f"person = {number}: there are {people:,} people, numbered from 0 to {people - 1}")
    return number, 0, born(scenario, 0), Choice("number", (), 1, people)


def _lived(
    scenario: Scenario, replicate: int, people: Born, person: int, policy: Policy
) -> tuple[Traits, State, list[MonthLived]]:
    market = WitnessMarket(scenario, policy, replicate, people, [person])
    traits, start = market.people[person]
    for _ in range(int(scenario["market.months"])):
        market.step()
    return traits, start, live_one(person, traits, start, market.met[person])


def portrait(traits: Traits, start: State, listeners: int) -> Portrait:
    return Portrait(
        attitude=ATTITUDES[traits.attitude],
        objection=traits.objection,
        patience=traits.patience,
        experience_counts=traits.experience_counts == 1,
        traceable=traits.traceable == 1,
        digital=traits.digital == 1,
        margin=traits.margin * MONEY_UNIT,
        customer_at_start=start.status == CUSTOMER,
        months_before=start.months,
        listeners=listeners,
    )


def told(scenario: Scenario, policy: Policy, traits: Traits, months: Sequence[MonthLived], listeners: int) -> Life:
    """A life lived, as events and sums. listeners: people who listen to this person."""
    end = months[-1].after
    stays = end.status == CUSTOMER
    keep, horizon = discount_factor(scenario, 1), discount_factor(scenario, len(months))
    worth = expected_margin(traits.margin, traits.leave_hazard, keep) * horizon if stays else 0.0
    delays = zip(KINDS, months[-1].met.now.delays, strict=True)
    return Life(
        policy=policy.key,
        label=policy.label,
        events=events(traits, months, listeners),
        mail=tuple(_mail(months)),
        spells=tuple(_spells(months)),
        writes_from=tuple((kind, end.first_sold + delay) for kind, delay in delays) if end.first_sold else (),
        times_sold=sum(lived.did.records for lived in months),
        records_brought=sum(
            lived.met.now.sale_income * lived.did.disclosures * lived.met.now.discount for lived in months
        ),
        brought=end.money,
        worth_afterwards=worth,
        first_left=end.first_left or None,
        found_out=end.learned_month or None,
        customer_at_end=stays,
        knows_at_end=end.knows == KNOWS,
        penalties="law" in can_act(scenario, policy),
    )


def _mail(months: Sequence[MonthLived]) -> list[Mail]:
    found = []
    for lived in months:
        kinds = sorted(set(lived.mail), key=lambda piece: (KINDS.index(piece.sender), piece.channel == "e-mail"))
        found += [Mail(lived.met.now.month, *piece, lived.mail.count(piece)) for piece in kinds]
    return found


def _spells(months: Sequence[MonthLived]) -> list[tuple[int, int]]:
    """Months as a customer, run by run."""
    spells: list[tuple[int, int]] = []
    for lived in months:
        month = lived.met.now.month
        if lived.did.paid and spells and spells[-1][1] == month - 1:
            spells[-1] = (spells[-1][0], month)
        elif lived.did.paid:
            spells.append((month, month))
    return spells
