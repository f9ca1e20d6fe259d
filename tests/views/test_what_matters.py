"""What matters: each of its four answers is that of the study behind it, and comes by itself."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sim.inputs.scenario import load
from sim.study.certainty.tornado import tornado
from sim.views import what_moves, work
from tests.views.seen import page_text, plain, verdict

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def finished(root: str, small_magazine: str) -> AppTest:
    """The page about quiet sales, once all that it works out is there."""
    from sim.views.state import Study

    app = AppTest.from_file(f"{root}/app.py", default_timeout=120)
    small = load(small_magazine).changed({"market.people": 150, "market.months": 12})
    app.session_state["study"] = Study(small, policies=("sell-quietly", "golden-rule"))
    app.run()
    app.switch_page("sim/views/what_matters.py").run()
    until(app, lambda: not app.get("progress"))
    return app


def until(app: AppTest, happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 240
    while not happens():
        assert time.monotonic() < end, page_text(app)
        time.sleep(1)
        app.run()


@pytest.mark.slow
def test_it_is_about_the_policy_that_sells_and_each_part_has_come(finished: AppTest) -> None:
    assert not finished.exception
    assert verdict(finished) == 'What "Sell quietly" against "Never sell" rests on'
    assert [plain(part.value) for part in finished.subheader] == [
        "What moves it most",
        "What would have to be true",
        "Where it pays",
        "In how many plausible worlds",
    ]
    assert len(finished.get("vega_lite_chart")) == 3
    assert "You are here: " in page_text(finished)
    assert "of plausible worlds" in page_text(finished) and "lives a world" in page_text(finished)


@pytest.mark.slow
def test_the_assumptions_named_first_are_those_that_move_it_most(finished: AppTest) -> None:
    study = finished.session_state["study"]
    found = tornado(study.scenario, "sell-quietly")
    assert found is not None
    assert plain(what_moves.in_a_sentence(found)) in page_text(finished)
    (chart, *_) = finished.get("vega_lite_chart")
    assert what_moves.words(found.bars[0].key) in chart.proto.alt


@pytest.mark.slow
def test_every_assumption_shown_has_its_grade(finished: AppTest) -> None:
    spec = finished.get("vega_lite_chart")[0].proto.spec
    assert "assumption" in spec


@pytest.mark.slow
def test_a_way_to_turn_it_can_be_tried_and_changes_the_study(finished: AppTest) -> None:
    ways = [button for button in finished.button if (button.key or "").startswith("try-")]
    if not ways:
        pytest.skip("nothing turns so small a world")
    before = finished.session_state["study"].scenario
    ways[0].click().run()
    assert finished.session_state["study"].scenario != before
    assert "Not the default here" in page_text(finished)


def test_with_no_policy_it_says_what_to_do(open_app: Open) -> None:
    app = open_app()
    app.session_state["study"] = replace(app.session_state["study"], policies=())
    app.switch_page("sim/views/what_matters.py").run()
    assert not app.exception and "No policy is chosen" in app.info[0].value
    assert not app.get("progress"), "nothing is worked out"


def test_what_a_link_says_that_there_is_not_counts_for_nothing(open_app: Open) -> None:
    app = open_app()
    odd = {"about": "sell-loudly", "across": "nix", "up": "data_market.price"}
    app.session_state["study"] = app.session_state["study"].looking_at(**odd)
    app.switch_page("sim/views/what_matters.py").run()
    assert not app.exception and verdict(app).startswith('What "Sell quietly"')
    assert app.selectbox(key="across").value != app.selectbox(key="up").value
    for job in list(work._jobs):
        work.end(job)
