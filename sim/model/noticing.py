"""Steps 3 to 6 of a person's month: copies circulate, mail arrives and annoys, and the person may find out."""

from sim.model import draws
from sim.model.columns import BY_MAIL, BY_PRESS, BY_READING, BY_TALK, CUSTOMER, KNOWS, UNAWARE
from sim.model.compiled import part


@part
def reached_by_email(traits, state, now):  # type: ignore[no-untyped-def]
    """Whether e-mail reaches the person: the digital edition has been switched on."""
    return (traits.digital == 1) & (state.months >= now.digital_after)


@part
def writes(since, delay, rate):  # type: ignore[no-untyped-def]
    """Pieces per copy from one kind of sender: none before its delay after the first sale has passed."""
    return rate if since >= delay else 0.0


@part
def pieces_up_to(since, rates, now):  # type: ignore[no-untyped-def]
    """Pieces per copy and month, cumulated over the kinds of sender."""
    first = writes(since, now.delays[0], rates[0])
    second = first + writes(since, now.delays[1], rates[1])
    third = second + writes(since, now.delays[2], rates[2])
    return first, second, third, third + writes(since, now.delays[3], rates[3])


@part
def mail_rates(by_email, now):  # type: ignore[no-untyped-def]
    """Pieces per copy and month from each kind of sender, to one whom e-mail reaches or does not."""
    return now.pieces_by_both if by_email else now.pieces_by_post


@part
def mail_hazard(copies, since, by_email, now):  # type: ignore[no-untyped-def]
    """Pieces expected this month, `since` months after the record's first sale."""
    return copies * pieces_up_to(since, mail_rates(by_email, now), now)[3]


@part
def kind_of_sender(cumulated, u):  # type: ignore[no-untyped-def]
    """The kind of sender of a piece, 0 to 3, from a uniform number."""
    mark = u * cumulated[3]
    if mark < cumulated[0]:
        return 0
    if mark < cumulated[1]:
        return 1
    if mark < cumulated[2]:
        return 2
    return 3


@part
def receive_mail(i, traits, state, copies, first_sold, now):  # type: ignore[no-untyped-def]
    """Run the mail clock by the copies in circulation; each ring is one piece noticed.

    Returns the clock and the pieces from magazines, charities, travel and political senders.
    """
    clock = state.mail_clock
    magazines, charities, travel, political = 0, 0, 0, 0
    if copies > 0.0:
        since = now.month - first_sold
        by_email = reached_by_email(traits, state, now)
        clock -= mail_hazard(copies, since, by_email, now)
        rings = state.pieces_magazines + state.pieces_charities + state.pieces_travel + state.pieces_political
        while clock <= 0.0:
            rings += 1
            block = draws.words(now.seed, now.replicate, i, draws.MAIL, rings)
            clock += draws.unit_exponential(block[0])
            cumulated = pieces_up_to(since, mail_rates(by_email, now), now)
            kind = kind_of_sender(cumulated, draws.uniform(block[1]))
            magazines += 1 if kind == 0 else 0
            charities += 1 if kind == 1 else 0
            travel += 1 if kind == 2 else 0
            political += 1 if kind == 3 else 0
    return clock, magazines, charities, travel, political


@part
def annoyance_after(annoyance, objection, pieces, now):  # type: ignore[no-untyped-def]
    """Annoyance at the month's end: it fades, and each piece adds to it in people who object."""
    return now.annoyance_keep * annoyance + (now.annoyance_weight * pieces if objection > 0.0 else 0.0)


@part
def mail_learn_hazard(traits, pieces, now):  # type: ignore[no-untyped-def]
    """Hazard of tracing this month's pieces to the seller: large for a traceable address, tiny among all other mail."""
    return pieces * (now.trace_traceable if traits.traceable == 1 else now.trace_ordinary)


@part
def talk_learn_hazard(state, heard, now):  # type: ignore[no-untyped-def]
    """Hazard of learning from talking contacts; loyal customers discount what they hear (East et al. 2008)."""
    loyal = state.status == CUSTOMER and state.months >= now.loyal_after
    return heard * now.believes * (1.0 - now.loyal_discount if loyal else 1.0)


@part
def way_of_learning(mark, by_mail, by_reading, by_talk):  # type: ignore[no-untyped-def]
    """Which of the hazards rang the learn clock, by their shares; `mark` lies between 0 and the sum of all four."""
    if mark < by_mail:
        return BY_MAIL
    if mark < by_mail + by_reading:
        return BY_READING
    if mark < by_mail + by_reading + by_talk:
        return BY_TALK
    return BY_PRESS


@part
def run_learn_clock(i, traits, state, pieces, first_sold, heard, now):  # type: ignore[no-untyped-def]
    """Run the learn clock of one who does not know yet; people never sold can only become aware that the company sells.

    Returns the clock, its rings so far, how the person learned (0 = not this month), whether the person became aware,
    and a uniform number that decides on talking.
    """
    clock = state.learn_clock
    rings = state.learnings
    how = 0
    aware = False
    whim = 0.0
    sold = first_sold > 0
    if state.knows != KNOWS and (sold or state.knows == UNAWARE):
        by_mail = mail_learn_hazard(traits, pieces, now) if sold else 0.0
        by_reading = now.read_hazard if sold else 0.0
        by_talk = talk_learn_hazard(state, heard, now)
        hazard = by_mail + by_reading + by_talk + now.story_hazard
        clock -= hazard
        if clock <= 0.0:
            rings += 1
            block = draws.words(now.seed, now.replicate, i, draws.LEARN, rings)
            clock = draws.unit_exponential(block[0])
            aware = not sold
            if sold:
                how = way_of_learning(draws.uniform(block[1]) * hazard, by_mail, by_reading, by_talk)
                whim = draws.uniform(block[2])
    return clock, rings, how, aware, whim


@part
def is_notified(i, state, now):  # type: ignore[no-untyped-def]
    """Whether a breach this month is notified to this person (customers only), and a number that decides on talking."""
    if state.status != CUSTOMER or now.breach_share <= 0.0:
        return False, 0.0
    block = draws.words(now.seed, now.replicate, i, draws.BREACH, now.month)
    return draws.uniform(block[0]) < now.breach_share, draws.uniform(block[1])
