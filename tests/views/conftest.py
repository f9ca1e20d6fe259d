"""The pages in a small market, so that a lever is answered in a moment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sim.inputs.scenario import load
from sim.views.state import Study

SMALL = """
extends = "magazine"
title = "A small magazine"

[market]
people = 600
months = 24
replicates = 3
"""


@pytest.fixture(scope="session")
def small_magazine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scenario") / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture
def open_app(root: Path, small_magazine: Path) -> Callable[[str | Path | None], AppTest]:
    """Opens the app as a visitor of its own; on the small magazine unless told otherwise."""

    def opened(scenario: str | Path | None = None) -> AppTest:
        app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
        app.session_state["study"] = Study(load(scenario or small_magazine))
        return app.run()

    return opened
