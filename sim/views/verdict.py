"""The verdict in sentences, what it turns on, how sure it is, and what the last change did to it."""

import streamlit as st

from sim.show import wording
from sim.show.wording import signed, signed_span
from sim.study.certainty.turning import TurnsOn
from sim.study.intervals import mean_interval
from sim.views import answers
from sim.views.answers import Answer
from sim.views.text import escaped


def headline(answer: Answer, earlier: Answer | None) -> None:
    """The verdict as the page's headline, and what the last change did to it: what should stay in sight."""
    found = answer.comparison
    with st.container(key="verdict", gap="small"):
        st.title(escaped(wording.difference(found, found.headline or found.best)), anchor=False)
        if changed := since(answer, earlier):
            st.markdown(f":material/history: {changed}")


def beneath(answer: Answer) -> None:
    """What the verdict turns on, and how sure it is."""
    st.markdown(f"{turns_on(answer)} {how_sure(answer)}")


def turns_on(answer: Answer) -> str:
    """What the headline's verdict turns on, in one line of words."""
    headline = answer.comparison.headline
    if headline is None or headline.key not in answer.turns_on:
        return "What it turns on is being worked out."
    return what_it_turns_on(answer.turns_on[headline.key])


def what_it_turns_on(found: TurnsOn | None) -> str:
    """The assumptions that turn a verdict, in words; what was tried in vain where none does."""
    if found is None:
        return "No assumption can turn it: the two do the same."
    if found.turning:
        return f"It turns on {wording.listed([f'**{escaped(point.words)}**' for point in found.turning])}."
    return f"Nothing that was tried turns it: not {wording.listed([escaped(p.words) for p in found.points])}."


def how_sure(answer: Answer) -> str:
    """How many times it was lived, and whether that is all."""
    found = answer.comparison
    times = f"lived {found.replicates} times over by {wording.count(found.people)} people"
    if answer.problem:
        return f":small[:gray[{escaped(times[0].upper() + times[1:])}; no more, because: {escaped(answer.problem)}]]"
    if not answer.finished:
        going_on = f"A first answer, {times}; it is being made surer, up to {answers.CAP} times where it needs to be."
        return f":small[:gray[{escaped(going_on)}]]"
    if answer.settled:
        return f":small[:gray[{escaped(times[0].upper() + times[1:])}.]]"
    unsure = [one.label for one in found.policies.values() if not one.difference.settled]
    names = wording.listed([f"“{label}”" for label in unsure])
    return escaped(
        f"Still not settled after {found.replicates} lives, the most that this page spends: {names}. "
        "Chance alone could turn the sign."
    )


def since(answer: Answer, earlier: Answer | None) -> str:
    """What the last change did to the headline's difference, on the same people with the same luck."""
    headline = answer.comparison.headline
    if earlier is None or headline is None or headline.key not in earlier.differences:
        return ""
    here, there = answer.differences[headline.key], earlier.differences[headline.key]
    pairs = min(len(here), len(there))
    if pairs < 2 or earlier.comparison.baseline != answer.comparison.baseline:
        return ""
    moved, was = mean_interval(here[:pairs] - there[:pairs]), mean_interval(there)
    name = f"“{headline.label}”"
    if moved.mean == moved.low == moved.high == 0:
        return escaped(f"Your last change leaves {name} exactly where it was.")
    unsure = "" if moved.settled else ", not settled"
    return escaped(
        f"Your last change: {signed(moved.mean)} for {name} ({signed_span(moved)}{unsure}). "
        f"Before it: {signed(was.mean)} ({signed_span(was)})."
    )


def others(answer: Answer) -> list[str]:
    """The sentences that follow the headline's: what a record costs, and which policy comes out highest."""
    return [escaped(paragraph) for paragraph in wording.verdict(answer.comparison)[1:]]


def asked(answer: Answer) -> list[str]:
    """The keys of the policies of whose verdicts it is asked what they turn on."""
    return [result.key for result in answers.verdicts(answer.comparison)]
