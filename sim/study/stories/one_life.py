"""One person's months, lived again by the very rule in what a real market met him or her with.

The market runs as it always does, with everybody in it. `WitnessMarket` only writes down what some people meet: each
month's conditions, how many of their contacts talk, and how many are content. `live_one` then takes these people
through `rule.month` as plain Python, which gives the state that the market has for them, to the last bit.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model import draws, rule
from sim.model.columns import KINDS, State, Traits, stored
from sim.model.conditions import Conditions
from sim.model.market import Integers, Market
from sim.model.noticing import kind_of_sender, pieces_up_to, reached_by_email
from sim.model.outlook import Outlook
from sim.model.people import Born

POST, EMAIL = "post", "e-mail"


class Met(NamedTuple):
    """What a person meets in a month besides his or her own state."""

    now: Conditions
    heard: int  # contacts who talk
    content_contacts: int  # contacts who are content customers


class Piece(NamedTuple):
    """A piece of mail noticed."""

    sender: str  # one of KINDS
    channel: str  # POST or EMAIL


class MonthLived(NamedTuple):
    """A person's month: what was before, what was met, what happened, and what is after it."""

    before: State
    met: Met
    did: rule.Month
    after: State
    mail: tuple[Piece, ...]


class WitnessMarket(Market):
    """A market that writes down what some of its people meet: `met[i]`, month by month."""

    def __init__(self, inputs: Scenario, policy: Policy, replicate: int, people: Born, who: Sequence[int]) -> None:
        super().__init__(inputs, policy, replicate, people)
        self.met: dict[int, list[Met]] = {i: [] for i in who}

    def live_months(self, outlook: Outlook) -> Integers:
        """Write down what the people watched are about to meet, month by month; else everybody's months, as ever."""
        if not self.met:
            return super().live_months(outlook)
        for i, months in self.met.items():
            months.append(Met(outlook.now(), int(self.people.heard[i]), int(self.people.content_contacts[i])))
        return super().live_months(outlook.part(0, 1))


def live_one(i: int, traits: Traits, start: State, met: Sequence[Met]) -> list[MonthLived]:
    """Person i's months from a start, by the rule alone, each rounded as storing in the market's tables does."""
    months, state = [], start
    for meeting in met:
        new, did = rule.month(i, traits, state, meeting.heard, meeting.content_contacts, meeting.now)
        after = stored(new)
        months.append(MonthLived(state, meeting, did, after, mail_of(i, traits, state, after, meeting.now)))
        state = after
    return months


def mail_of(i: int, traits: Traits, before: State, after: State, now: Conditions) -> tuple[Piece, ...]:
    """The pieces of a month, one by one: kind of sender as the rule draws it, and how each came.

    The rule counts pieces by sender only, as nothing that a person does hangs on the channel. Where e-mail reaches the
    person, a piece came by e-mail with that sender's share of e-mail among what is noticed, by a word of its own of
    the draw that rang the clock.
    """
    first, last = _noticed(before) + 1, _noticed(after)
    if last < first:
        return ()
    since = now.month - after.first_sold
    by_email = reached_by_email(traits, before, now)
    rates = now.pieces_by_both if by_email else now.pieces_by_post
    cumulated = pieces_up_to(since, rates, now)
    pieces = []
    for ring in range(first, last + 1):
        block = draws.words(now.seed, now.replicate, i, draws.MAIL, ring)
        kind = kind_of_sender(cumulated, draws.uniform(block[1]))
        by_post_alone = now.pieces_by_post[kind] / rates[kind]
        pieces.append(Piece(KINDS[kind], POST if draws.uniform(block[2]) < by_post_alone else EMAIL))
    return tuple(pieces)


def _noticed(state: State) -> int:
    """Pieces noticed so far: the rings of the mail clock."""
    return state.pieces_magazines + state.pieces_charities + state.pieces_travel + state.pieces_political
