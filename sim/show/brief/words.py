"""Words that only a brief needs: what happened in how many runs, and what turns the verdict."""

from sim.inputs.parameters import PARAMETERS
from sim.show.parameter_words import amount
from sim.show.wording import listed, percent
from sim.study.certainty.flip import Flip, Flips
from sim.study.comparison import Comparison, PolicyResult


def in_runs(comparison: Comparison, result: PolicyResult) -> str:
    """In how many runs a policy pays or loses, in a sentence."""
    if result.better_in is None or result.worse_in is None:
        return "In how many of the runs was not kept with this result."
    if not result.better_in and not result.worse_in:
        return "In every run it comes to exactly the same."
    pays = result.difference.mean >= 0
    many = result.better_in if pays else result.worse_in
    return f"In {many} of {comparison.replicates} runs it {'makes' if pays else 'loses'} money."


def ahead_in(comparison: Comparison, result: PolicyResult) -> str:
    """In how many runs a policy is ahead of the baseline, for a table."""
    return "" if result.better_in is None else f"{result.better_in} of {comparison.replicates}"


def what_turns_it(comparison: Comparison, result: PolicyResult) -> str:
    """The smallest changes that turn the verdict; else which ends of ranges do, as far as that was asked."""
    if flips := comparison.flips.get(result.key):
        return _smallest(flips)
    answer = comparison.turns_on.get(result.key)
    if answer is None:
        return "What would turn it was not asked."
    if not answer.turning:
        return f"Nothing that was tried turns it: not {listed([point.words for point in answer.points])}."
    return f"It turns on {listed([point.words for point in answer.turning])}."


def _smallest(found: Flips) -> str:
    """The smallest change of all, and of one assumption alone where that is another one."""
    if not found.ways:
        return "Nothing that was tried turns it, one assumption or two together, to the end of what is plausible."
    first, alone = found.ways[0], next((way for way in found.ways if len(way.changes) == 1), None)
    said = f"The smallest change that turns it: {_way(first)}."
    if alone is None or alone is first:
        return said
    return f"{said} Of one alone: {_way(alone)}."


def _way(way: Flip) -> str:
    changes = []
    for key, words, now, then in way.changes:
        there, here = (amount(PARAMETERS[key].unit, value) for value in (then, now))
        changes.append(f"{words}, {there} in place of {here}")
    each = "each " if len(changes) > 1 else ""
    return f"{' together with '.join(changes)} ({each}{percent(way.far)} of the way to the end of what is plausible)"
