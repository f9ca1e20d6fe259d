"""The debrief: what the room chose, predicted, got and learned, to print and as a table. What is revealed, no more."""

import streamlit as st

from sim.views.text import escaped
from sim.views.workshop import door
from sim.views.workshop.pictures import left_dial, plain, table, whole
from sim.views.workshop.room import board, rests_on, why
from sim.workshop.debrief import Debrief, as_csv, debrief
from sim.workshop.reveal import by_another

CSV = "workshop-{room}.csv"


def page() -> None:
    """The debrief of the session that the room code names."""
    session = door.room_from_address()
    if session is None:
        st.info("The address of a debrief has the room's code in it; the console leads here.")
        return
    found = debrief(door.database(), session.id)
    st.title(escaped(f"Debrief: {session.title}"), anchor=False)
    if not found.rounds:
        st.info("Nothing is revealed yet.")
        return
    if remark := by_another(found.rounds):
        st.warning(escaped(remark), icon=":material/history:")
    st.download_button("As a table (CSV)", as_csv(found), CSV.format(room=session.room), "text/csv", key="csv")
    _believed(found)
    _standing(found)
    for number, all_ in found.rounds.items():
        one = session.plan.rounds[number - 1]
        st.subheader(escaped(f"Round {number}: {one.title} (to month {one.until})"), anchor=False)
        st.html(whole(board(one, all_)))
        cells = [[plain(result.name), left_dial(one, result)] for result in all_ if result.came]
        st.html(whole(table(["Team", "Left because of it: said (box), and came (dot)"], cells)))
        why(all_)
        shown = next((result for result in all_ if result.came), None)
        if shown:
            rests_on(one, shown, unfolded=True)
    _calibration(found)


def _believed(found: Debrief) -> None:
    start, end = found.believed_at_start, found.believed_at_end
    if start is None and end is None:
        return
    said = [
        f"{moment}, {people} {'person' if people == 1 else 'people'} thought it {chance:.0%} likely on average"
        for moment, (chance, people) in (("Before the first round", start or (0, 0)), ("After the last", end or (0, 0)))
        if people
    ]
    st.markdown(escaped(f"**Does selling customers' records pay?** {'. '.join(said)}.").replace("\\*\\*", "**"))


def _standing(found: Debrief) -> None:
    last = max(found.rounds)
    cells = []
    for result in sorted(found.rounds[last], key=lambda result: -result.total):
        scored = [one.points for rows in found.rounds.values() for one in rows if one.team == result.team]
        each = [f"{points.total:+d}" if points else "–" for points in scored]
        cells.append([plain(result.name), *each, f"<b>{result.total:+d}</b>"])
    st.subheader("Points", anchor=False)
    st.html(whole(table(["Team", *(f"#Round {number}" for number in found.rounds), "#In all"], cells)))
    st.caption(
        "Each of three predictions brings up to 100 points for being sure and right, none for no idea, and loses up to "
        "300 for being sure and wrong; a round's points are their mean. Nobody does better, on average, than by saying "
        "what he or she really thinks."
    )


def _calibration(found: Debrief) -> None:
    st.subheader("How sure, and how often right", anchor=False)
    if found.calibration:
        cells = [
            [f"{one.low:.0%} to {one.high:.0%}", str(one.times), f"{one.said:.0%}", f"{one.came_true:.0%}"]
            for one in found.calibration
        ]
        st.html(whole(table(['Said "it pays" with a chance of', "#How often", "#Said, on average", "#It paid"], cells)))
    for words, share in (("better or worse off", found.within_value), ("how many leave", found.within_left)):
        if share is not None:
            st.markdown(escaped(f"Of the ranges for {words}, {share:.0%} held what came; half is what was asked for."))


page()
