"""Evidence: every parameter with all that is said of it; found by words, grade and group; changes are marked."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sim.inputs.parameter import GRADES
from sim.inputs.parameters import PARAMETERS
from sim.show.evidence import source
from tests.views.seen import page_text, plain

Open = Callable[..., AppTest]


@pytest.fixture
def evidence(open_app: Open) -> AppTest:
    app = open_app()
    return app.switch_page("sim/views/evidence.py").run()


def entries(app: AppTest) -> list[str]:
    """The parameters shown, as they are seen."""
    return [line for element in app.markdown for line in plain(element.value).split("\n") if line.startswith("- **")]


def test_every_parameter_is_there_with_grade_range_unit_and_source(evidence: AppTest) -> None:
    told = page_text(evidence)
    assert len(entries(evidence)) == len(PARAMETERS)
    for entry in PARAMETERS.values():
        assert plain(entry.meaning) in told and plain(source(entry))[:40] in told
    assert all(f"badge[{grade}]" in told for grade in GRADES)


def test_words_and_grades_sift(evidence: AppTest) -> None:
    evidence.text_input(key="evidence-words").set_value("price RECORD").run()
    assert "What one buyer pays for one record" in page_text(evidence)
    assert 0 < len(entries(evidence)) < 20
    evidence.selectbox(key="evidence-grade").set_value("survey").run()
    assert all("badge[survey]" in line for line in entries(evidence))
    evidence.text_input(key="evidence-words").set_value("zebra").run()
    assert not entries(evidence) and "Nothing here says that" in evidence.info[0].value


def test_only_what_was_changed_with_its_default(open_app: Open) -> None:
    app = open_app("magazine")
    app.session_state["study"] = app.session_state["study"].with_settings({"people.patience_median": 3})
    app.switch_page("sim/views/evidence.py").run()
    app.toggle(key="evidence-changed").set_value(True).run()
    (line,) = entries(app)
    assert "badge[changed]" in line and "badge[assumption]" in line
    assert "default 1.00 quiet sales" in page_text(app)


def test_what_is_looked_for_travels_in_the_study(evidence: AppTest) -> None:
    evidence.selectbox(key="evidence-group").set_value("press").run()
    assert evidence.session_state["study"].view["group"] == "press"
    assert len(entries(evidence)) == sum(entry.group == "press" for entry in PARAMETERS.values()) > 0
