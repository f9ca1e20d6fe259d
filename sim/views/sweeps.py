"""Sweeps: results that a batch run wrote, or that a visitor sends, and small ones begun here."""

from functools import partial
from pathlib import Path

import streamlit as st

from sim.errors import RunError, TwentyCentsError
from sim.study.certainty.plausible import open_parameters
from sim.study.sweeps import small
from sim.study.sweeps.laid_out import laid_out
from sim.study.sweeps.zipped import unzipped
from sim.views import answers, keep, looking, session, sweep_places, sweep_results, waiting, work
from sim.views.levers import BY_KEY
from sim.views.text import escaped
from sim.views.what_moves import words

BEGUN = "sweep-begun"  # the last one that this visitor began: one at a time
FIRST = ("data_market.price", "people.trace_chance_ordinary")


def page() -> None:
    """Which sweep, and what it found; how to begin one or to bring one along."""
    study = session.study()
    st.title("Many worlds at once", anchor=False)
    st.markdown("A sweep lives the scenario at many points of a grid and shows where a policy is ahead.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="sweep-choice"):
        choose()
        now = study.view.get("sweep", "")  # a popover of another name: what was begun closes it
        with st.popover("Begin a small one", icon=":material/play_arrow:", key=f"begin-{now}"):
            begin()
        with st.popover("Bring results", icon=":material/upload:", key=f"bring-{now}"):
            bring()
        keep.share()
    if not (name := study.view.get("sweep") or next(iter(laid_out()), None)):
        st.info(
            "**No sweep yet.** Begin a small one here; or let `twenty-cents sweep` run a large one and name its folder "
            "when the app is started: `twenty-cents app --results DIR`.",
            icon=":material/grid_on:",
        )
        return
    folder = sweep_places.find(name)
    if not sweep_places.is_own(folder) or under_way(folder):
        sweep_results.draw(folder)


def choose() -> None:
    """One of the sweeps that the operator has laid out."""
    names, now = list(laid_out()), session.study().view.get("sweep")
    if not names:
        return
    own = [now] if now and now not in names else []
    keys, chosen = [*own, *names], now or names[0]
    st.selectbox(
        "Results",
        keys,
        index=keys.index(chosen),
        format_func=lambda name: "Your own" if name in own else name,
        key=session.widget("sweep", chosen),
        on_change=lambda: show(session.stands_at("sweep")),
        width=330,
    )


def show(name: str) -> None:
    """Look at a sweep; its name travels in the link, so that a reload finds it again."""
    session.look(session.study().looking_at(sweep=name))


def begin() -> None:
    """What a small sweep varies, and a button that begins it."""
    study = session.study()
    keys = [*BY_KEY, *(entry.name for entry in open_parameters() if entry.name not in BY_KEY)]
    with st.form("begin-sweep", border=False):
        across = st.selectbox("Across", keys, format_func=words, index=keys.index(FIRST[0]), key="sweep-across")
        up = st.selectbox("Up", keys, format_func=words, index=keys.index(FIRST[1]), key="sweep-up")
        steps = st.slider("Values of each", small.FEWEST_STEPS, small.MOST_STEPS, 8, key="sweep-steps")
        st.caption(
            f"Over their plausible ranges, for the {len(study.policies)} policies that you compare; "
            f"{small.PEOPLE:,} people, {small.REPLICATES} lives at each point."
        )
        if st.form_submit_button("Begin", type="primary", disabled=not study.policies):
            start(str(across), str(up), int(steps))


def start(across: str, up: str, steps: int) -> None:
    """Begin it in the place of what this visitor has under way. Errors are told where they are made."""
    study = session.study()
    try:
        asked = small.small_question(
            answers.played(study.scenario), (across, up), steps, study.policies, study.baseline
        )
        folder = small.prepare(asked, sweep_places.own())
    except TwentyCentsError as error:
        st.error(escaped(str(error)))
        return
    before = st.session_state.get(BEGUN)
    if before is not None and before != folder:
        work.end(sweep_places.key(before))
    st.session_state[BEGUN] = folder
    go_on(folder)
    show(folder.name)
    st.rerun()


def bring() -> None:
    """Results from elsewhere, as a ZIP file."""
    file = st.file_uploader("The folder of a sweep, as a ZIP file", type="zip", key="sweep-file")
    st.caption("What `twenty-cents sweep --out DIR` wrote, zipped. It stays on this computer.")
    if file is None or st.session_state.get("sweep-brought") == file.file_id:
        return
    try:
        folder = unzipped(file.getvalue(), file.name, sweep_places.own())
    except TwentyCentsError as error:
        st.error(escaped(str(error)))
        return
    st.session_state["sweep-brought"] = file.file_id
    show(folder.name)
    st.rerun()


def go_on(folder: Path) -> None:
    """Live what is not there yet."""
    work.ask(sweep_places.key(folder), partial(small.go_on, folder), staying=True)


def under_way(folder: Path) -> bool:
    """Show how far a visitor's own sweep is; true where there is something to look at and nothing under way."""
    there, asked = small.rows_there(folder)
    key = sweep_places.key(folder)
    job = work.of(key)
    if job is not None and not job.finished:

        def far() -> bool:
            now = work.of(key)
            if now is None or now.finished:
                return True
            now.look()
            waiting.progress(now, "The sweep is lived")
            st.button("Cancel", key="cancel", icon=":material/stop:", on_click=work.end, args=(key,))
            return False

        looking.by_itself(waiting.EVERY, far)
        return False
    if job is not None and job.worker is not None:
        try:
            job.worker.result()
        except TwentyCentsError as error:
            why = error.reason if isinstance(error, RunError) else str(error)  # what is kept, the page says itself
            st.markdown(f":material/error: **The sweep stopped.** {escaped(why)}")
    if there < asked:
        with st.container(horizontal=True, vertical_alignment="center", key="stopped"):
            remark = small.by_another(folder)
            st.markdown(f"**Stopped:** {there:,} of {asked:,} runs are kept. {escaped(remark or '')}", width="stretch")
            if remark is None:
                st.button("Go on", key="go-on", icon=":material/play_arrow:", on_click=_again, args=(folder,))
    return there > 0


def _again(folder: Path) -> None:
    work.end(sweep_places.key(folder))
    go_on(folder)


page()
