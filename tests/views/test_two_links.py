"""Two links side by side: both answered, and what sets them apart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from sim.views.state import Study, link
from tests.views.seen import page_text, plain

Open = Callable[..., AppTest]
SMALL = {"market.people": 400, "market.months": 12}


@pytest.fixture
def on_page(open_app: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    monkeypatch.setenv("TWENTY_CENTS_DATA", str(tmp_path))
    return open_app().switch_page("sim/views/two_links.py").run()


def address(study: Study) -> str:
    return f"http://localhost:8501/?s={quote(link(study), safe='~,=')}"


def paste(app: AppTest, first: str, second: str) -> AppTest:
    app.text_input(key="link-1").set_value(first)
    return app.text_input(key="link-2").set_value(second).run()


def apart(app: AppTest) -> list[dict[str, str]]:
    return [
        {str(name): plain(str(cell)) for name, cell in row.items()} for row in app.table[0].value.to_dict("records")
    ]


def test_nothing_pasted_is_what_one_looks_at_twice(on_page: AppTest) -> None:
    assert not on_page.exception
    assert on_page.subheader[0].value == on_page.subheader[1].value
    assert "Nothing: the two ask the same question" in page_text(on_page)


def test_both_verdicts_and_what_is_different(on_page: AppTest) -> None:
    one = Study.of("magazine").with_settings(SMALL)
    own = {"label": "Mine", "sale": "quiet", "changes": [{"month": 5, "sale": "never"}]}
    other = replace(one.with_settings({"data_market.price": 0.31, "policies.mine": own}), policies=("mine",))
    paste(on_page, address(one), link(other))
    assert not on_page.exception
    assert '"Sell quietly"' in plain(on_page.subheader[0].value) and '"Mine"' in plain(on_page.subheader[1].value)
    rows = {row["What"]: (row["First"], row["Second"]) for row in apart(on_page)}
    assert rows["What one buyer pays for one record, before the brokers' commission"] == (
        "$0.20 a record",
        "$0.31 a record",
    )
    assert rows["Policies compared"][1] == "Mine"
    assert rows['"Mine": changes 1 month'] == ("–", "5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "this is no link of Twenty Cents"),
        ("k~0123456789abcdef", "not kept on this computer"),
        (link(Study.of("magazine")).replace("price", "prize").replace("magazine", "magazin"), "damaged"),
    ],
)
def test_a_wrong_link_is_told_and_the_other_side_stands(on_page: AppTest, text: str, said: str) -> None:
    paste(on_page, "", text)
    assert not on_page.exception and said in page_text(on_page)
    assert "90 % interval" in plain(on_page.subheader[0].value)
