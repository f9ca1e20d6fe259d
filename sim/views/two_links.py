"""Two links side by side: both verdicts, and what is different between the two studies."""

from urllib.parse import parse_qs, urlparse

import pandas as pd
import streamlit as st

from sim.errors import TwentyCentsError
from sim.inputs.parameters import PARAMETERS
from sim.show.wording import difference
from sim.views import answers, kept_links, parts, session
from sim.views.differences import differences
from sim.views.lists import in_words
from sim.views.session import PARAMETER
from sim.views.state import Study, read
from sim.views.text import escaped

NOW = "What you look at now"


def page() -> None:
    """Where links are pasted, both answers, and what sets them apart."""
    st.title("Two links side by side", anchor=False)
    st.markdown("Paste links that were shared with you. A place left empty stands for what you look at now.")
    studies = []
    for number, side in enumerate(st.columns(2, gap="large"), start=1):
        with side:
            name = "First link" if number == 1 else "Second link"
            text = st.text_input(name, placeholder=NOW, key=f"link-{number}", persist_state="session")
            studies.append(opened(text))
    for name, side, study in zip(("-first", "-second"), st.columns(2, gap="large"), studies, strict=True):
        if study is not None:
            with side:
                show(study, name)
    first, second = studies
    if first is not None and second is not None:
        apart(first, second)


def opened(text: str) -> Study | None:
    """The study of a link, or the visitor's own where there is none; what is wrong with it is told here."""
    if not text.strip():
        return session.study()
    said = parse_qs(urlparse(text.strip()).query).get(PARAMETER, [text.strip()])[0]
    try:
        found = read(kept_links.full(said))
    except TwentyCentsError as error:
        st.error(escaped(str(error)), icon=":material/link_off:")
        return None
    for line in (*found.problems, *found.remarks):
        st.warning(escaped(line), icon=":material/link:")
    return found.study


def show(study: Study, side: str) -> None:
    """One study's question and verdict, with its figures."""
    st.markdown(f":material/mail: **{escaped(study.scenario.question or study.scenario.title)}**")
    try:
        found = answers.ask(study).first().comparison if study.policies else None
    except TwentyCentsError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    if found is None or found.headline is None:
        st.info("**No policy is chosen** in this one.", icon=":material/touch_app:")
        return
    st.subheader(escaped(difference(found, found.headline)), anchor=False)
    parts.figures(found, found.headline, side)
    st.caption(
        escaped(f"Lived {found.replicates} times over by {found.people:,} people; below each figure its 90 % interval.")
    )


def apart(first: Study, second: Study) -> None:
    """What differs between the two, a row each."""
    st.subheader("What is different", anchor=False)
    there = differences(first.scenario, second.scenario) | differences(second.scenario, first.scenario)
    rows = [
        {
            "What": escaped(_called(key, second)),
            "First": escaped(_said(key, first)),
            "Second": escaped(_said(key, second)),
        }
        for key in there
    ]
    for words, one, other in (
        ("Policies compared", _names(first, first.policies), _names(second, second.policies)),
        ("Set against", _names(first, (first.baseline,)), _names(second, (second.baseline,))),
    ):
        if one != other:
            rows.append({"What": words, "First": escaped(one), "Second": escaped(other)})
    if rows:
        st.table(pd.DataFrame(rows), border="horizontal", hide_index=True)
    else:
        st.markdown("Nothing: the two ask the same question of the same world.")


def _called(key: str, study: Study) -> str:
    """What differs, in words: a parameter's meaning, a policy's field by its name."""
    if key in PARAMETERS:
        return PARAMETERS[key].meaning.rstrip(".")
    parts = key.split(".")
    if parts[0] == "policies":
        policy = study.scenario.policies.get(parts[1])
        return f"“{policy.label if policy else parts[1]}”: {' '.join(parts[2:]).replace('_', ' ')}"
    return " ".join(parts).replace("_", " ")


def _said(key: str, study: Study) -> str:
    """Its value in one study; a dash where that study has none."""
    if key in PARAMETERS:
        return in_words(key, study.scenario[key])
    parts = key.split(".")
    value = study.scenario.written.policies.get(parts[1], {}).get(parts[2]) if parts[0] == "policies" else None
    if len(parts) == 5 and value and int(parts[3]) <= len(value):
        value = value[int(parts[3]) - 1].get(parts[4])
    elif len(parts) == 5:
        value = None
    return "–" if value is None or value == () else str(value)


def _names(study: Study, keys: tuple[str, ...]) -> str:
    return ", ".join(study.scenario.policies[key].label for key in keys) or "none"


page()
