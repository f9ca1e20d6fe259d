"""What was revealed, on a phone: one's own team first, its figures by role, then the room."""

import streamlit as st

from sim.show.wording import count, signed
from sim.views.text import escaped
from sim.views.workshop import door, joining
from sim.views.workshop.pictures import LINES, by_money, left_dial, money, table, value_dial, whole
from sim.views.workshop.room import board, known, rests_on, story, why
from sim.workshop.plan import Round
from sim.workshop.reveal import Result
from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED
from sim.workshop.teams import Phone

# What each role looks at first: figures of `lives.Outcomes`, ledger lines by their names.
FIGURES = {
    "difference": "Net value beside never selling",
    "data_revenue": "Brought by sold records, so far",
    "line.settlements": LINES["settlements"],
    "line.rewards": LINES["rewards"],
    "left": "Left because of it",
    "joined": "Joined",
    "customers_at_end": "Customers at the end",
    "people_who_know": "Know that they were sold",
    "complaints": "Complained",
    "pieces": "Pieces of mail noticed",
}
FIRST = {
    "marketing": ("joined", "customers_at_end", "left"),
    "finance": ("difference", "data_revenue", "line.settlements", "line.rewards"),
    "privacy": ("people_who_know", "complaints", "line.settlements"),
    "customer": ("pieces", "people_who_know", "left"),
}


def draw(session: Session, phone: Phone) -> None:
    """The last revealed round; after the end, also what one believes now."""
    if session.at.phase == ENDED:
        st.title("That was it", anchor=False)
        if session.revealed_rounds:
            joining.believe(phone, at_end=True)
    if not session.revealed_rounds:
        return
    one = session.plan.rounds[session.revealed_rounds[-1] - 1]
    all_ = known(door.database(), session.id, session.version)[one.number]
    own = next((result for result in all_ if result.team.id == phone.team.id), None)
    if own is not None:
        _own(one, own, phone.role)
    st.subheader("All teams", anchor=False)
    st.html(whole(board(one, all_, own=phone.team.id)))
    why(all_)
    story(session, one, all_)


def _own(one: Round, own: Result, role: str) -> None:
    st.title(escaped(f"Round {one.number}: {one.title}"), anchor=False)
    if own.came is None:
        st.info("Your company's lives are still being lived.")
        return
    lives, value = len(own.came.difference), own.came.value
    st.html(whole(
        f"<p>Your company, at the end of month {one.until}, beside never selling: {money(value)}. "
        f"It paid in {own.came.paid_in} of {lives} lives. Left because of it: "
        f"{count(own.came.people_left.mean)} <small>({count(max(0.0, own.came.people_left.low))} to "
        f"{count(own.came.people_left.high)})</small>.</p>"
    ))  # fmt: skip
    if own.points and own.asked:
        st.html(whole(_neighbour(own),
            f"<p><b>{own.points.total:+d} points</b> (pays {own.points.pays:+.0f}, how much {own.points.value:+.0f}, "
            f"how many leave {own.points.left:+.0f}; the mean counts). {own.total:+d} in all.</p>",
            "<p>Better or worse off: the box is what you said, the dot what came.</p>",
            value_dial(one, own), _ends(signed(-one.gain), signed(one.gain)),
            "<p>Left because of it:</p>", left_dial(one, own), _ends("0", count(one.leave)),
        ))  # fmt: skip
    else:
        st.markdown(f"You had not predicted: no points. {own.total:+d} in all.")
    figures(own, role)
    st.html(whole("<p><b>Where the money comes from</b>, at today's value:</p>", by_money(own.came)))
    rests_on(one, own)


def _neighbour(own: Result) -> str:
    """What came of the company next door, where that was the one to predict."""
    if own.asked is None or own.asked == own.came:
        return ""
    return (
        f"<p>You predicted your neighbour, who sells quietly: {money(own.asked.value)}, and it paid in "
        f"{own.asked.paid_in} of {len(own.asked.difference)} lives.</p>"
    )


def _ends(low: str, high: str) -> str:
    return f'<div class="ends"><span>{low}</span><span>{high}</span></div>'


def figures(own: Result, role: str) -> None:
    """The company's figures, a role's own first."""
    assert own.came is not None
    came = own.came
    first = FIRST.get(role, ())
    cells = []
    for name in (*first, *(name for name in FIGURES if name not in first)):
        found = {"difference": came.value, "left": came.people_left}.get(name) or came.figure(name)
        words = signed if name.startswith("line.") or name in ("difference", "data_revenue") else count
        label = f"<b>{FIGURES[name]}</b>" if name in first else FIGURES[name]
        ends = "" if found.low == found.high else f"<br><small>({words(found.low)} to {words(found.high)})</small>"
        cells.append([label, f"{words(found.mean)}{ends}"])
    title = f"Figures, {joining.ROLES[role]} first" if role else "Figures"
    with st.expander(title, expanded=bool(role)):
        st.html(whole(table(["Over all lives", "#Mean, and 90 % interval"], cells)))
