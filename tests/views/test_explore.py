"""The first page: finished when it opens, and every lever changes what is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import sim
from sim.inputs.parameters import PARAMETERS
from sim.show import wording

Open = Callable[..., AppTest]
CHOSEN = ["sell-quietly", "opt-out", "ask-first", "golden-rule"]


def plain(text: str) -> str:
    """Text as it is seen: without the marks that keep Markdown away from it."""
    return text.replace("\\", "").replace("\u00a0", " ").replace("“", '"').replace("”", '"')


def verdict(app: AppTest) -> str:
    return plain(app.header[0].value)


def page_text(app: AppTest) -> str:
    return plain(
        "\n".join(str(element.value) for element in [*app.markdown, *app.caption, *app.header, *app.subheader])
    )


def figure(app: AppTest, label: str) -> str:
    return next(plain(str(metric.value)) for metric in app.metric if label in plain(metric.label))


def test_opens_finished_with_the_command_s_own_answer(open_app: Open, small_magazine: Path) -> None:
    app = open_app()
    assert not app.exception
    same = sim.compare(sim.load(small_magazine), CHOSEN, turns_on=False, why=False)
    assert same.headline is not None
    assert verdict(app) == wording.difference(same, same.headline)
    assert "90 % interval" in verdict(app)
    assert "It turns on" in page_text(app) or "Nothing that was tried turns it" in page_text(app)


def test_every_figure_stands_with_its_interval(open_app: Open) -> None:
    app = open_app()
    assert [plain(metric.label) for metric in app.metric] == [
        'Against "Never sell"',
        "What a sold record costs",
        "Customers lost to it",
    ]
    assert all(" to " in plain(metric.delta) for metric in app.metric)


def test_table_has_a_row_for_each_policy_and_says_which_is_highest(open_app: Open) -> None:
    table = open_app().table[0].value
    assert len(table) == len(CHOSEN) + 1
    assert table["Policy"].str.contains("highest").tolist() == [True, False, False, False, False]
    assert table["Policy"].str.contains("baseline").sum() == 1


def test_charts_say_in_words_what_they_show(open_app: Open) -> None:
    charts = open_app().get("vega_lite_chart")
    assert len(charts) == 2
    for chart in charts:
        assert "The golden rule: " in chart.proto.alt and "with later value" in chart.proto.alt


@pytest.mark.parametrize(
    ("lever", "shown", "key", "value"),
    [
        ("data_market.price", 0.32, "data_market.price", 0.32),
        ("data_market.buyers", 5, "data_market.buyers", 5),
        ("people.trace_chance_ordinary", 15.0, "people.trace_chance_ordinary", 0.015),
    ],
)
def test_a_lever_moves_the_answer_to_that_of_its_parameter(
    open_app: Open, small_magazine: Path, lever: str, shown: float, key: str, value: float
) -> None:
    app = open_app()
    before = verdict(app)
    app.slider(key=lever).set_value(shown).run()
    same = sim.compare(sim.load(small_magazine).changed({key: value}), CHOSEN, turns_on=False, why=False)
    assert same.headline is not None
    assert verdict(app) == wording.difference(same, same.headline) != before
    assert any("changed" in element.value and "from" in element.value for element in app.markdown)


def test_a_greater_chance_of_finding_out_is_told_in_people(open_app: Open) -> None:
    app = open_app()
    people = []
    for letters in (0.5, 15.0):
        app.slider(key="people.trace_chance_ordinary").set_value(letters).run()
        told = next(element.value for element in app.markdown if "of the market" in element.value)
        people.append(float(told.split("**")[1].split()[0].replace(",", "")))
    assert people[0] < people[1]


def test_back_at_the_default_the_answer_is_the_first_again(open_app: Open) -> None:
    app = open_app()
    first = verdict(app)
    app.slider(key="data_market.price").set_value(0.1).run()
    app.slider(key="data_market.price").set_value(0.2).run()
    assert verdict(app) == first


def test_choosing_other_policies_changes_what_is_compared(open_app: Open) -> None:
    app = open_app()
    app.multiselect(key="policies").set_value(["golden-rule"]).run()
    assert "The golden rule" in verdict(app)
    assert len(app.table[0].value) == 2
    assert [plain(metric.label) for metric in app.metric][1] == "Customers at the end", "nothing is sold"


def test_at_most_four_policies_can_be_chosen(open_app: Open) -> None:
    chooser = open_app().multiselect(key="policies")
    assert chooser.proto.max_selections == 4
    assert len(chooser.options) == 8, "all but the baseline"


def test_with_no_policy_the_page_says_what_to_do_and_comes_back(open_app: Open) -> None:
    app = open_app()
    app.multiselect(key="policies").set_value([]).run()
    assert not app.exception and not app.header
    assert "No policy is chosen" in app.info[0].value
    app.multiselect(key="policies").set_value(["ask-first"]).run()
    assert "Ask first" in verdict(app)


def test_assumptions_are_labelled_and_changed_ones_marked(open_app: Open) -> None:
    app = open_app()
    app.slider(key="data_market.price").set_value(0.3).run()
    items = next(
        element.value for element in app.markdown if PARAMETERS["data_market.price"].source[:12] in element.value
    )
    by_start = {
        key: item
        for item in items.split("\n- ")
        for key, e in PARAMETERS.items()
        if plain(item).lstrip("- *").startswith(e.meaning)
    }
    assert "changed" in by_start["data_market.price"] and "default $0.20" in plain(by_start["data_market.price"])
    for key, item in by_start.items():
        assert f"badge[{PARAMETERS[key].grade}]" in item
    table = app.dataframe[0].value
    assert table["Name"].tolist() == list(PARAMETERS)
    assert set(table[table["Changed"] != ""]["Name"]) == {
        "market.people",
        "market.months",
        "market.replicates",
        "data_market.price",
    }


def test_a_scenario_that_cannot_be_read_is_told_in_plain_words(open_app: Open, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[data_market]\npricee = 1\n", encoding="utf-8")
    app = open_app(broken)
    assert not app.exception
    assert "pricee" in app.error[0].value and "price" in app.error[0].value
    assert "Traceback" not in page_text(app) + app.error[0].value


def test_no_visitor_sees_another_s_edits(open_app: Open) -> None:
    one, other = open_app(), open_app()
    one.slider(key="data_market.price").set_value(0.05).run()
    assert verdict(one) != verdict(other.run())
    assert other.slider(key="data_market.price").value == 0.2


def test_renamed_policies_are_not_answered_under_their_old_name(
    open_app: Open, small_magazine: Path, tmp_path: Path
) -> None:
    open_app()
    renamed = tmp_path / "renamed.toml"
    text = small_magazine.read_text(encoding="utf-8") + '\n[policies.sell-quietly]\nlabel = "Sell at $5 to $6"\n'
    renamed.write_text(text, encoding="utf-8")
    assert verdict(open_app(renamed)).startswith('"Sell at $5 to $6"')
