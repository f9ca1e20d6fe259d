"""Numbers and verdicts in words: never a verdict without its interval and what it turns on."""

from collections.abc import Callable, Container, Mapping
from typing import Any

from sim.inputs.parameters import PARAMETERS
from sim.show.currency import in_force
from sim.study.certainty.turning import HORIZON, TurningPoint, TurnsOn
from sim.study.comparison import Comparison, PolicyResult
from sim.study.intervals import Estimate

NOT_SETTLED = "Not settled: "
_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_CENT, _LEAST = 0.00995, 0.5e-4  # of a currency: below a cent two digits are told, and next to nothing is none


def dollars(amount: float) -> str:
    """An amount of dollars for people, in the currency in force: $0.0042, $0.22, $12.30, $1,230, -$1.2 million."""
    money = in_force()
    sign = f"-{money.sign}" if amount < 0 else money.sign
    size = abs(amount) / money.rate
    for unit, name in _SCALES:
        if size >= 0.9995 * unit:
            return f"{sign}{_three_digits(size / unit)}{name}"
    if size >= 99.995:
        return f"{sign}{round(size, 2 - _magnitude(size)):,.0f}"
    if size < _LEAST:
        return f"{money.sign}0.00"
    return f"{sign}{size:.2f}" if size >= _CENT else f"{sign}{size:.4f}".rstrip("0")


def money_scale(most: float) -> tuple[float, str]:
    """For a table of money up to some size: what to divide by, and what the unit is then called."""
    for size, name in ((1e6, "million dollars"), (1e3, "thousand dollars")):
        if most >= 10 * size:
            return size, name
    return 1.0, "dollars"


def in_scale(money: float, size: float) -> str:
    """An amount of such a table, in three digits and never with an exponent for its size: -1,010, 29.6, 0.82."""
    shown = money / size
    return f"{shown:,.3g}" if abs(shown) < 999.5 else f"{shown:,.0f}"


def count(number: float) -> str:
    """People or records for people: 37, 71,600, 1.2 million."""
    sign = "-" if number < 0 else ""
    size = abs(number)
    for unit, name in _SCALES:
        if size >= 0.9995 * unit:
            return f"{sign}{_three_digits(size / unit)}{name}"
    return f"{sign}{round(size, max(2 - _magnitude(size), -9) if size >= 1000 else 0):,.0f}"


def _three_digits(size: float) -> str:
    written = f"{size:,.{max(0, 2 - _magnitude(size))}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _magnitude(size: float) -> int:
    return len(str(int(size))) - 1


def span(estimate: Estimate) -> str:
    """An interval of money: "$0.8 million to $1.6 million"."""
    return f"{dollars(estimate.low)} to {dollars(estimate.high)}"


def signed(amount: float) -> str:
    """Money with its sign, a gain's too: +$205,000."""
    return f"+{dollars(amount)}" if amount > 0 else dollars(amount)


def signed_span(estimate: Estimate) -> str:
    """An interval of gains and losses: -$782,000 to +$561,000."""
    return f"{signed(estimate.low)} to {signed(estimate.high)}"


def count_span(estimate: Estimate) -> str:
    """An interval of people or records; nobody is fewer than none."""
    return f"{count(max(0.0, estimate.low))} to {count(estimate.high)}"


def better_or_worse(amount: float) -> str:
    """ "$1.2 million better" or "$1.2 million worse"."""
    return f"{dollars(abs(amount))} {'better' if amount >= 0 else 'worse'}"


def verdict(comparison: Comparison) -> list[str]:
    """The answer in paragraphs: each verdict with its interval, and what it turns on where that was asked."""
    headline = comparison.headline
    if headline is None:
        return ["Only the baseline was run: there is nothing to compare it with."]
    first = _with_what_it_turns_on(comparison, headline)
    return [first, *price_of_a_record(headline), *highest(comparison, _with_what_it_turns_on)]


def _with_what_it_turns_on(comparison: Comparison, result: PolicyResult) -> str:
    return " ".join([difference(comparison, result), *turns_on(comparison, result), *rests_on(comparison, result)])


def difference(comparison: Comparison, result: PolicyResult) -> str:
    """How a policy compares with the baseline, in one sentence."""
    base = comparison.policies[comparison.baseline].label
    found, level = result.difference, f"{comparison.interval:.0%} interval".replace("%", " %")
    if found.mean == found.low == found.high == 0:
        return f'"{result.label}" comes to exactly the same as "{base}".'
    if found.settled:
        ends = sorted((abs(found.low), abs(found.high)))
        sign = "better" if found.mean > 0 else "worse"
        return (
            f'"{result.label}" leaves the company {better_or_worse(found.mean)} off than "{base}" '
            f"({level}: {dollars(ends[0])} to {dollars(ends[1])} {sign})."
        )
    return (
        f'{NOT_SETTLED}"{result.label}" comes out {better_or_worse(found.mean)} than "{base}", but the '
        f"{level} spans zero, from {better_or_worse(found.low)} to {better_or_worse(found.high)}."
    )


def highest(comparison: Comparison, said: Callable[[Comparison, PolicyResult], str] = difference) -> list[str]:
    """Which of several policies comes out highest, in a sentence; empty where the verdict is about that one."""
    best, several = comparison.best, len(comparison.policies)
    if several <= 2 or best is comparison.headline:
        return []
    if best.key == comparison.baseline:
        return [f'Of the {several} policies, "{best.label}" comes out highest.']
    doubt = "" if best.difference.settled else ", though not settled"
    return [f"Highest of the {several} policies{doubt}: {said(comparison, best).removeprefix(NOT_SETTLED)}"]


def price_of_a_record(result: PolicyResult) -> list[str]:
    """What a sold record costs and brings, in a sentence; empty where nothing is sold."""
    if not result.sells:
        return []
    brings = result.data_revenue.mean / result.records_sold.mean
    if result.cost_per_record is None:
        return [f"What a sold record costs cannot be said: {result.reasons['cost_per_record']}."]
    cost = result.cost_per_record
    said = f"A sold record brings {dollars(brings)} net and costs {dollars(cost.mean)} ({span(cost)})"
    if result.break_even_price is None:
        return [f"{said}; the sale {result.reasons['break_even_price']}."]
    price = result.break_even_price
    return [f"{said}; selling breaks even at a gross price of {dollars(price.mean)} ({span(price)})."]


def turns_on(comparison: Comparison, result: PolicyResult) -> list[str]:
    """What a verdict turns on, in a sentence; empty where it was not asked."""
    answer = comparison.turns_on.get(result.key)
    if answer is None:
        return []
    if not answer.turning:
        names = listed([point.words for point in answer.points])
        return [f"Nothing that was tried turns this: not {names}."]
    names = listed([_turn(point, result.difference.mean, comparison.months) for point in answer.turning])
    return [f"It turns on {names}."]


def rests_on(comparison: Comparison, result: PolicyResult) -> list[str]:
    """How wide the doubt is and how much of it rests on assumptions, in two sentences; empty where it was not asked.

    Where only what turns the verdict was asked: how much of the variance of these numbers, in one sentence.
    """
    answer = comparison.doubt.get(result.key)
    if answer is None:
        tried = comparison.turns_on.get(result.key)
        if tried is None or tried.from_assumptions is None:
            return []
        share = tried.from_assumptions
        many = len(tried.points) - 1
        brought = f"the {many} numbers tried bring to it" if many > 1 else "the number tried brings to it"
        if share.low > 0.995:
            return [f"Nearly all of the variance that {brought} comes from assumptions."]
        return [
            f"Of the variance that {brought}, one at a time, "
            f"{percent(share.mean)} comes from assumptions ({percent(share.low)} to {percent(share.high)})."
        ]
    low, high = (better_or_worse(end) for end in (answer.difference.low, answer.difference.high))
    alone = answer.from_assumptions
    return [
        f"In plausible worlds it runs from {low} to {high} (nine in ten of them), and is better in "
        f"{percent(answer.better)}.",
        f"About {percent(alone.mean)} of that doubt rests on assumptions ({percent(alone.low)} to "
        f"{percent(alone.high)}): so much of its variance would go if they were measured.",
    ]


def percent(share: float) -> str:
    """0.3 % below one per cent, else in whole per cents; what would be rounded to nothing is said to be little."""
    if 0 < share < 0.0005:
        return "less than 0.1 %"
    return f"{100 * share:.{0 if share == 0 or share >= 0.0095 else 1}f} %"


def _turn(point: TurningPoint, verdict: float, months: int) -> str:
    """An assumption, and what comes out where it turns the verdict [dollars], which a smaller study may not share."""
    if point.key == HORIZON:
        there = better_or_worse(point.difference_at_low.mean)
        return f"{point.words} (leaving out what customers are worth after month {months}: {there})"
    ends = ((point.low, point.difference_at_low), (point.high, point.difference_at_high))
    found = [
        f"{point.key} at {end:g}: {better_or_worse(there.mean)}"
        for end, there in ends
        if end is not None and there.settled and there.mean * verdict < 0
    ]
    return f"{point.words} ({'; '.join(found)})"


def listed(parts: list[str]) -> str:
    """Parts joined as in speech: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def how_it_was_lived(comparison: Comparison) -> str:
    """How much was run, in a sentence; and in another, at which rate money is told where it is not in dollars."""
    lived = (
        f"{count(comparison.people)} simulated people lived {comparison.months} months under each policy, "
        f"{comparison.replicates} times over (seed {comparison.seed})."
    )
    return f"{lived} {in_force().note}".rstrip()


def how_it_was_asked(comparison: Comparison) -> str:
    """Under the table: what was run, and what the interval does and does not cover."""
    saved, tried = "", next(iter(comparison.turns_on.values()), None)
    if comparison.variance_ratio is not None:
        saved = (
            f" Pairing made every difference at least {comparison.variance_ratio:.0f} times less noisy (in variance)."
        )
    how_much = " (--doubt moves all at once, and says how wide that is and how much of it rests on these)"
    to_ask = how_much if comparison.turns_on and not comparison.doubt else ""
    return (
        f"{how_it_was_lived(comparison)} Intervals cover chance only, not "
        f"doubt about the assumptions{to_ask}.{saved}{_how_it_was_tried(tried)}{how_it_was_doubted(comparison)}"
        f"{moved_ranges(comparison.differs, _tried(comparison))}"
    )


def moved_ranges(differs: Mapping[str, Any], tried: Container[str]) -> str:
    """Of the assumptions tried, those whose value here lies beyond the plausible range, and what stood in its place.

    differs: the scenario's values that are not the defaults.
    """
    entries = [(PARAMETERS[key], value) for key, value in differs.items() if key in PARAMETERS]
    beyond = [entry.name for entry, value in entries if entry.name in tried and not entry.is_plausible(value)]
    if not beyond:
        return ""
    lies = "lies outside its plausible range, which was" if len(beyond) == 1 else "lie outside their ranges, which were"
    return f" As set here, {listed(beyond)} {lies} moved or stretched to hold the value."


def _tried(comparison: Comparison) -> set[str]:
    """The parameters that were moved to see what a verdict turns on, or what the doubt rests on."""
    if comparison.doubt:
        return {name for name, entry in PARAMETERS.items() if entry.is_uncertain}
    return {point.key for answer in comparison.turns_on.values() for point in answer.points}


def _how_it_was_tried(answer: TurnsOn | None) -> str:
    if answer is None:
        return ""
    return (
        " What a verdict turns on was tried one assumption at a time, at both ends of its plausible range, "
        f"with {count(answer.people)} people and {answer.replicates} replicates."
    )


def how_it_was_doubted(comparison: Comparison) -> str:
    """In how many worlds the doubt was tried, and what its variance comes from; empty where it was not asked."""
    if not comparison.doubt:
        return ""
    key, answer = next(iter(comparison.doubt.items()))
    parts = {
        "the assumptions alone": answer.from_assumptions,
        "the others alone": answer.from_evidence,
        "both only together": answer.from_both,
        "chance": answer.from_chance,
    }
    return (
        f" Doubt was tried in {answer.worlds} worlds of {count(answer.people)} people, one replicate each, with "
        f"{answer.assumptions} assumptions and {answer.evidence} numbers measured or surveyed anywhere in their "
        "plausible ranges, half of the worlds below and half above the value here. The variance of "
        f'"{comparison.policies[key].label}" comes from '
        f"{listed([f'{name} ({percent(part.mean)})' for name, part in parts.items()])}."
    )


def how_it_settled(comparison: Comparison) -> str:
    """How adding replicates until the sign is settled ended."""
    asked = comparison.settling or {}
    level = f"{asked['level']:.0%}".replace("%", " %")
    if asked["settled"]:
        return f"Every difference is settled: its {level} interval leaves out zero."
    return f"Not every difference was settled at {level} by {comparison.replicates} replicates, the most."
