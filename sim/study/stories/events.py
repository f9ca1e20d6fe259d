"""The dated events of one person's life, read off the months that the rule made: nothing is scripted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.model.columns import AWARE, KNOWS, UNAWARE, Traits
from sim.model.conditions import OPT_IN, OPT_OUT
from sim.model.reacting import grievance
from sim.model.selling import consents, opts_out
from sim.study.stories.one_life import MonthLived

# Everything that can happen, in the order in which it happens within a month; docs/reference.md says what each is.
WHAT = (
    "told",
    "said_yes",
    "said_no",
    "profile",
    "sold",
    "heard",
    "press",
    "found_out",
    "aware",
    "had_enough",
    "told_friends",
    "complained",
    "personal",
    "left",
    "joined",
    "came_back",
)
LEARNED = {1: "mail", 2: "reading", 3: "talk", 4: "press", 5: "notified"}  # by the codes of `learned_how`


@dataclass(frozen=True)
class Event:
    """Something that happened to a person in a month (1 is the first).

    what: one of WHAT. how: in what way, where there are several. number: how many, of what `what` says.
    dollars: what it brought the company (negative: cost it) then and there, undiscounted.
    """

    month: int
    what: str
    how: str = ""
    number: int = 1
    dollars: float = 0.0


def events(traits: Traits, months: Sequence[MonthLived], listeners: int) -> tuple[Event, ...]:
    """All events of a life, by month. listeners: people who listen to this person."""
    found: list[Event] = []
    previous: MonthLived | None = None
    for lived in months:
        found += _company(traits, lived, previous)
        found += _noticing(lived, previous)
        found += _acting(traits, lived, previous, listeners)
        found += _coming_and_going(lived)
        previous = lived
    return tuple(found)


def _company(traits: Traits, lived: MonthLived, previous: MonthLived | None) -> Iterator[Event]:
    """What the company does: tells, asks, sells, makes the service personal."""
    before, after, did, now = lived.before, lived.after, lived.did, lived.met.now
    if after.told > before.told:
        yield Event(now.month, "told")
    if did.paid and _asked(lived) and not (previous and previous.did.paid and _asked(previous)):
        agrees = consents(traits, now) if now.sale == OPT_IN else not opts_out(traits, after.told, now)
        if now.sale == OPT_IN or not agrees:  # silence under opt-out is no answer
            yield Event(now.month, "said_yes" if agrees else "said_no")
    if did.profiles:
        yield Event(now.month, "profile", dollars=-now.profile_cost)
    if did.records:
        how = "first" if before.first_sold == 0 else "again"
        yield Event(now.month, "sold", how, did.disclosures, now.sale_income * did.disclosures)
    personal, was = _personal(lived), _personal(previous) if previous else ""
    if personal and personal != was:
        yield Event(now.month, "personal", personal)


def _asked(lived: MonthLived) -> bool:
    """Whether the sale in force depends on what people say."""
    return lived.met.now.sale in (OPT_IN, OPT_OUT)


def _personal(lived: MonthLived) -> str:
    return "pleases" if lived.did.pleased else "repels" if lived.did.repelled else ""


def _noticing(lived: MonthLived, previous: MonthLived | None) -> Iterator[Event]:
    """What the person comes to hear and to know."""
    before, after, did, now = lived.before, lived.after, lived.did, lived.met.now
    heard_before = previous.met.heard if previous else 0
    if before.knows == UNAWARE and lived.met.heard > 0 and heard_before == 0:
        yield Event(now.month, "heard", number=lived.met.heard)
    if now.story_hazard > 0.0 and not (previous and previous.met.now.story_hazard > 0.0):
        yield Event(now.month, "press")
    if did.found_out:
        yield Event(now.month, "found_out", LEARNED[after.learned_how])
    elif after.knows == AWARE and before.knows == UNAWARE:
        yield Event(now.month, "aware")


def _acting(traits: Traits, lived: MonthLived, previous: MonthLived | None, listeners: int) -> Iterator[Event]:
    """What the person feels enough to do something about, and does short of leaving."""
    before, after, did, now = lived.before, lived.after, lived.did, lived.met.now
    if did.paid and _has_had_enough(traits, lived) and not (previous and _has_had_enough(traits, previous)):
        yield Event(now.month, "had_enough")
    if after.talking > before.talking:
        yield Event(now.month, "told_friends", number=listeners)
    if did.complaints:
        cost = -now.complaint_handling * did.complaints
        yield Event(now.month, "complained", number=did.complaints, dollars=cost)


def _has_had_enough(traits: Traits, lived: MonthLived) -> bool:
    """Whether one who knows holds more against the company than he or she bears: this weighs in leaving."""
    after = lived.after
    if after.knows != KNOWS:
        return False
    grief = grievance(after.annoyance, after.betrayal_fast + after.betrayal_slow, after.knows, lived.met.now)
    return bool(grief > traits.patience)


def _coming_and_going(lived: MonthLived) -> Iterator[Event]:
    """Leaving, joining, coming back."""
    did, now = lived.did, lived.met.now
    if did.left:
        yield Event(now.month, "left", number=lived.after.months)
    if did.joined:
        yield Event(now.month, "joined", dollars=-now.acquisition)
    if did.returned:
        yield Event(now.month, "came_back", dollars=-now.acquisition)
