"""Money in the visitor's own currency: everything that is shown, drawn or taken away, and nothing left in dollars."""

import io
import json
import time
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import sim
from sim.inputs.scenario import load
from sim.show.brief import brief_bytes
from sim.show.currency import Currency, in_force, told_in
from sim.show.wording import dollars
from sim.show.workbook import assumptions, table_csv
from sim.study.comparison import Comparison
from sim.study.sweeps import small
from sim.study.sweeps.laid_out import VARIABLE
from sim.views import levers
from sim.views.pages import PAGES, Entry
from sim.views.state import Study
from tests.views.seen import page_text, plain, widget

EURO = Currency("EUR", 1.25)
RATE = "Money is told in EUR, at $1.25 for one."


@pytest.fixture(scope="module")
def study(small_magazine: Path) -> Study:
    tiny = load(small_magazine).changed({"market.people": 150, "market.months": 12, "money.margin": 30.0})
    return Study(tiny, policies=("sell-quietly", "ask-first")).looking_at(currency="EUR", rate="1.25")


@pytest.fixture(scope="module")
def sweep(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    keys = ("data_market.price", "people.trace_chance_ordinary")
    into = tmp_path_factory.mktemp("results")
    folder = small.prepare(small.small_question(study.scenario, keys, 2, study.policies, study.baseline), into)
    small.go_on(folder, progress=lambda _done, _to_do: None)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_no_page_shows_a_dollar_to_who_counts_in_euros(
    root: Path, study: Study, sweep: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(sweep))
    app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    app.session_state["study"] = study.looking_at(worlds="yes")
    app.run()
    app.switch_page(f"sim/views/{entry.key}.py").run()
    end = time.monotonic() + 240
    while app.get("progress"):
        assert time.monotonic() < end, page_text(app)
        time.sleep(0.5)
        app.run()
    said = shown(app)
    assert not app.exception
    assert "€" in said or "EUR" in said
    assert [line for line in said.splitlines() if "$" in without_sources(line)] == []


def shown(app: AppTest) -> str:
    """All that is written on a page, in its figures, tables and charts too; but for what sources say."""
    written = [page_text(app)]
    written += [plain(f"{one.label} {one.value} {one.delta}") for one in app.metric]
    tables = [one.value.drop(columns="Source", errors="ignore") for one in (*app.table, *app.dataframe)]
    for chart in app.get("vega_lite_chart"):
        written.append(json.dumps(json.loads(chart.proto.spec), ensure_ascii=False).replace('"$schema"', ""))
        tables += [pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets]
    written += [plain(table.to_csv()) for table in tables]
    written += [f"{one.label} {one.proto.format} {one.value}" for one in app.slider]
    written += [f"{one.label} {one.value}" for one in app.number_input]
    return "\n".join(written)


def without_sources(line: str) -> str:
    """A line but for the rate, and for what sources say."""
    return "" if ":small[:gray[" in line else line.replace(RATE, "")


@pytest.fixture(scope="module")
def found(study: Study) -> Comparison:
    return sim.compare(study.scenario, study.policies, replicates=2, turns_on=False, why=False)


def test_tables_to_take_away_are_in_euros_and_say_so(study: Study, found: Comparison) -> None:
    with told_in(EURO):
        euros = pd.read_csv(io.BytesIO(table_csv(found)))
        inputs = assumptions(study.scenario)
    dollars = pd.read_csv(io.BytesIO(table_csv(found)))
    assert set(euros["currency"]) == {"EUR"} and "currency" not in dollars
    assert (1.25 * euros["net_present_value_low"]).tolist() == pytest.approx(dollars["net_present_value_low"].tolist())
    assert (1.25 * euros["ledger_data_sales"]).tolist() == pytest.approx(dollars["ledger_data_sales"].tolist())
    assert euros["customers_at_end"].tolist() == dollars["customers_at_end"].tolist(), "people are not money"
    margin = inputs.set_index("name").loc["money.margin"]
    assert (margin["value"], margin["high"], margin["unit"]) == (24, 48, "EUR per customer and year")


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_brief_is_in_euros_and_says_at_which_rate(found: Comparison, form: Literal["html", "md"]) -> None:
    with told_in(EURO):
        said = plain(brief_bytes(found, form).decode())
    assert said.count("€") > 10 and said.count(RATE) == 1
    assert "$" not in said.replace(RATE, "")


@given(st.floats(-1e12, 1e12), st.sampled_from(["CHF", "JPY", "CAD"]), st.floats(0.001, 100))
def test_an_amount_in_a_currency_is_that_many_dollars_at_its_rate(amount: float, code: str, rate: float) -> None:
    one = Currency(code, rate)
    with told_in(one):
        told = dollars(amount * rate)
    assert told == dollars(amount * rate / rate).replace("$", one.sign)
    assert in_force().is_dollar, "only as far as it was asked for"


def test_a_lever_moves_in_round_steps_of_the_currency_and_comes_back_to_dollars() -> None:
    with told_in(Currency("JPY", 0.0067)):
        price = levers.BY_KEY["data_market.price"].here
        assert (price.step, price.said(0.2), price.value(price.shown(0.2))) == (1.0, "¥30", 0.2)
        assert price.value(40) == pytest.approx(0.268)
    assert levers.BY_KEY["data_market.price"].here.said(0.2) == "$0.20"


def test_a_policy_s_price_is_typed_in_euros_and_kept_in_dollars(root: Path, study: Study) -> None:
    app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    app.session_state["study"] = study
    app.run()
    app.switch_page("sim/views/compare.py").run()
    widget(app.selectbox, "edit-which").set_value("ask-first").run()
    widget(app.number_input, "edit-price").set_value(2.0)
    next(one for one in app.button if one.label == "Change this policy").click().run()
    assert not app.exception
    assert app.session_state["study"].scenario.policies["ask-first"].price == 2.5
    assert widget(app.number_input, "edit-price").value == 2.0
