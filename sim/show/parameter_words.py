"""A parameter and its values in words: "the price of a record", "$0.32", "2.9 % of people"."""

import re

from sim.inputs.parameter import Value, plain
from sim.inputs.parameters import PARAMETERS
from sim.show.currency import in_force
from sim.show.wording import dollars
from sim.study.certainty.turning import OF_PERSONALISING, OF_SELLING

SHORT = {**OF_SELLING, **OF_PERSONALISING}
# Where the beginning of the meaning takes some mathematics to understand.
PLAIN = {
    "market.advertising": "how many customers advertising brings",
    "market.joining_if_aware": "how far those who heard of the sale still join",
    "market.win_back": "how readily former customers come back",
    "market.win_back_if_knows": "how far those who know who sold their record still come back",
    "company.retention_alpha": "how many leave for reasons of their own",
    "company.retention_beta": "how many stay for reasons of their own",
    "company.creepiness": "how much service from bought data repels those who dislike it",
    "data_market.resale": "how often a sold record is sold on",
    "data_market.copy_loss": "how fast copies of a record go out of use",
    "people.reads_policy": "how many read the privacy policy and understand it",
    "people.leaving_rate": "how fast people leave once they have had enough",
    "people.complaint_rate": "how often people complain who know and object",
    "word_of_mouth.talk_damage": "how much talk keeps people from joining",
    "word_of_mouth.referral": "how many customers recommendations bring",
    "law.suit_rate": "how often people go to court",
}
_PART = re.compile(r"share of (.*)")


def phrase(key: str) -> str:
    """What a parameter is, as part of a sentence: the beginning of its meaning where it has no shorter name."""
    if key in SHORT or key not in PARAMETERS:
        return SHORT.get(key, key)
    clause = re.split(r"[:.;,](?:\s|$)| \(", PARAMETERS[key].meaning)[0]
    return clause if clause[:2].isupper() else clause[0].lower() + clause[1:]


def amount(unit: str, value: Value) -> str:
    """A value with its unit: $0.32, 0.008 per piece, 12 months, 2.9 % of people."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value
    if unit.startswith("dollars"):
        shown = value / in_force().rate
        return dollars(value) if value == 0 or abs(shown) >= 0.1 else f"{in_force().sign}{shown:.3g}"
    if part := _PART.fullmatch(unit):
        return f"{short(100 * value)} % of {part[1]}"
    return f"{short(value)} {unit.removesuffix('s') if value == 1 else unit}"


def short(value: float) -> str:
    """A number in three digits."""
    return plain(value) if float(value).is_integer() else f"{value:.3g}"
