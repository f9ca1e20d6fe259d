"""What can be taken away: a link, tables, charts, the scenario, and how to get the same numbers again."""

import io
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sim.errors import RunError
from sim.inputs.scenario import full_toml
from sim.study.comparison import Comparison
from sim.views import session
from sim.views.repeat import FILE, repeat
from sim.views.state import Study
from sim.views.text import escaped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Make = Callable[[], bytes]


def draw(study: Study, found: Comparison, more: Mapping[str, Make] | None = None) -> None:
    """The row of things to take away. more: further files of a page, by their names."""
    with st.container(horizontal=True, key="keep"):
        share()
        files(study, found, more or {})
        again(study, found)


def share() -> None:
    """A link to exactly what is seen."""
    with st.popover("Share", icon=":material/share:"):
        st.markdown("**This link opens exactly what you see:** world, levers, policies and page.")
        try:
            st.code(session.address(), language=None, wrap_lines=True)
        except RunError as error:
            st.error(escaped(str(error)))


def files(study: Study, found: Comparison, more: Mapping[str, Make]) -> None:
    """Tables, chart and scenario, each made when it is asked for."""
    with st.popover("Download", icon=":material/download:"):
        st.markdown("**The numbers, the chart and the scenario**, as they stand now.")
        with st.container(horizontal=True):
            for name, make in (comparison_files(study, found) | dict(more)).items():
                save(name, make)


def save(name: str, make: Make, where: str = "save") -> None:
    """A button for one file. where: keeps two buttons for the same file apart."""
    words, _, form = name.rpartition(".")
    label = f"{words.replace('-', ' ').capitalize()} ({form.upper()})"
    st.download_button(label, make, name, key=f"{where}-{name}", on_click="ignore")


def again(study: Study, found: Comparison) -> None:
    """The exact command, and the same in Python."""
    same = repeat(study, found)
    with st.popover("Repeat this", icon=":material/terminal:"):
        st.markdown("**The same numbers**, to the last digit, from the command line or in Python.")
        if same.needs_file:
            st.markdown(f"This world has policies or dates of its own: download it first, as `{FILE}`.")
            save(FILE, partial(_toml, study), "again")
        st.code(same.command, language="bash", wrap_lines=True)
        st.code(same.python, language="python", wrap_lines=True)


def comparison_files(study: Study, found: Comparison) -> dict[str, Make]:
    """How to make each file of a comparison, by its name."""
    return {
        "table.csv": partial(_table, found),
        "workbook.xlsx": partial(_workbook, study, found),
        "net-value.png": partial(_chart, found, "png"),
        "net-value.svg": partial(_chart, found, "svg"),
        FILE: partial(_toml, study),
    }


def picture(figure: "Figure", form: str) -> bytes:
    """A figure as a file."""
    file = io.BytesIO()
    figure.savefig(file, format=form)
    return file.getvalue()


def _table(found: Comparison) -> bytes:
    from sim.show.workbook import table_csv

    return table_csv(found)


def _workbook(study: Study, found: Comparison) -> bytes:
    from sim.show.workbook import workbook

    return workbook(found, study.scenario)


def _chart(found: Comparison, form: str) -> bytes:
    from sim.show.figures import over_time

    return picture(over_time(found), form)


def _toml(study: Study) -> bytes:
    return full_toml(study.scenario, named=True).encode()
