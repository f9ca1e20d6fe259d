"""A story in plain words: dates, who the person is, and what happened."""

from collections.abc import Iterator

from sim.show.wording import count, dollars, listed
from sim.study.stories.events import Event
from sim.study.stories.story import Life, Mail, Portrait, Story

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SENDERS = {
    "magazines": ("a magazine", "magazines"),
    "charities": ("a charity", "charities"),
    "travel": ("a travel company", "travel companies"),
    "political": ("a political campaign", "political campaigns"),
}
KINDS_IN_WORDS = {
    "friend": "the friend of the story",
    "most": "someone like most",
    "left": "someone who left because of it",
    "never-noticed": "someone who never noticed",
}
_ATTITUDES = {
    "fundamentalist": "guards privacy closely",
    "pragmatist": "weighs privacy case by case",
    "unconcerned": "seldom thinks about privacy",
}
_FOUND_OUT = {
    "mail": "Finds out: a piece of mail gives away who sold the record.",
    "reading": "Reads the privacy policy and finds out: the company sells its customers' records.",
    "talk": "Finds out from an acquaintance who talks about it.",
    "press": "Finds out from the press.",
    "notified": "Finds out: is told of a breach.",
}
_TRACED = "Finds out: mail comes to the misspelt name, and only one company ever had it in that spelling."


def date(month: int) -> str:
    """A month of the run as a date: the first is January of year 1."""
    return f"{MONTHS[(month - 1) % 12]}, year {(month - 1) // 12 + 1}"


def span_of(months: int) -> str:
    """So many months in years and months: "3 years and 2 months"."""
    years, rest = divmod(months, 12)
    parts = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in ((years, "year"), (rest, "month"))]
    return " and ".join(part for part, number in zip(parts, (years, rest), strict=True) if number) or "no time at all"


def portrait(story: Story) -> str:
    """Who it is, in a few sentences."""
    who = story.portrait
    if not who.customer_at_start:
        start = "Not yet a customer when the story begins"
    elif who.months_before:
        start = f"A customer for {span_of(who.months_before)} when the story begins"
    else:
        start = "A new customer when the story begins"
    brings = f"bringing the company {dollars(who.margin)} in each month as a customer"
    return f"{start}, {brings}. {_character(who)}"


def _character(who: Portrait) -> str:
    said = [f"This person {_ATTITUDES[who.attitude]}"]
    if who.objection > 0.0:
        borne = who.patience / who.objection
        much = "hardly any" if borne < 0.25 else "less than one sale" if borne < 1 else "more than one sale"
        said += ["minds being sold without being asked", f"bears {much} of it before thinking of leaving"]
    else:
        said.append("does not mind being sold")
    name = " The name on the order was misspelt: mail to that spelling tells who passed it on." if who.traceable else ""
    listeners = "Nobody listens" if not who.listeners else f"{count(who.listeners)} acquaintances listen"
    if who.listeners == 1:
        listeners = "One acquaintance listens"
    return f"{listed(said)}. {listeners} to what this person says.{name}"


def event_in_words(event: Event, life: Life, who: Portrait) -> str:
    """One event as a sentence or two."""
    if event.what == "sold":
        return _sold(event, life)
    if event.what == "found_out":
        return _TRACED if event.how == "mail" and who.traceable else _FOUND_OUT[event.how]
    if event.what == "personal":
        liked = event.how == "pleases"
        return "The service becomes personal, and pleases." if liked else "The service knows too much: it puts off."
    said = {
        "told": "Is told plainly that records are sold.",
        "said_yes": "Is asked, and says yes to the sale.",
        "said_no": "Says no to the sale.",
        "profile": "Fills in a profile.",
        "heard": f"Hears {_people(event.number)} complain about the company.",
        "press": "The press tells the story.",
        "aware": "Comes to hear that the company sells records, though this one was not.",
        "had_enough": "Has had enough: minds more than he or she will bear.",
        "told_friends": f"Tells friends about it; {_people(event.number)} listen{'s' if event.number == 1 else ''}.",
        "complained": f"Complains to the company{_times(event.number)}.",
        "left": f"Leaves, after {span_of(event.number)} as a customer.",
        "joined": "Becomes a customer.",
        "came_back": "Comes back as a customer.",
    }
    return said[event.what]


def _people(number: int) -> str:
    return "one acquaintance" if number == 1 else f"{number} acquaintances"


def _times(number: int) -> str:
    return "" if number == 1 else " twice" if number == 2 else f" {number} times"


def _sold(event: Event, life: Life) -> str:
    buyers = "" if event.number == 1 else f" to {event.number} buyers"
    brought = f"for {dollars(event.dollars)} after commission"
    if event.how == "again":
        return f"The record is sold again{buyers} {brought}."
    later: dict[int, list[str]] = {}
    for sender, month in life.writes_from:
        later.setdefault(month, []).append(SENDERS[sender][1])
    may = listed([f"{listed(names)} from {_later(month, event.month)}" for month, names in sorted(later.items())])
    return f"The record is sold{buyers} {brought}. Copies go round; they may write: {may}."


def _later(month: int, than: int) -> str:
    """A date, without its year where that is the same."""
    return date(month).partition(",")[0] if (month - 1) // 12 == (than - 1) // 12 else date(month)


def mail_in_words(mail: list[Mail]) -> str:
    """Some months' mail as a sentence: "3 pieces of mail: 2 from magazines and one from a charity, 1 by e-mail."."""
    kinds: dict[tuple[str, str], int] = {}
    for one in mail:
        kinds[one.sender, one.channel] = kinds.get((one.sender, one.channel), 0) + one.pieces
    total = sum(kinds.values())
    emails = sum(number for (_, channel), number in kinds.items() if channel == "e-mail")
    if total == 1:
        ((sender, channel),) = kinds
        return f"{'An e-mail' if channel == 'e-mail' else 'Mail'} comes from {SENDERS[sender][0]}."
    by = "" if not emails else f", {'all of them' if emails == total else emails} by e-mail"
    numbers = {name: sum(n for (sender, _), n in kinds.items() if sender == name) for name in SENDERS}
    from_whom = [(number, *SENDERS[name]) for name, number in numbers.items() if number]
    if len(from_whom) == 1:
        return f"{total} pieces of mail from {from_whom[0][2]}{by}."
    parts = [f"one from {one}" if number == 1 else f"{number} from {several}" for number, one, several in from_whom]
    return f"{total} pieces of mail: {listed(parts)}{by}."


def chapters(story: Story, life: Life) -> Iterator[tuple[int, str]]:
    """A life in dated sentences: (month, sentence). Mail between two other events is told together."""
    waiting: list[Mail] = []
    mail = list(life.mail)
    for event in life.events:
        while mail and mail[0].month < event.month:
            waiting.append(mail.pop(0))
        if event.what == "found_out":  # what gave it away comes before
            while mail and mail[0].month == event.month:
                waiting.append(mail.pop(0))
        if waiting:
            yield _mail_chapter(waiting)
            waiting = []
        yield event.month, event_in_words(event, life, story.portrait)
    if waiting + mail:
        yield _mail_chapter(waiting + mail)


def _mail_chapter(mail: list[Mail]) -> tuple[int, str]:
    first, last = mail[0].month, mail[-1].month
    until = "" if first == last else f"Until {_later(last, first)}: "
    return first, until + mail_in_words(mail)
