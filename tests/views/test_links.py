"""A link that is followed: what it says is what is seen, and nobody is told of a change that he or she never made."""

import hashlib
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sim import __version__
from sim.views.state import Study, link
from tests.views.seen import page_text, verdict, widget

SMALL = {"market.people": 400, "market.months": 12}


def followed(root: Path, said: str) -> AppTest:
    app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    app.query_params["s"] = said
    return app.run()


def test_a_visitor_sees_what_the_link_says_and_no_change_of_somebody_else_s(root: Path) -> None:
    plain = Study.of("magazine").with_settings(SMALL)
    followed(root, link(plain))
    app = followed(root, link(plain.with_settings({"data_market.price": 0.3})))
    assert not app.exception and "90 % interval" in verdict(app)
    assert widget(app.slider, "data_market.price").value == 0.3
    assert "Your last change" not in page_text(app) and app.button(key="undo").disabled


def test_a_link_of_another_version_says_so(root: Path) -> None:
    said = link(Study.of("magazine").with_settings(SMALL)).split("~", 2)[2].replace(f"by={__version__}", "by=0.0.9")
    app = followed(root, f"1~{hashlib.sha256(said.encode()).hexdigest()[:8]}~{said}")
    assert not app.exception
    shown = page_text(app)
    assert "The link is an older one" in shown
    assert "Made by version 0.0.9" in shown and "may give other numbers" in shown


def test_what_a_damaged_link_says_is_told_and_can_be_put_away(root: Path) -> None:
    said = link(Study.of("magazine").with_settings(SMALL)).replace("market.people=400", "market.people=-4")
    app = followed(root, said)
    assert not app.exception
    assert "market.people = -4" in page_text(app) and "damaged" in page_text(app)
    app.button(key="link-read").click().run()
    assert "damaged" not in page_text(app)
