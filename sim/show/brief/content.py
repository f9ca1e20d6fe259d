"""What a brief says, in words and figures, whatever it is printed on: read from a comparison, nothing is run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any

from sim.errors import InputError
from sim.show import repeat, wording
from sim.show.brief.assumptions import Assumption, assumptions, share_of_assumptions
from sim.show.brief.names import shortened, typographic
from sim.show.brief.words import ahead_in, in_runs, what_turns_it
from sim.show.payback import crossing
from sim.show.why_words import NAMES, in_words, shown
from sim.study.comparison import Comparison, PolicyResult

MOST_POLICIES = 8  # beside the baseline; more would not be read in a minute
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Figure:
    """One of the three figures: what it is, the figure, its interval, and both in words."""

    name: str
    value: str
    interval: str
    words: str


@dataclass(frozen=True)
class Row:
    """One policy of the table; `letter` marks its line in the chart, and is empty for the baseline."""

    letter: str
    label: str
    difference: str
    runs: str
    record_costs: str
    customers_lost: str


@dataclass(frozen=True)
class Chart:
    """A chart's heading, what it shows for those who cannot see it, and the small print below it."""

    title: str
    alt: str
    note: str


@dataclass(frozen=True)
class Brief:
    """The content of a brief, ready to be set.

    letters: of each policy shown, as its line has it. headline: the key of the verdict's policy. shown: the comparison
    with the policies and names that are drawn.
    """

    title: str
    verdict: str
    beside: tuple[str, ...]
    figures: tuple[Figure, ...]
    over_time: Chart
    parts: Chart
    policies: tuple[Row, ...]
    left_out: str
    turns_on: str
    assumptions: tuple[Assumption, ...]
    rests_on: tuple[str, ...]
    asked: str
    repeat: str
    same_numbers: str
    letters: Mapping[str, str]
    headline: str
    shown: Comparison

    def texts(self) -> dict[str, Any]:
        """All that is written, as plain lists and dictionaries."""
        found = {
            spot.name: getattr(self, spot.name)
            for spot in fields(self)
            if spot.name not in ("letters", "headline", "shown")
        }
        return {name: value if name == "repeat" else _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(one) for name, one in asdict(value).items()}
    return value


def content(comparison: Comparison, *, one: bool = False) -> Brief:
    """The brief of a comparison. one: of the verdict's policy against the baseline alone, as on a slide.

    InputError where only the baseline was run.
    """
    if comparison.headline is None:
        raise InputError("Only the baseline was run: a brief needs a policy to set against it.")
    found, left_out = _to_show(comparison, one)
    headline = found.headline
    assert headline is not None, "it is kept"
    ranked = sorted(found.policies.values(), key=lambda result: -result.net_present_value.mean)
    others = [result.key for result in ranked if result.key != found.baseline]
    letters = dict(zip(others, LETTERS, strict=False)) | {found.baseline: ""}
    return Brief(
        title=found.title,
        verdict=wording.difference(found, headline),
        beside=() if one else tuple(wording.highest(found)),
        figures=(_worth(found, headline), _record(found, headline), _customers(found, headline)),
        over_time=_over_time(found, letters),
        parts=_parts(found, headline),
        policies=tuple(_row(found, result, letters[result.key]) for result in ranked),
        left_out=left_out,
        turns_on=what_turns_it(found, headline),
        assumptions=assumptions(found, headline),
        rests_on=share_of_assumptions(found, headline),
        asked=wording.how_it_was_lived(found),
        repeat=repeat.comparison(comparison).command,
        same_numbers=repeat.same_numbers(found),
        letters=letters,
        headline=headline.key,
        shown=found,
    )


def _to_show(comparison: Comparison, one: bool) -> tuple[Comparison, str]:
    """The comparison with names short enough to print, and without policies for which there is no room."""
    results = comparison.policies
    kept = [result.key for result in (comparison.headline,) if result]
    if not one:
        best_first = sorted(results, key=lambda key: -results[key].net_present_value.mean)
        kept += [key for key in best_first if key not in (*kept, comparison.baseline)][: MOST_POLICIES - len(kept)]
    kept.append(comparison.baseline)
    policies = {key: replace(result, label=shortened(result.label)) for key, result in results.items() if key in kept}
    missing = len(results) - len(policies)
    said = (
        "" if one or not missing else f"{missing} more, lower than these, are left out here; the result has them all."
    )
    return replace(comparison, title=shortened(comparison.title), policies=policies), said


def _worth(found: Comparison, headline: PolicyResult) -> Figure:
    base, difference = found.policies[found.baseline], headline.difference
    return Figure(
        f'Net value against "{base.label}"',
        wording.signed(difference.mean),
        _interval(found, wording.signed_span(difference)),
        in_runs(found, headline),
    )


def _record(found: Comparison, headline: PolicyResult) -> Figure:
    """What a sold record costs; of a policy that sells none, what is left without customers' later value."""
    if not headline.sells:
        early = headline.difference_without_terminal_value
        words = f'"{headline.label}" sells no records: none has a cost.'
        return Figure(
            f"In the first {found.months} months",
            wording.signed(early.mean),
            _interval(found, wording.signed_span(early)),
            words,
        )
    name, cost = "What a sold record costs", headline.cost_per_record
    if cost is None:
        return Figure(name, "not known", "", f"It cannot be said: {headline.reasons['cost_per_record']}.")
    brings = f"It brings {wording.dollars(headline.data_revenue.mean / headline.records_sold.mean)} net"
    even_at = headline.break_even_price
    if even_at is None:
        even = f"the sale {headline.reasons['break_even_price']}"
    else:
        even = f"selling breaks even at a price of {wording.dollars(even_at.mean)} ({wording.span(even_at)})"
    interval = _interval(found, wording.span(cost))
    return Figure(name, wording.dollars(cost.mean), interval, f"{brings}; {even}.")


def _customers(found: Comparison, headline: PolicyResult) -> Figure:
    lost, base = headline.customers_lost_to_policy, found.policies[found.baseline]
    customers, know = float(base.by_month["customers"][0]), headline.people_who_know
    share = f"; that is {wording.percent(lost.mean / customers)} of the number in month 1" if customers > 0 else ""
    return Figure(
        "Customers who leave earlier",
        wording.count(lost.mean),
        _interval(found, wording.count_span(lost)),
        f'Earlier than under "{base.label}"{share}. {wording.count(know.mean)} people know at the end.',
    )


def _interval(found: Comparison, span: str) -> str:
    return f"{_level(found)} interval: {span}"


def _level(found: Comparison) -> str:
    return f"{found.interval:.0%}".replace("%", " %")


def _row(found: Comparison, result: PolicyResult, letter: str) -> Row:
    is_base = result.key == found.baseline
    cost = "" if result.cost_per_record is None else wording.dollars(result.cost_per_record.mean)
    return Row(
        letter,
        result.label,
        "the baseline"
        if is_base
        else f"{wording.signed(result.difference.mean)} ({wording.signed_span(result.difference)})",
        "" if is_base else ahead_in(found, result),
        cost if result.sells else "sells none",
        "" if is_base else wording.count(result.customers_lost_to_policy.mean),
    )


def _over_time(found: Comparison, letters: Mapping[str, str]) -> Chart:
    """The chart in words: where each line ends, and where it changes sides for good."""
    base = found.policies[found.baseline].label
    said = []
    for key, letter in letters.items():
        if key == found.baseline:
            continue
        result = found.policies[key]
        series = result.by_month
        names = ("difference_to_date", "difference_to_date_low", "difference_to_date_high")
        turn = crossing(*(series[name] for name in names))
        ends = f'{letter}, "{result.label}", stands at {wording.signed(float(series[names[0]][-1]))}'
        after = f"and at {wording.signed(result.difference.mean)} with what customers are worth later"
        said.append(f"{ends} after month {found.months} {after}{f'; it {turn.in_words()}' if turn else ''}.")
    return Chart(
        f'Net value to date against "{base}"',
        " ".join(["Line chart by month.", *said]),
        f"Bands: {_level(found)} intervals. Dots: with what customers are worth after month {found.months}.",
    )


def _parts(found: Comparison, headline: PolicyResult) -> Chart:
    """The waterfall in words; where why was not asked, the differences of all policies in its place."""
    why = found.why.get(headline.key)
    if why is None:
        others = [result for key, result in found.policies.items() if key != found.baseline]
        said = [
            f'"{one.label}": {wording.signed(one.difference.mean)} ({wording.signed_span(one.difference)}).'
            for one in others
        ]
        return Chart(
            "Better or worse in the end",
            " ".join(["Dots with intervals.", *said]),
            f"Full: with customers' value after month {found.months}; open: without. Why was not asked.",
        )
    parts = [
        f"{NAMES[name]} {wording.signed(part.mean)} ({wording.signed_span(part)})" for name, part in shown(why).items()
    ]
    alt = f"Waterfall: {wording.listed(parts)}. {in_words(found, headline.key)}" if parts else "Nothing differs."
    return Chart(
        f'Why "{headline.label}" comes out {wording.better_or_worse(why.difference.mean)}',
        alt,
        f"From a smaller study, {wording.count(why.people)} people, {why.replicates} runs; parts add up to the whole.",
    )
