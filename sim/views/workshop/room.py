"""What the whole room sees of a revealed round: every team beside the others, why, and one customer's story."""

import streamlit as st
from sqlalchemy import Engine

from sim.inputs.parameters import PARAMETERS
from sim.inputs.policy import Policy
from sim.show.story_report import rows
from sim.show.story_words import date
from sim.show.wording import signed
from sim.views.lists import in_words
from sim.views.text import BADGES, escaped
from sim.views.workshop.pictures import by_cause, money, plain, table, value_dial, whole
from sim.workshop.plan import Round, read_plan
from sim.workshop.reveal import Result, digest, ends, results
from sim.workshop.sessions import Session
from sim.workshop.story import two_lives

WHY = (
    "Each bar is what one part of the model adds or takes, beside never selling. The same people, with the same luck, "
    "were lived again with it and without, beside every mixture of the others (Shapley values). The bars add up, with "
    "those too small to show; ± is half the 90 % interval of chance."
)


@st.cache_data(show_spinner=False, max_entries=64, hash_funcs={Engine: lambda engine: str(engine.url)})
def known(engine: Engine, session: int, version: int) -> dict[int, list[Result]]:
    """What is revealed of a session, read once for all who look. version: of the session, which counts changes."""
    del version
    return results(engine, session)


def board(one: Round, all_: list[Result], *, own: int = 0, points: bool = True) -> str:
    """Every team's policy, outcome and points; the best first."""
    ordered = sorted(all_, key=_value, reverse=True)
    cells = []
    for result in ordered:
        card = plain(one.card(result.answer.card).label) if result.answer else "<i>as before</i>"
        remark = f"<br><small>{plain(result.answer.remark)}</small>" if result.answer and result.answer.remark else ""
        came = money(result.came.value) if result.came else "not lived yet"
        scored = f"{result.points.total:+d}" if result.points else "–"
        cells.append(
            [f"{plain(result.name)}", f"{card}{remark}", came, value_dial(one, result), scored, f"{result.total:+d}"]
        )
    heads = ["Team", "Policy", "Beside never selling", "Said, and came", "#Points", "#In all"]
    if not points:
        cells, heads = [row[:-2] for row in cells], heads[:-2]
    return table(heads, cells, [result.team.id == own for result in ordered], cards=True)


def why(all_: list[Result]) -> None:
    """What made the difference, for the company that did best and the one that did worst."""
    pair = _ends_of(all_)
    if pair is None:
        return
    st.subheader("Why", anchor=False)
    falls = [
        f"<div><p><b>{plain(result.name)}</b>, which came off {place}</p>{by_cause(result.came)}</div>"
        for result, place in zip(pair, ("best", "worst"), strict=True)
        if result.came and result.came.parts
    ]
    st.html(whole(f'<div class="pair">{"".join(falls)}</div>'))
    st.caption(WHY)


def _ends_of(all_: list[Result]) -> tuple[Result, Result] | None:
    """The company that did best and the one that did worst; None where they are one."""
    by_policy = {digest(result.policy): result for result in reversed(all_) if result.came}
    found = ends({key: result.came for key, result in by_policy.items() if result.came})
    return (by_policy[found[0]], by_policy[found[1]]) if found else None


def _value(result: Result) -> float:
    return result.came.value.mean if result.came else float("-inf")


def story(session: Session, one: Round, all_: list[Result]) -> None:
    """One customer under the company that did worst and the one that did best, where these differ."""
    pair = _ends_of(all_)
    if pair is None:
        return
    best, worst = pair
    with st.expander(f"One customer, under {escaped(worst.name)} and under {escaped(best.name)}"):
        told = _told(session.plan_text, one.number, worst.policy, best.policy)
        cells = [[plain(month), here and plain(here), there and plain(there)] for month, here, there in told]
        heads = ["", f"Under {plain(worst.name)}", f"Under {plain(best.name)}"]
        st.html(whole(table(heads, cells, cards=True)))
        st.caption("One simulated person of the first life, with the same luck under both; no proof, an example.")


@st.cache_data(show_spinner=False, max_entries=32, hash_funcs={Policy: lambda policy: str(list(policy.stages()))})
def _told(plan_text: str, number: int, worst: Policy, best: Policy) -> list[tuple[str, str, str]]:
    plan = read_plan(plan_text)
    found = two_lives(plan, plan.rounds[number - 1], worst, best)
    return [(date(month), here, there) for month, here, there in rows(found)]


def rests_on(one: Round, own: Result, *, unfolded: bool = False) -> None:
    """What the outcome turns on: how far one looks, in figures, and the assumptions worth doubting."""
    assert own.came is not None
    now = sum(own.came.without_later) / len(own.came.without_later)
    said = f"Counting only what came in by month {one.until}, and not what customers are worth later: {signed(now)}."
    lines = [
        f"- {escaped(PARAMETERS[key].meaning)} {BADGES[PARAMETERS[key].grade]} {escaped(in_words(key, one.world[key]))}"
        for key in one.rests_on
    ]
    with st.expander("What it turns on", expanded=unfolded):
        st.markdown("\n".join([escaped(said), "", "The model rests on numbers. Worth doubting here:", "", *lines]))
        st.caption("Intervals are 90 % and cover chance only, not doubt about these numbers.")
