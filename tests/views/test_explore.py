"""The first page: finished when it opens, and every lever changes what is shown."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import sim
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import load
from sim.show import wording
from sim.views import answers
from sim.views.answers import CAP, USUAL
from sim.views.levers import LEVERS, Lever
from sim.views.state import FIRST_CHOICE, Study
from tests.views.seen import figure, page_text, plain, slider, verdict, widget

Open = Callable[..., AppTest]


def command_says(scenario: Path, settings: dict[str, object], replicates: int) -> str:
    """The verdict that `twenty-cents compare` gives to the same question."""
    world = sim.load(scenario).changed(settings)
    same = sim.compare(world, FIRST_CHOICE, replicates=replicates, turns_on=False, why=False)
    assert same.headline is not None
    return wording.difference(same, same.headline)


def finished(app: AppTest) -> AppTest:
    """The page once it spends no more on its answer, as a browser that looks every second would see it."""
    end = time.monotonic() + 60
    while "being made surer" in page_text(app):
        assert time.monotonic() < end, "the answer is never finished"
        time.sleep(0.2)
        app.run()
    return app


def lives(app: AppTest) -> int:
    """How many times it was lived, as the page says."""
    said = re.search(r"(\d+) (?:times over|lives)", page_text(app))
    assert said, page_text(app)
    return int(said[1])


def test_opens_with_a_verdict_and_its_interval_and_ends_with_the_command_s_own_answer(
    open_app: Open, small_magazine: Path
) -> None:
    app = open_app()
    assert not app.exception
    assert "90 % interval" in verdict(app)
    finished(app)
    assert USUAL <= lives(app) <= CAP
    assert verdict(app) == command_says(small_magazine, {}, lives(app))
    assert "It turns on" in page_text(app) or "Nothing that was tried turns it" in page_text(app)


def test_says_not_settled_while_the_interval_spans_zero(open_app: Open, small_magazine: Path) -> None:
    alone = sim.compare(sim.load(small_magazine), ["sell-quietly"], replicates=CAP, turns_on=False, why=False)
    price = alone.policies["sell-quietly"].break_even_price
    assert price is not None
    app = open_app()
    app.session_state["study"] = replace(app.session_state["study"], policies=("sell-quietly",)).with_settings(
        {"data_market.price": price.mean}
    )
    finished(app.run())
    assert verdict(app).startswith("Not settled")
    assert f"Still not settled after {CAP} lives" in page_text(app)


def test_every_figure_stands_with_its_interval(open_app: Open) -> None:
    app = open_app()
    assert [plain(metric.label) for metric in app.metric] == [
        'Against "Never sell"',
        "What a sold record costs",
        "Customers lost to it",
    ]
    assert all(" to " in plain(metric.delta) for metric in app.metric)


def test_the_chart_says_in_words_what_it_shows(open_app: Open) -> None:
    (chart,) = open_app().get("vega_lite_chart")
    assert "The golden rule: " in chart.proto.alt and "with later value" in chart.proto.alt


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_a_lever_moves_the_answer_to_that_of_its_parameter(open_app: Open, small_magazine: Path, lever: Lever) -> None:
    app = open_app()
    low, high = lever.ends(float(lever.entry.default))
    there = high if lever.key != "data_market.buyers" else 5
    slider(app, lever.key).set_value(type(slider(app, lever.key).value)(there)).run()
    assert not app.exception
    assert app.session_state["study"].scenario[lever.key] == pytest.approx(lever.value(there))
    assert verdict(app) == command_says(small_magazine, {lever.key: lever.value(there)}, lives(app))
    assert "Your last change" in page_text(app)
    assert any("changed" in element.value and "from" in element.value for element in app.markdown)
    slider(app, lever.key).set_value(low)  # the other end is there to be reached


def test_each_lever_has_a_hint_a_source_and_a_grade(open_app: Open) -> None:
    app = open_app()
    assert len(app.slider) == len(LEVERS) <= 8
    for lever in LEVERS:
        hint = plain(slider(app, lever.key).help)
        assert lever.hint in hint and plain(lever.entry.source)[:20] in hint
        assert f"badge[{lever.entry.grade}]" in "".join(element.value for element in app.markdown)


def test_the_change_against_where_one_was_is_paired_and_has_its_interval(open_app: Open) -> None:
    app = open_app()
    slider(app, "data_market.price").set_value(0.3).run()
    line = next(plain(element.value) for element in app.markdown if "Your last change" in element.value)
    assert "+$" in line and "Before it: " in line and " to " in line


def test_undo_and_reset_move_levers_and_answer_back(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"]
    slider(app, "data_market.price").set_value(0.1).run()
    slider(app, "data_market.buyers").set_value(3).run()
    app.button(key="undo").click().run()
    assert (slider(app, "data_market.price").value, slider(app, "data_market.buyers").value) == (0.1, 1)
    app.button(key="undo").click().run()
    assert app.session_state["study"] == first and slider(app, "data_market.price").value == 0.2
    assert app.button(key="undo").disabled


def test_reset_brings_the_shipped_scenario_and_can_be_undone(open_app: Open, small_magazine: Path) -> None:
    app = open_app()
    slider(app, "data_market.price").set_value(0.1).run()
    app.session_state["study"] = replace(Study.of("magazine"), policies=())  # not answered: this is about the levers
    app.run()
    assert slider(app, "data_market.price").value == 0.2


def test_a_value_outside_the_plausible_range_can_be_shown(open_app: Open) -> None:
    app = open_app()
    app.session_state["study"] = app.session_state["study"].with_settings({"money.margin": 200})
    app.run()
    assert not app.exception and slider(app, "money.margin").value == 200


def test_choosing_other_policies_changes_what_is_compared(open_app: Open) -> None:
    app = open_app()
    widget(app.multiselect, "policies").set_value(["golden-rule"]).run()
    assert "The golden rule" in verdict(app)
    assert [plain(metric.label) for metric in app.metric][1] == "Customers at the end", "nothing is sold"
    assert figure(app, "Customers at the end")


def test_with_no_policy_the_page_says_what_to_do_and_comes_back(open_app: Open) -> None:
    app = open_app()
    widget(app.multiselect, "policies").set_value([]).run()
    assert not app.exception and not app.title
    assert "No policy is chosen" in app.info[0].value
    widget(app.multiselect, "policies").set_value(["ask-first"]).run()
    assert "Ask first" in verdict(app)


def test_no_visitor_sees_another_s_edits(open_app: Open) -> None:
    one, other = open_app(), open_app()
    slider(one, "data_market.price").set_value(0.05).run()
    assert verdict(one) != verdict(other.run())
    assert slider(other, "data_market.price").value == 0.2


def test_renamed_policies_are_not_answered_under_their_old_name(
    open_app: Open, small_magazine: Path, tmp_path: Path
) -> None:
    open_app()
    renamed = tmp_path / "renamed.toml"
    text = small_magazine.read_text(encoding="utf-8") + '\n[policies.sell-quietly]\nlabel = "Sell at $5 to $6"\n'
    renamed.write_text(text, encoding="utf-8")
    assert '"Sell at $5 to $6"' in verdict(open_app(renamed))


def test_what_differs_from_the_defaults_is_named_at_the_foot(open_app: Open) -> None:
    app = open_app()
    assert "Not the default here" not in page_text(app)
    slider(app, "data_market.price").set_value(0.3).run()
    foot = next(plain(element.value) for element in app.markdown if "Not the default here" in element.value)
    assert PARAMETERS["data_market.price"].meaning.rstrip(".") in foot and "default $0.20" in foot


def test_an_answer_that_cannot_be_had_is_told_in_plain_words_and_can_be_undone(open_app: Open) -> None:
    app = open_app()
    app.session_state["before"] = [app.session_state["study"]]
    app.session_state["study"] = replace(app.session_state["study"], policies=("sell-loudly",))
    app.run()
    assert not app.exception
    assert "cannot be worked out" in page_text(app) and "sell-quietly" in page_text(app)
    app.button(key="trouble-undo").click().run()
    assert "90 % interval" in verdict(app)


def test_the_default_is_the_shipped_magazine() -> None:
    assert Study.of("magazine").scenario == load("magazine")


def test_what_one_visitor_can_ask_is_bounded_and_that_is_told(open_app: Open) -> None:
    app = open_app()
    large = app.session_state["study"].with_settings({"market.people": 10_000_000, "market.months": 600})
    assert int(answers.played(large.scenario)["market.people"]) * 600 <= answers.PERSON_MONTHS
    app.session_state["study"] = replace(large, policies=("ask-first",))
    app.run()
    assert "Of the 10,000,000 simulated people that this scenario asks for, the first 8,000 live here" in page_text(app)
    assert "lived 2 times over by 8,000 people" in page_text(app)


def test_a_browser_that_missed_a_drawing_is_told_with_the_next_where_everything_stands(open_app: Open) -> None:
    app = open_app()
    margin = slider(app, "money.margin").value
    slider(app, "money.margin").set_value(margin + 7).run()
    for expected in (margin + 7, margin):
        app.run()  # the run in which a widget is set may never reach a browser; each one has to say it all
        assert list(slider(app, "money.margin").proto.default) == [expected]
        chosen, world = widget(app.multiselect, "policies"), widget(app.selectbox, "start")
        assert [list(chosen.proto.options)[place] for place in chosen.proto.default] == chosen_labels(app)
        assert widget(app.number_input, "company-margin").proto.default == expected
        assert list(world.proto.options)[world.proto.default] == load(app.session_state["study"].start).title
        if expected != margin:
            app.button(key="undo").click().run()


def chosen_labels(app: AppTest) -> list[str]:
    study = app.session_state["study"]
    return [study.scenario.policies[key].label for key in study.policies]
