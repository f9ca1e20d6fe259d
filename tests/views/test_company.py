"""About my company: five questions set the scenario, and a wrong answer is told beside them."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sim.study.company_figures import CompanyFigures
from tests.views.seen import page_text, widget

Open = Callable[..., AppTest]


def told(app: AppTest, **answers: Any) -> AppTest:
    """Answer some of the questions and send them."""
    for name, value in answers.items():
        kind = app.selectbox if name in ("law", "currency") else app.number_input
        widget(kind, f"company-{name}").set_value(value)
    send = next(button for button in app.button if button.label == "Set my company")
    return send.click().run()


def test_the_questions_stand_at_the_scenario_s_own_figures(open_app: Open) -> None:
    app = open_app()
    shown = [widget(app.number_input, f"company-{name}").value for name in ("customers", "margin", "stays", "price")]
    assert shown == [1_000_000, 15, 60, 0.2]


def test_answers_set_the_scenario_and_undo_takes_them_back(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"]
    told(app, customers=50_000, margin=120.0, stays=80, price=0.05, law="opt_in")
    own = CompanyFigures.of(app.session_state["study"].scenario)
    assert (own.customers, own.margin, own.price, own.law) == (50_000, 120, 0.05, "opt_in")
    assert own.stays == pytest.approx(0.8, abs=0.001)
    assert widget(app.slider, "money.margin").value == 120
    app.button(key="undo").click().run()
    assert app.session_state["study"] == first
    assert widget(app.number_input, "company-customers").value == 1_000_000


def test_what_is_not_touched_stays_to_the_last_digit(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"].scenario
    told(app, margin=16.0)
    now = app.session_state["study"].scenario
    assert [key for key in first.values if first[key] != now[key]] == ["money.margin"]


def test_an_answer_in_one_s_own_currency(open_app: Open) -> None:
    app = open_app()
    told(app, currency="EUR", rate=1.25, margin=20.0, price=0.2)
    scenario = app.session_state["study"].scenario
    assert scenario["money.margin"] == 25 and scenario["data_market.price"] == 0.25
    assert "Money is told in EUR, at $1.25 for one." in page_text(app) and "€" in page_text(app)
    assert widget(app.number_input, "company-margin").value == 20, "shown as it was typed"


def test_what_cannot_be_is_told_beside_the_question_and_keeps_what_was_typed(open_app: Open) -> None:
    app = open_app()
    first = app.session_state["study"]
    told(app, customers=3, margin=40.0)
    assert app.session_state["study"] == first
    assert "customers = 3: must be from 500" in page_text(app)
    assert widget(app.number_input, "company-margin").value == 40
    told(app, customers=2_000)
    assert "must be from" not in page_text(app)


def test_a_link_with_a_currency_that_does_not_exist_says_so(open_app: Open) -> None:
    app = open_app()
    app.session_state["study"] = app.session_state["study"].looking_at(currency="XYZ")
    app.run()
    assert not app.exception and "view.currency = XYZ" in page_text(app)
