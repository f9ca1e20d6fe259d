"""The order of the month, seen from outside: small worlds in which it shows when something comes too early or late."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.inputs.scenario import Scenario, load_text
from sim.model.columns import BY_MAIL, BY_PRESS, BY_READING, BY_TALK, CUSTOMER, KNOWS
from sim.model.market import Life, Market, live
from sim.model.people import born

# Everybody reads the privacy policy soon, talks, and is believed: what takes years elsewhere happens in a few months.
_OPEN = {
    "market.people": 2_000,
    "market.months": 12,
    "people.reads_policy": 1.0,
    "word_of_mouth.talks": 1.0,
    "word_of_mouth.believes": 0.3,
    "press.story_chance": 0.0,
}
_QUIET = {"mechanisms.word_of_mouth": False, "mechanisms.press": False}


def _world(*settings: dict[str, Any], policy: dict[str, Any], **more: Any) -> Scenario:
    start = load_text('title = "A world to see the order of the month in"', "order of the month")
    merged = {name: value for one in (_OPEN, *settings) for name, value in one.items()}
    return start.changed(merged | more | {"policies.seen": {"sale": "quiet", **policy}})


def _lived(*settings: dict[str, Any], policy: dict[str, Any] | None = None, **more: Any) -> Life:
    world = _world(*settings, policy=policy or {}, **more)
    return live(world, world.policy("seen"))


def out_of_order() -> list[str]:
    """What comes at the wrong time, in words."""
    return [*_selling(), *_changing(), *_joining(), *_breach(), *_talk(), *_listening(), *_story()]


def _selling() -> Iterator[str]:
    """Who leaves at the month's end has been sold and has paid in it; afterwards nobody is there."""
    gone = {"company.retention_alpha": 1000, "company.retention_beta": 0.01, "company.retention_period": 1}
    closed = {"mechanisms.joining": False, "mechanisms.returning": False}
    life = _lived(_QUIET, gone, closed)
    at_start = life.people.column("first_left") > 0
    sold, paid = life.series["records_sold"], life.ledger["subscription_margin"]
    if sold[0] != at_start.sum() * life.scale or sold[1:].any():
        yield "customers who leave at the end of month 1 are sold in it, and nobody later"
    margin = life.people.column("margin")[at_start].sum() * 1e-4 * life.scale
    if not np.isclose(paid[0], margin, rtol=1e-9) or paid[1:].any():
        yield "customers who leave at the end of month 1 pay for it, and nobody later"


def _changing() -> Iterator[str]:
    """A dated change holds from its month on."""
    life = _lived(_QUIET, policy={"sale": "never", "changes": [{"month": 5, "sale": "quiet"}]})
    sold = life.series["records_sold"]
    if sold[:4].any() or sold[4] != life.series["customers"][3]:
        yield "a policy that begins to sell in month 5 sells every customer of that month, and nobody before"
    life = _lived(_QUIET, policy={"again_every": 1, "changes": [{"month": 5, "sale": "never"}]})
    sold = life.series["records_sold"]
    if sold[4:].any() or not sold[3]:
        yield "a policy that stops in month 5 sells in month 4 and no more"


def _joining() -> Iterator[str]:
    """Who joins at a month's end is sold first in the next."""
    people = _lived(_QUIET, {"market.advertising": 0.2}).people
    joined, sold = people.column("first_joined"), people.column("first_sold")
    later = (joined > 0) & (joined < 12)
    if not later.any() or (sold[later] != joined[later] + 1).any():
        yield "who joins at a month's end is sold in the next"


def _breach() -> Iterator[str]:
    """A breach is told to those who are customers when its month begins, and learned in that month."""
    event = {"events": [{"kind": "breach", "month": 6, "share": 1.0}]}
    life = _lived(_QUIET, {"people.reads_policy": 0}, policy={"sale": "never"}, **event)
    learned = life.series["found_out"]
    if learned[5] != life.series["customers"][4] or learned.sum() != learned[5]:
        yield "a breach in month 6 is learned in month 6 by every customer, and by nobody else"


def _talk() -> Iterator[str]:
    """Learning from talk needs a contact who found out first-hand in one of the three months before."""
    world = _world(policy={})
    people = live(world, world.policy("seen")).people
    how, when = people.column("learned_how"), people.column("learned_month")
    first_hand = np.isin(how, (BY_MAIL, BY_READING))
    network = born(world, 0).network
    contacts: list[list[int]] = [[] for _ in range(len(people))]
    for person in range(len(people)):
        for listener in network.listeners(person):
            contacts[listener].append(person)
    from_talk = np.flatnonzero(how == BY_TALK)
    for person in from_talk.tolist():
        heard = [other for other in contacts[person] if first_hand[other] and 1 <= when[person] - when[other] <= 3]
        if not heard:
            yield f"person {person} learns from talk in month {when[person]}, when nobody has talked yet"
            return
    if not len(from_talk):
        yield "where everybody talks and is believed, somebody learns from talk"


def _listening() -> Iterator[str]:
    """What the engine says that people hear is what their contacts say at the month's end."""
    world = _world({"people.patience_median": 0.01, "people.leaving_rate": 2.0}, policy={})
    market = Market(world, world.policy("seen"))
    network = market.people.born.network
    for _ in range(6):
        market.step()
    people = market.people
    talking, status = people.column("talking") > 0, people.column("status")
    content = people.column("content") > 0
    heard, contented = np.zeros(len(people), int), np.zeros(len(people), int)
    for person in range(len(people)):
        listeners = network.listeners(person)
        np.add.at(heard, listeners, int(talking[person]))
        np.add.at(contented, listeners, int(content[person]))
    if (heard != people.heard).any() or (contented != people.content_contacts).any():
        yield "people hear those contacts who talk, and know those who are content"
    if (content & ((status != CUSTOMER) | (people.column("knows") == KNOWS))).any():
        yield "nobody is content who is no customer, or who knows"


def _story() -> Iterator[str]:
    """The press hears of a month's findings at its end: the story starts next month, and costs reputation from then."""
    press = {"press.story_chance": 1.0, "press.damage": 1.0, "press.months": 2, "press.recovery_keep": 0.5}
    life = _lived(press, {"people.reads_policy": 0.05, "market.win_back": 0.2, "mechanisms.word_of_mouth": False})
    first = int(np.flatnonzero(life.series["found_out"])[0]) + 1
    if not life.stories or life.stories[0] != first + 1:
        yield f"somebody finds out in month {first}, so the story runs from month {first + 1}"
        return
    won = life.series["joined"] + life.series["returned"]
    if won[first] or not won[first - 1]:
        yield f"people join in month {first}, before the story, and nobody in its first month"
    how, when = life.people.column("learned_how"), life.people.column("learned_month")
    if not (how == BY_PRESS).any() or when[how == BY_PRESS].min() != first + 1:
        yield f"people learn from the press from month {first + 1} on"
    if life.stories != tuple(range(first + 1, life.months + 2, 3)):
        yield "a story runs two months, and the next is found at the end of the first month without one"
    if np.isin(when[how == BY_PRESS], np.array(life.stories) + 2).any():
        yield "nobody learns from the press in a month without a story"
    reputation = life.series["reputation"][first - 1 : first + 1]
    if not np.allclose(reputation, (0.0, 0.5)):
        yield "reputation is gone when the story starts and half back a month later"
