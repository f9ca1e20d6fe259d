"""Why a policy differs from the baseline, in words: what each part is called, and what stands out."""

from sim.show.wording import count, dollars, listed, span
from sim.study.causes.why import SALE_ITSELF, Why
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

NAMES = {
    SALE_ITSELF: "the sale itself, and rewards",
    "annoyance": "annoyance at mail",
    "betrayal": "betrayal felt by those who find out",
    "word_of_mouth": "word of mouth",
    "press": "the press",
    "law": "the law",
    "personalisation": "personalisation",
}
IN_A_SENTENCE = {SALE_ITSELF: "the sale itself, with rewards,"}
NEAR_ZERO = 0.02  # of the largest part: less than this is as good as nothing
WORTH_SAYING = 0.10  # of the largest part


def shown(why: Why) -> dict[str, Estimate]:
    """The parts to show, in order: without the mechanisms that cannot act."""
    return {name: part for name, part in why.parts.items() if name not in why.cannot_act}


def in_words(comparison: Comparison, key: str) -> str:
    """What a difference is made of, in a few sentences: the large parts, how mail does harm, and what has no part."""
    why = comparison.why[key]
    if not any(_happened(part) for part in why.parts.values()):
        return "Nothing differs, so there is nothing to explain."
    said = [_large_parts(why), *_annoyance(why), *_press(why), *_idle(why)]
    return " ".join(said)


def how_it_was_told(comparison: Comparison) -> str:
    """Under the parts: what they are, and in what study."""
    one = next(iter(comparison.why.values()))
    level = f"{comparison.interval:.0%}".replace("%", " %")
    return (
        f"Why was asked in a smaller study of its own, {count(one.people)} people and {one.replicates} replicates; the "
        f"parts add up to the difference there, and ± is half the {level} interval of chance. A part is what a "
        "mechanism adds, on average over all orders in which the mechanisms can be switched on (Shapley values). What "
        "is off is not paid either: bought data and profiles are in personalisation's part."
    )


def capital(words: str) -> str:
    """The words as the beginning of a line."""
    return words[0].upper() + words[1:]


def _largest(why: Why) -> float:
    return max(abs(part.mean) for part in why.parts.values())


def _large_parts(why: Why) -> str:
    """The parts that are beyond chance and large, the largest first, and which are not."""
    large = [name for name, part in shown(why).items() if _counts(part, why)]
    large.sort(key=lambda name: -abs(why.parts[name].mean))
    if not large:
        return "No part is told apart from chance."
    said = listed([f"{IN_A_SENTENCE.get(name, NAMES[name])} {_does(why.parts[name])}" for name in large])
    small = [NAMES[name] for name, part in shown(why).items() if name not in large and _happened(part)]
    rest = f" Small, or within chance: {listed(small)}." if small else ""
    return f"{capital(said)}.{rest}"


def _counts(part: Estimate, why: Why) -> bool:
    return part.settled and abs(part.mean) >= WORTH_SAYING * _largest(why) > 0


def _happened(part: Estimate) -> bool:
    return part.low != 0 or part.high != 0


def _does(part: Estimate) -> str:
    ends = sorted((abs(part.low), abs(part.high)))
    return (
        f"{'brings' if part.mean > 0 else 'costs'} {dollars(abs(part.mean))} ({dollars(ends[0])} to {dollars(ends[1])})"
    )


def _annoyance(why: Why) -> list[str]:
    """Whether mail annoys people away by itself, or does its harm through finding out."""
    alone, part = why.alone.get("annoyance"), why.parts["annoyance"]
    if alone is None or not _happened(part):
        return []
    near = abs(alone.mean) < NEAR_ZERO * _largest(why)
    if alone.settled and not near:
        return [f"Annoyance alone, everything else off, comes to {dollars(alone.mean)} ({span(alone)})."]
    how = "is near zero" if near else "cannot be told from zero"
    said = [f"Annoyance alone {how} ({dollars(alone.mean)}; {span(alone)})" + _through_finding_out(why) + "."]
    if part.settled and abs(part.mean) > 3 * abs(alone.mean):
        said.append(f"With the rest it comes to {dollars(part.mean)}: it adds to what those who know already feel.")
    return said


def _through_finding_out(why: Why) -> str:
    """That mail works through finding out, where most who know traced a piece and what they feel costs much."""
    share, betrayal = why.by_mail, why.parts["betrayal"]
    if share is None or share.low <= 0.5 or betrayal.mean >= 0 or not _counts(betrayal, why):
        return ""
    mean, low, high = (f"{100 * end:.0f} %" for end in share)
    return f": mail works through finding out. Of those who know, {mean} traced a piece of mail ({low} to {high})"


def _press(why: Why) -> list[str]:
    if "press" in why.cannot_act or _happened(why.parts["press"]):
        return []
    return ["No story broke in these lives, so they do not tell what one would do."]


def _idle(why: Why) -> list[str]:
    if not why.cannot_act:
        return []
    return [f"Not in play, being off or never set off by either policy: {listed([NAMES[n] for n in why.cannot_act])}."]
