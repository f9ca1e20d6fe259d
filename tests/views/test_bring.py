"""Bring a file: a scenario or customers become what is looked at; a wrong file is told by line and changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.seen import page_text, verdict

Open = Callable[..., AppTest]
GOOD = """
title = "My own shop"
question = "Does my shop gain by it?"
[market]
people = 500
months = 12
[policies.mine]
label = "Sell twice"
sale = "quiet"
buyers = 2
"""


def brought(app: AppTest, name: str, content: str | bytes) -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    return app.file_uploader(key="bring-file").set_value((name, content, "text/plain")).run()


def test_a_scenario_is_what_one_looks_at_then_and_undo_brings_the_old_one_back(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"]
    brought(app, "shop.toml", GOOD)
    assert not app.exception
    assert "Does my shop gain by it?" in page_text(app) and '"My own shop" is what you look at now' in page_text(app)
    assert app.session_state["study"].scenario.policies["mine"].buyers == 2
    app.button(key="undo").click().run()
    assert app.session_state["study"] == first


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title = \n", "line 1"),
        ("[money]\nmargin = 12,5\n", "write a decimal point"),
        ("[money]\nmargin = -4\n", "money.margin = -4"),
        ("[money]\nmargn = 4\n", "did you mean money.margin?"),
        (b"\xff\xfe\x00", "UTF-16"),
        ("", "is empty"),
        ('extends = "/etc/passwd"\n', "extends"),
    ],
)
def test_a_wrong_scenario_is_told_with_its_place_and_changes_nothing(
    open_app: Open, content: str | bytes, said: str
) -> None:
    app = open_app()
    first = app.session_state["study"]
    brought(app, "wrong.toml", content)
    assert not app.exception
    assert "This file cannot be used" in page_text(app) and said in page_text(app)
    assert "wrong.toml" in page_text(app) or "money" in page_text(app)
    assert app.session_state["study"] == first and "90 % interval" in verdict(app)


def test_customers_become_a_scenario_of_which_nobody_can_be_told(open_app: Open, root: Path) -> None:
    app = open_app()
    brought(app, "customers.csv", (root / "tests/fixtures/customers.csv").read_bytes())
    assert not app.exception
    scenario = app.session_state["study"].scenario
    assert len(scenario.segments) > 1 and "customers.csv" in scenario.title
    assert scenario.title in page_text(app)


def test_a_wrong_customer_file_is_told_by_line(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"]
    brought(app, "ours.csv", "id,tenure\n1,soon\n2,later\n3,4\n")
    assert "ours.csv: line 2" in page_text(app) and "tenure = soon" in page_text(app)
    assert "/tmp" not in page_text(app)
    assert app.session_state["study"] == first
