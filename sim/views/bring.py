"""Bring a file: a scenario, or a company's own customers, of whom nobody's row is kept."""

import tempfile
from dataclasses import replace
from pathlib import Path

import streamlit as st

from sim.errors import InputError
from sim.inputs import reading
from sim.inputs.scenario import Scenario, load_text
from sim.views import session
from sim.views.state import Study
from sim.views.text import escaped

_FILE, _TROUBLE, _SAID = "bring-file", "bring-trouble", "bring-said"
SHOWN = 8  # problems told; a file with more has to be mended anyway


def draw() -> None:
    """Where to drop a file, and what became of the last one."""
    with st.popover("Bring a file", icon=":material/upload_file:"):
        st.file_uploader(
            "A scenario (.toml) or your customers (.csv)",
            ["toml", "csv"],
            key=_FILE,
            on_change=_read,
            help="A scenario is a short text that says what differs from the shipped ones. A customer file has a row a "
            "customer: how long he or she has been one (`tenure`, or `start` and `end`), and, where you have them, "
            "`churned`, `margin` or `price`, `segment`, `email`, `consent`. It is read on this computer, and only "
            "groups of five and more are kept, nobody's row.",
        )
        if lines := st.session_state.get(_TROUBLE):
            more = f"\n\n… and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
            st.error(
                "**This file cannot be used.**\n\n" + "\n\n".join(map(escaped, lines[:SHOWN])) + more,
                icon=":material/error:",
            )
        if said := st.session_state.get(_SAID):
            st.success(escaped(said), icon=":material/check:")


def _read() -> None:
    """Make the study of the file; what was there before stays where the file is wrong, and undo brings it back."""
    st.session_state[_TROUBLE] = st.session_state[_SAID] = None
    file = st.session_state[_FILE]
    if file is None:
        return
    name = Path(file.name).name
    try:
        is_scenario = name.endswith(".toml")
        scenario, remarks = _scenario(file.getvalue(), name) if is_scenario else _customers(file.getvalue(), name)
    except InputError as error:
        st.session_state[_TROUBLE] = error.problems
        return
    now = session.study()
    session.change(replace(Study.about(scenario, now.start), page=now.page, view=now.view))
    st.session_state[_SAID] = " ".join([f"“{scenario.title}” is what you look at now.", *remarks])


def _scenario(content: bytes, name: str) -> tuple[Scenario, tuple[str, ...]]:
    scenario = load_text(reading.decode(content, name), name)
    return scenario, scenario.remarks


def _customers(content: bytes, name: str) -> tuple[Scenario, tuple[str, ...]]:
    """A scenario whose people are drawn from the customers of the file. InputError by line."""
    from sim.inputs.company_files.customer_base import read_customers
    from sim.study.calibration.customer_fit import fit_customers
    from sim.study.calibration.customer_scenario import scenario_toml

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        try:
            found = fit_customers(read_customers(file))
            text = scenario_toml(found)
        except InputError as error:
            raise InputError(*(line.replace(f"{folder}/", "") for line in error.problems)) from None
    refused = found.base.refusals
    told = (f"{refused.count:,} rows could not be read: {refused.told[0]}.",) if refused.count else ()
    return load_text(text, Path(name).stem), (*told, *found.remarks)
