"""Sweeps on their page: what was laid out is shown, a small one is begun, goes on, and is found again."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sim.inputs.scenario import load
from sim.study.sweeps import small
from sim.study.sweeps.laid_out import VARIABLE
from sim.study.sweeps.results import Results
from sim.views import heat, work
from sim.views.state import Study
from tests.edited import edited
from tests.views.seen import page_text, plain

Open = Callable[..., AppTest]
KEYS = ("data_market.price", "people.trace_chance_ordinary")


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Visitors' sweeps lie in a folder of the test's own."""
    monkeypatch.setenv("TWENTY_CENTS_DATA", str(tmp_path))


@pytest.fixture(scope="module")
def study(small_magazine: Path) -> Study:
    tiny = load(small_magazine).changed({"market.people": 100, "market.months": 6})
    return Study(tiny, policies=("sell-quietly", "ask-first"), page="sweeps")


@pytest.fixture(scope="module")
def laid_out(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one finished sweep of 16 points."""
    into = tmp_path_factory.mktemp("results")
    folder = small.prepare(small.small_question(study.scenario, KEYS, 4, study.policies, study.baseline), into)
    small.go_on(folder, progress=lambda _done, _to_do: None)
    return folder


def opened(root: Path, study: Study) -> AppTest:
    app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    app.session_state["study"] = study
    app.run()
    return app.switch_page("sim/views/sweeps.py").run()


def until(app: AppTest, happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not happens():
        assert time.monotonic() < end, page_text(app)
        time.sleep(0.5)
        app.run()


def test_without_results_it_says_how_to_come_by_some(root: Path, study: Study) -> None:
    app = opened(root, study)
    assert not app.exception and "twenty-cents app --results DIR" in app.info[0].value


def test_what_the_operator_laid_out_is_shown(
    root: Path, study: Study, laid_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(laid_out.parent))
    app = opened(root, study)
    assert not app.exception
    found = Results(laid_out)
    pivot = found.pivot(KEYS[1], KEYS[0], policy="sell-quietly")
    (chart,) = app.get("vega_lite_chart")
    assert chart.proto.alt == heat.in_words(pivot, "Sell quietly")
    assert "16 points x 3 policies x 4 replicates" in page_text(app)
    app.selectbox(key="sweep-policy").set_value("ask-first").run()
    (chart,) = app.get("vega_lite_chart")
    assert "Ask first" in chart.proto.alt


def test_one_of_another_version_says_so(
    root: Path, study: Study, laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older" / laid_out.name
    shutil.copytree(laid_out, older)
    edited(older / "manifest.json", version="0.0.9")
    monkeypatch.setenv(VARIABLE, str(older.parent))
    app = opened(root, study)
    assert not app.exception
    assert "Made by version 0.0.9" in page_text(app) and "begun again" in page_text(app)


def test_damaged_rows_are_told_in_words(
    root: Path, study: Study, laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged" / laid_out.name
    shutil.copytree(laid_out, damaged)
    (file,) = (damaged / "rows").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:300])
    monkeypatch.setenv(VARIABLE, str(damaged.parent))
    app = opened(root, study)
    assert not app.exception
    assert "cannot be worked out" in page_text(app) and "rows/rows-000000.parquet is damaged" in page_text(app)


def test_a_small_one_begun_here_is_lived_and_found_again_after_a_reload(root: Path, study: Study) -> None:
    app = opened(root, study)
    app.slider(key="sweep-steps").set_value(3)
    begin = next(button for button in app.button if button.label == "Begin")
    begin.click().run()
    name = app.session_state["study"].view["sweep"]
    reloaded = opened(root, app.session_state["study"])
    until(reloaded, lambda: bool(reloaded.get("vega_lite_chart")))
    assert not reloaded.exception and "9 points" in page_text(reloaded)
    job = work.of(("sweep", name))
    assert job is not None and job.finished


def test_a_visitor_has_one_under_way_at_a_time_and_ends_nobody_else_s(root: Path, study: Study) -> None:
    slow = study.with_settings({"market.people": 2_000, "market.months": 60})
    first, other = opened(root, slow), opened(root, slow.looking_at(sweep="0" * 16))
    names = []
    for app, steps in ((first, 12), (other, 11), (first, 10)):
        app.slider(key="sweep-steps").set_value(steps)
        next(button for button in app.button if button.label == "Begin").click().run()
        names.append(app.session_state["study"].view["sweep"])
    assert [work.of(("sweep", name)) is not None for name in names] == [False, True, True]
    for name in names:
        work.end(("sweep", name))


def test_one_that_was_stopped_says_so_and_goes_on(root: Path, study: Study, tmp_path: Path) -> None:
    asked = small.small_question(study.scenario, KEYS, 3, study.policies, study.baseline)
    folder = small.prepare(asked, tmp_path / "sweeps")
    app = opened(root, study.looking_at(sweep=folder.name))
    assert f"Stopped:** 0 of {asked.rows} runs are kept" in page_text(app)
    app.button(key="go-on").click().run()
    until(app, lambda: bool(app.get("vega_lite_chart")))
    assert small.rows_there(folder) == (asked.rows, asked.rows)


def test_too_much_for_a_page_is_told_with_the_remedy(root: Path, study: Study) -> None:
    app = opened(root, study)
    app.slider(key="sweep-steps").set_value(20)
    app.selectbox(key="sweep-up").set_value("data_market.price")
    next(button for button in app.button if button.label == "Begin").click().run()
    assert "a heat map is of two parameters" in plain(app.error[0].value)


def test_a_link_to_a_sweep_that_is_not_here_names_it(root: Path, study: Study) -> None:
    app = opened(root, study.looking_at(sweep="../../etc"))
    assert not app.exception and "view.sweep = ../../etc: no sweep of this name" in page_text(app)


def test_one_that_another_version_began_says_so_and_names_no_place_of_the_server(
    root: Path, study: Study, tmp_path: Path
) -> None:
    asked = small.small_question(study.scenario, KEYS, 3, study.policies, study.baseline)
    folder = small.prepare(asked, tmp_path / "sweeps")
    edited(folder / "manifest.json", version="0.0.9")
    app = opened(root, study.looking_at(sweep=folder.name))
    assert "This sweep cannot go on; begin the same again" in page_text(app)
    assert not [button for button in app.button if button.key == "go-on"]
    assert str(tmp_path) not in page_text(app)
