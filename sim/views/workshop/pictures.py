"""Dials, bars, waterfalls and QR codes as plain HTML: light enough for any phone, and as good on paper.

Everything that somebody typed goes through `plain`; nothing else here comes from people.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from sim.show.why_words import NAMES, capital
from sim.show.wording import count, dollars, signed
from sim.study.intervals import Estimate
from sim.workshop.lives import Outcomes
from sim.workshop.plan import Round
from sim.workshop.reveal import Result

LINES = {
    "data_sales": "Sold records",
    "subscription_margin": "Subscriptions, so far",
    "terminal_value": "Subscriptions, later on",
    "personalisation_uplift": "Personal service",
    "bought_data": "Bought data",
    "rewards": "Rewards",
    "profile_programme": "Asking customers",
    "acquisition": "Winning customers",
    "complaint_handling": "Complaints",
    "fines": "Fines, expected",
    "settlements": "Settlements, expected",
}
WORTH_SAYING = 0.005  # of the largest line of a waterfall: less than this is left out


def plain(text: str) -> str:
    """What somebody typed, as text: no mark-up, and no turning the writing of what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def whole(*parts: str) -> str:
    """Parts of a page, in the workshop's style."""
    return f'<div class="w">{"".join(parts)}</div>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], own: Sequence[bool] = (), *, cards: bool = False) -> str:
    """A table of cells that are HTML already; heads that begin with # stand over numbers.

    own: rows to set off. cards: whether a narrow window shows its rows as cards, each cell under its head.
    """
    numeric = [head.startswith("#") for head in heads]
    kinds = [' class="n"' if number else "" for number in numeric]
    top = "".join(f"<th{kind}>{head.lstrip('#')}</th>" for kind, head in zip(kinds, heads, strict=True))
    marked = own or [False] * len(rows)
    body = "".join(
        f"<tr{' class=own' if mine else ''}>"
        + "".join(
            f'<td{kind} data-head="{escape(_bare(head))}">{cell}</td>'
            for kind, head, cell in zip(kinds, ["", *heads[1:]], row, strict=True)
        )
        + "</tr>"
        for row, mine in zip(rows, marked, strict=True)
    )
    return f"<table{' class=cards' if cards else ''}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _bare(head: str) -> str:
    """A head without its mark and without tags."""
    return re.sub(r"<[^>]*>", "", head.lstrip("#"))


def value_dial(one: Round, result: Result) -> str:
    """Net value: what a team said (the box), and what came of the policy it was asked about (the dot)."""
    said = result.answer.prediction.value if result.answer else None
    return dial((-one.gain, one.gain), said, result.asked.value if result.asked else None, dollars)


def left_dial(one: Round, result: Result) -> str:
    """The same for people who leave."""
    said = result.answer.prediction.left if result.answer else None
    return dial((0.0, one.leave), said, result.asked.people_left if result.asked else None, count, good_is_less=True)


def dial(
    ends: tuple[float, float],
    said: tuple[float, float] | None,
    came: Estimate | None,
    words: object,
    *,
    good_is_less: bool = False,
) -> str:
    """A line from one end to the other; the box is what was said, the dot what came. words: a number in words."""
    in_words = words if callable(words) else str
    told = []
    if said:
        told.append(f"said {in_words(said[0])} to {in_words(said[1])}")
    if came:
        told.append(f"came {in_words(came.mean)} ({in_words(came.low)} to {in_words(came.high)})")
    parts = ['<span class="axis"></span>']
    if ends[0] < 0 < ends[1]:
        parts.append(f'<span class="zero" style="left:{_at(0.0, ends):.2f}%"></span>')
    if said:
        low, high = (_at(end, ends) for end in said)
        parts.append(f'<span class="said" style="left:{low:.2f}%;width:{high - low:.2f}%"></span>')
    if came:
        low, high, mean = (_at(end, ends) for end in (came.low, came.high, came.mean))
        good = (came.mean <= 0) if good_is_less else (came.mean >= 0)
        kind = "good" if good else "bad"
        parts.append(f'<span class="doubt {kind}" style="left:{low:.2f}%;width:{high - low:.2f}%"></span>')
        parts.append(f'<span class="came {kind}" style="left:{mean:.2f}%"></span>')
    return (
        f'<div class="dial" role="img" aria-label="{escape("; ".join(told) or "nothing yet")}">{"".join(parts)}</div>'
    )


def _at(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return 100.0 * (min(max(value, low), high) - low) / (high - low)


def by_money(came: Outcomes) -> str:
    """Which money makes the difference to never selling: the ledger's lines, which add up to it."""
    return waterfall({words: came.figure(f"line.{name}") for name, words in LINES.items()}, came.value)


def by_cause(came: Outcomes) -> str:
    """What makes the difference to never selling: what each mechanism of the model added, which adds up to it."""
    return waterfall({capital(NAMES[name]): part for name, part in came.parts.items()}, came.value)


def waterfall(parts: Mapping[str, Estimate], total: Estimate) -> str:
    """From nothing, part by part, to the whole [dollars], each with half its interval; small ones are left out."""
    most = max((abs(part.mean) for part in parts.values()), default=0.0)
    if most == 0.0:
        return "<p>Exactly as never selling: nothing differs.</p>"
    steps, start = [], 0.0
    for words, part in parts.items():
        if abs(part.mean) >= WORTH_SAYING * most:
            steps.append((words, start, part))
        start += part.mean
    points = [0.0, total.mean, *(end for _, begin, part in steps for end in (begin, begin + part.mean))]
    ends = min(points), max(points)
    rows = [_step(words, "up" if part.mean >= 0 else "down", begin, part, ends) for words, begin, part in steps]
    return f'<div class="fall">{"".join(rows)}{_step("<b>All together</b>", "all", 0.0, total, ends)}</div>'


def _step(words: str, kind: str, begin: float, part: Estimate, ends: tuple[float, float]) -> str:
    bar = _bar(kind, begin, begin + part.mean, *ends)
    doubt = f"<br><small>± {dollars((part.high - part.low) / 2)}</small>" if part.high > part.low else ""
    return f'<div>{words}</div><div class="bar">{bar}</div><div class="n">{signed(part.mean)}{doubt}</div>'


def _bar(kind: str, begin: float, end: float, low: float, high: float) -> str:
    left, right = (100.0 * (mark - low) / (high - low) for mark in sorted((begin, end)))
    return f'<span class="{kind}" style="left:{left:.2f}%;width:{right - left:.2f}%"></span>'


def money(found: Estimate) -> str:
    """A gain or a loss with its interval, as HTML."""
    if found.low == found.high == 0.0:
        return "exactly the same"
    kind = "good" if found.mean >= 0 else "bad"
    return (
        f'<span class="{kind}">{signed(found.mean)}</span> <small>({signed(found.low)} to {signed(found.high)})</small>'
    )


def qr(address: str) -> str:
    """A QR code of an address, with the address in words for those who cannot see it."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return f'<div class="qr"><img alt="QR code: {escape(address)}" src="{code.png_data_uri(scale=8, border=2)}"></div>'
