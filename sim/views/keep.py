"""What can be taken away: a link, tables, charts, the scenario, and how to get the same numbers again."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sim.errors import RunError
from sim.inputs.scenario import full_toml
from sim.show import repeat
from sim.show.currency import in_force, told_in
from sim.show.repeat import FILE, Repeat
from sim.study.comparison import Comparison
from sim.views import answers, session, what_would_turn, why, work
from sim.views.state import Study
from sim.views.text import escaped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Make = Callable[[], bytes]


def draw(study: Study, made: Mapping[str, Make], same: Repeat) -> None:
    """The row of things to take away. made: how to make each file, by its name. same: how to get the numbers again."""
    with st.container(horizontal=True, key="keep"):
        share()
        with st.popover("Download", icon=":material/download:"):
            st.markdown("**The numbers, the pictures and the words**, as they stand now.")
            with st.container(horizontal=True):
                for name, make in made.items():
                    save(name, make)
        again(study, same)


def comparison(study: Study, found: Comparison) -> None:
    """The same row for a comparison."""
    draw(study, comparison_files(study, found), repeat.comparison(found))


def share() -> None:
    """A link to exactly what is seen."""
    with st.popover("Share", icon=":material/share:"):
        st.markdown("**This link opens exactly what you see:** world, levers, policies and page.")
        try:
            st.code(session.address(), language=None, wrap_lines=True)
        except RunError as error:
            st.error(escaped(str(error)))


def save(name: str, make: Make, where: str = "save") -> None:
    """A button for one file. where: keeps two buttons for the same file apart."""
    words, _, form = name.rpartition(".")
    label = f"{words.replace('-', ' ').capitalize()} ({form.upper()})"
    made = told_in(in_force())(make)  # when it is clicked, beside any page
    st.download_button(label, made, name, key=f"{where}-{name}", on_click="ignore")


def again(study: Study, same: Repeat) -> None:
    """The exact command, and the same in Python."""
    with st.popover("Repeat this", icon=":material/terminal:"):
        dollars = "" if in_force().is_dollar else ", in dollars"
        st.markdown(f"**The same numbers**, to the last digit{dollars}, from the command line or in Python.")
        if same.needs_file:
            st.markdown(f"This world has policies or dates of its own: download it first, as `{FILE}`.")
            save(FILE, partial(scenario_toml, study), "again")
        st.code(same.command, language="bash", wrap_lines=True)
        st.code(same.python, language="python", wrap_lines=True)


def comparison_files(study: Study, found: Comparison) -> dict[str, Make]:
    """How to make each file of a comparison, by its name."""
    brief: dict[str, Make] = {"brief.pdf": partial(_brief, study, found)} if found.headline else {}
    return brief | {
        "table.csv": partial(_table, found),
        "workbook.xlsx": partial(_workbook, study, found),
        "net-value.png": partial(_chart, found, "png"),
        "net-value.svg": partial(_chart, found, "svg"),
        FILE: partial(scenario_toml, study),
    }


def picture(figure: "Figure", form: str) -> bytes:
    """A figure as a file."""
    file = io.BytesIO()
    figure.savefig(file, format=form)
    return file.getvalue()


def _brief(study: Study, found: Comparison) -> bytes:
    """With why and what the verdict turns on, and with the smallest change where that has been worked out."""
    from sim.show.brief import brief_bytes

    assert found.headline is not None, "there is no button without"
    key, answer = found.headline.key, answers.ask(study).turned()
    causes = work.ask(*why.asked(study, key), short=True).wait()
    flips = work.of(what_would_turn.asked(study, key)[0])
    turns_on = {name: one for name, one in answer.turns_on.items() if one}
    whole = replace(found, why={key: causes}, turns_on=turns_on)
    if flips is not None and flips.finished and (ways := flips.wait()):
        whole = replace(whole, flips={key: ways})
    return brief_bytes(whole)


def _table(found: Comparison) -> bytes:
    from sim.show.workbook import table_csv

    return table_csv(found)


def _workbook(study: Study, found: Comparison) -> bytes:
    from sim.show.workbook import workbook

    return workbook(found, study.scenario)


def _chart(found: Comparison, form: str) -> bytes:
    from sim.show.figures import over_time

    return picture(over_time(found), form)


def scenario_toml(study: Study) -> bytes:
    """The whole scenario as a commented file."""
    return full_toml(study.scenario, named=True).encode()
