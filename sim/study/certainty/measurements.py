"""What a company could find out, and how: by a study of finite size that the model itself simulates, or in full.

A trial is simulated in each world on that world's own parameters: what it would find, error and luck included. A
subject is a group of parameters taken as known exactly: the most that any study of it could be worth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.inputs.company_files.event_file import Event, Group
from sim.inputs.scenario import Scenario
from sim.model.conditions import under
from sim.model.noticing import pieces_up_to
from sim.study.calibration.event_model import Disclosure, EventModel, Levels
from sim.study.calibration.event_summaries import summaries

Floats = npt.NDArray[np.float64]

MONTHS, LEAVING = 12, 0.02  # a trial lasts a year, with so many leaving anyway a month
SEEDS, TOLD, PILOT, ASKED = 200, 5_000, 5_000, 1_000


@dataclass(frozen=True)
class Trial:
    """One study: `find` gives its figures in a world, by the number of the world."""

    name: str
    words: str
    find: Callable[[Scenario, int], Floats]


@dataclass(frozen=True)
class Subject:
    """Parameters known exactly, by the beginnings of their names."""

    name: str
    words: str
    parameters: tuple[str, ...]

    def covers(self, name: str) -> bool:
        """Whether a parameter belongs to it."""
        return name.startswith(self.parameters)


def seed_addresses(world: Scenario, number: int) -> Floats:
    """Mail noticed in a year at invented addresses on the list that is sold: a Poisson count, as a logarithm."""
    policy = world.policy("sell-quietly")
    now = under(world, world.terms(policy, 1), number)
    copies, pieces = 0.0, 0.0
    for month in range(MONTHS):
        again = now.again_every > 0 and month % now.again_every == 0
        copies = now.copy_keep * copies + (now.resale * now.buyers if month == 0 or again else 0.0)
        pieces += copies * pieces_up_to(month, now.pieces_by_post, now)[3]
    found = np.random.default_rng([1, number]).poisson(SEEDS * pieces)
    return np.array([np.log1p(found)])


def telling_some(world: Scenario, number: int) -> Floats:
    """Leaving in a year of customers told of a sale, beyond that of as many who were not."""
    return _trial(world, number, Disclosure("sale", 1.0, int(world["data_market.buyers"])), TOLD, 0)


def pilot_sale(world: Scenario, number: int) -> Floats:
    """Leaving after one quiet sale of some records, beyond that of others, and how many know of it after a year."""
    return _trial(world, number, Disclosure("sale", 0.0, int(world["data_market.buyers"])), PILOT, ASKED)


def _trial(world: Scenario, number: int, disclosure: Disclosure, people: int, asked: int) -> Floats:
    here, nothing = np.full(MONTHS, float(people)), np.zeros(MONTHS)
    questions = nothing.copy()
    questions[-1] = asked
    others = Group(here, LEAVING * here, nothing, nothing, nothing)
    shape = Event("trial", 0, Group(here, LEAVING * here, nothing, questions, nothing), others)
    found = EventModel(world, disclosure, shape, seed=2).simulate({}, number, Levels(LEAVING, LEAVING))
    return summaries(found, complaints=False)


TRIALS = (
    Trial("seed-addresses", f"{SEEDS} invented addresses on the list for a year", seed_addresses),
    Trial("tell-some", f"an A/B test: {TOLD:,} customers told of a sale, {TOLD:,} not, a year", telling_some),
    Trial("pilot-sale", f"{PILOT:,} records sold quietly, {PILOT:,} not, {ASKED:,} asked after a year", pilot_sale),
)

SUBJECTS = (
    Subject(
        "mail",
        "how much mail a sold record brings",
        ("data_market.pieces", "data_market.resale", "data_market.copy_loss", "data_market.email_passes"),
    ),
    Subject("finding-out", "how people trace the seller", ("people.trac", "people.reads_policy")),
    Subject(
        "leaving",
        "what people bear, and how soon they leave",
        ("people.patience_", "people.leaving_rate", "people.experience_weight_others"),
    ),
    Subject(
        "offence",
        "how strongly a sale offends, and how that fades",
        ("people.objection_", "people.recipients_exponent", "people.slow_share", "people.keep_"),
    ),
    Subject("annoyance", "how mail annoys, and who is blamed", ("people.annoyance_", "people.blame_unaware")),
    Subject(
        "talk",
        "who talks and who believes it",
        ("word_of_mouth.talks", "word_of_mouth.believes", "word_of_mouth.talk_damage", "word_of_mouth.talk_months"),
    ),
    Subject("press", "stories and what they do", ("press.",)),
    Subject(
        "personalising",
        "what personalisation does",
        ("company.personalisation_", "company.creepiness", "company.bought_accuracy", "company.declared_accuracy"),
    ),
    Subject("consent", "who agrees when asked", ("people.consent", "people.opt_out_", "people.reward_effect")),
)
