"""Words that only a brief needs: what happened in how many runs, and what turns the verdict."""

from sim.show.wording import listed
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
    """What turns the verdict, in a sentence without figures; or that it was not asked."""
    answer = comparison.turns_on.get(result.key)
    if answer is None:
        return "What would turn it was not asked."
    if not answer.turning:
        return f"Nothing that was tried turns it: not {listed([point.words for point in answer.points])}."
    return f"It turns on {listed([point.words for point in answer.turning])}."
