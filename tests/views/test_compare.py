"""Policies side by side: marked without colour, explained, changed, and kept under a name of one's own."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import sim
from sim.inputs.scenario import Scenario
from sim.study.causes.why import why_of
from sim.study.comparison import Comparison
from sim.views import policy_charts, work, worlds
from sim.views.state import link, read
from tests.views.seen import page_text, plain, verdict, widget

Open = Callable[..., AppTest]


@pytest.fixture
def on_compare(open_app: Open) -> Open:
    """The page, its answer and its reasons finished, as a browser that looks again and again would see it."""

    def opened(*policies: str) -> AppTest:
        app = open_app()
        app.session_state["study"] = replace(
            app.session_state["study"], policies=policies or ("sell-quietly", "ask-first")
        )
        return app.switch_page("sim/views/compare.py").run()

    return opened


def explained(app: AppTest) -> AppTest:
    end = time.monotonic() + 60
    while not any("mechanism adds" in plain(one.value) for one in app.caption):
        assert time.monotonic() < end, "why is never told"
        time.sleep(0.2)
        app.run()
    return app


def table(app: AppTest) -> list[dict[str, str]]:
    return [
        {str(name): plain(str(cell)) for name, cell in row.items()} for row in app.table[0].value.to_dict("records")
    ]


def edit(app: AppTest, name: str) -> Any:
    kinds = (app.number_input, app.selectbox, app.text_input, app.checkbox, app.multiselect, app.slider)
    return widget([one for kind in kinds for one in kind], f"edit-{name}")


def send(app: AppTest, words: str) -> AppTest:
    return next(button for button in app.button if button.label == words).click().run()


def test_the_headline_is_the_highest_policy_with_its_interval(on_compare: Open) -> None:
    app = on_compare()
    assert not app.exception
    highest = next(row["Policy"] for row in table(app) if "highest" in row["Policy"]).split(" :")[0]
    assert f'"{highest}"' in verdict(app) and "Highest of the 3 policies" in verdict(app)


def test_best_and_worst_are_marked_in_words_and_each_difference_has_its_interval(on_compare: Open) -> None:
    rows = table(on_compare())
    assert "highest" in rows[0]["Policy"] and "lowest" in rows[-1]["Policy"], "the best comes first"
    assert sum("highest" in row["Policy"] or "lowest" in row["Policy"] for row in rows) == 2
    assert sum("baseline" in row["Policy"] for row in rows) == 1
    assert all("baseline" in row["Policy"] or " to " in row["90 % interval"] for row in rows)


def test_why_adds_up_and_is_told_for_the_policy_chosen(on_compare: Open) -> None:
    app = explained(on_compare())
    first = next(chart for chart in app.get("vega_lite_chart") if "made of" in chart.proto.alt).proto.alt
    app.button_group(key="why-policy").set_value("ask-first").run()
    second = next(chart for chart in explained(app).get("vega_lite_chart") if "made of" in chart.proto.alt).proto.alt
    assert not app.exception and first != second
    assert app.session_state["study"].view["why"] == "ask-first", "and the link says which"


def test_every_chart_is_told_in_words(on_compare: Open) -> None:
    charts = explained(on_compare()).get("vega_lite_chart")
    assert len(charts) == 4 and all(len(chart.proto.alt) > 60 for chart in charts)


def test_another_baseline_changes_places_with_the_policy_that_it_was(on_compare: Open) -> None:
    app = on_compare()
    app.selectbox(key="baseline").set_value("ask-first").run()
    study = app.session_state["study"]
    assert (study.baseline, study.policies) == ("ask-first", ("sell-quietly", "never-sell"))
    assert any("baseline" in row["Policy"] and "Ask first" in row["Policy"] for row in table(app))


def test_no_policy_says_what_to_do(on_compare: Open) -> None:
    app = on_compare()
    widget(app.multiselect, "policies").set_value([]).run()
    assert not app.exception and "No policy is chosen" in app.info[0].value


def test_a_policy_of_one_s_own_with_a_dated_change_is_kept_compared_and_travels_in_the_link(on_compare: Open) -> None:
    app = on_compare()
    widget(app.selectbox, "edit-which").set_value("sell-quietly").run()
    edit(app, "label").set_value("Sell for a year")
    edit(app, "buyers").set_value(3)
    edit(app, "month").set_value(13)
    edit(app, "then-sale").set_value("never")
    edit(app, "then-apology").set_value(True)
    send(app, "Keep as a new policy")
    assert not app.exception
    study = app.session_state["study"]
    own = study.scenario.policies["sell-for-a-year"]
    assert (own.label, own.sale, own.buyers, own.notice) == ("Sell for a year", "quiet", 3, "buried")
    assert [(one.month, one.fields()) for one in own.changes] == [(13, {"sale": "never", "apology": True})]
    assert study.policies[-1] == own.key and any("Sell for a year" in row["Policy"] for row in table(app))
    assert study.scenario.policies["sell-quietly"].buyers is None, "the one it began with stays as it was"
    assert read(link(study)).study.kept_by == study.kept_by
    app.button(key="undo").click().run()
    assert "sell-for-a-year" not in app.session_state["study"].scenario.policies


def test_a_policy_is_changed_in_place_and_a_dated_change_taken_away(on_compare: Open) -> None:
    app = on_compare("stop-and-apologise")
    app.session_state["study"] = app.session_state["study"].with_settings({"market.months": 30})
    app.run()
    widget(app.selectbox, "edit-which").set_value("stop-and-apologise").run()
    edit(app, "changes").set_value([])
    edit(app, "price").set_value(0.5)
    send(app, "Change this policy")
    policy = app.session_state["study"].scenario.policies["stop-and-apologise"]
    assert (policy.changes, policy.price, policy.label) == ((), 0.5, "Sell, then stop and apologise")


def test_what_is_left_alone_still_follows_the_lever(on_compare: Open) -> None:
    app = on_compare()
    widget(app.selectbox, "edit-which").set_value("sell-quietly").run()
    edit(app, "buyers").set_value(2)
    send(app, "Change this policy")
    assert app.session_state["study"].scenario.policies["sell-quietly"].price is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"reward": 0.5}, "needs somebody who is asked"),
        ({"month": 5}, "say what changes then"),
        ({"personalisation": 0.5}, "needs data_source"),
    ],
)
def test_what_cannot_go_together_is_told_and_changes_nothing(
    on_compare: Open, answers: dict[str, Any], said: str
) -> None:
    app = on_compare()
    widget(app.selectbox, "edit-which").set_value("sell-quietly").run()
    first = app.session_state["study"]
    for name, value in answers.items():
        edit(app, name).set_value(value)
    send(app, "Keep as a new policy")
    assert not app.exception and said in page_text(app)
    assert app.session_state["study"] == first


def test_a_seventh_policy_is_kept_but_not_compared(on_compare: Open) -> None:
    app = on_compare("sell-quietly", "opt-out", "ask-first", "ask-and-reward", "declared-data", "golden-rule")
    send(app, "Keep as a new policy")
    study = app.session_state["study"]
    assert "sell-quietly-2" in study.scenario.policies and len(study.policies) == 6
    assert "take one out" in page_text(app)


@pytest.mark.slow
def test_regret_is_asked_for_in_a_worker_and_told(on_compare: Open) -> None:
    app = on_compare()
    assert "leaves the least to regret" not in page_text(app)
    app.button(key="regret").click().run()
    key, _ = worlds.asked(app.session_state["study"])
    job = work.of(key)
    end = time.monotonic() + 120
    while job is None or not job.finished:
        assert time.monotonic() < end, "the worlds are never lived"
        time.sleep(0.3)
        app.run()
        job = work.of(key)
    app.run()
    assert "leaves the least to regret" in page_text(app)
    assert re.search(r"128 worlds of 600 people", page_text(app))


@pytest.fixture(scope="module")
def scenario(small_magazine: str) -> Scenario:
    return sim.load(small_magazine)


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    return sim.compare(scenario, ["sell-quietly", "golden-rule"], turns_on=False, why=False)


def test_the_waterfall_begins_each_part_where_the_last_one_ended(scenario: Scenario) -> None:
    policies = scenario.policies
    answer = why_of(scenario, [policies["sell-quietly"]], policies["never-sell"], replicates=2)["sell-quietly"]
    rows = max(policy_charts.waterfall(answer).to_dict()["datasets"].values(), key=len)
    assert [row["end"] for row in rows[:-2]] == pytest.approx([row["begin"] for row in rows[1:-1]])
    assert rows[-1]["begin"] == 0 and rows[-1]["end"] == pytest.approx(rows[-2]["end"])


def test_who_left_is_told_apart_by_shape_as_well_as_by_colour(found: Comparison) -> None:
    layers = policy_charts.who_left(found).to_dict()["layer"]
    shapes = next(layer["encoding"]["shape"] for layer in layers if "shape" in layer["encoding"])
    assert len(set(shapes["scale"]["range"])) == 3
