"""What tests may need from the machine, and how they go without.

A test that lacks something asks for it here and is skipped, with the reason printed. TWENTY_CENTS_REQUIRE
names what must not be missing (a comma list of chromium, postgres, data); what it names fails instead, so
that continuous integration cannot lose tests silently.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from tests import postgres

# How long one example takes says more about what else the machine does than about us.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

KINDS = ("chromium", "postgres", "data")
ROOT = Path(__file__).resolve().parents[1]


def require(what: str, reason: str) -> NoReturn:
    """Give up on the test that asks: skip it for want of `what`, or fail it where that must be there."""
    if what not in KINDS:
        raise ValueError(f"{what!r} is not one of {', '.join(KINDS)}")
    required = {name.strip() for name in os.environ.get("TWENTY_CENTS_REQUIRE", "").split(",")}
    if what in required:
        pytest.fail(f"{what} is required here (TWENTY_CENTS_REQUIRE): {reason}", pytrace=False)
    pytest.skip(f"needs {what}: {reason}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public data that lie beside the checkout, never in it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        require("data", "no folder ../shared/data beside the checkout")
    return folder


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL server of our own, of those that lie on this machine."""
    where = postgres.programs()
    if where is None:
        require("postgres", "no PostgreSQL on this machine (Debian: apt install postgresql)")
    yield from postgres.serving(where)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium as the system's packages install it: Playwright need not download a browser of its own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        require("chromium", "no Chromium on this machine (Debian: apt install chromium)")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium_path: str) -> dict[str, Any]:
    """pytest-playwright's settings, with the system's Chromium, which refuses its sandbox to root."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path,
        "args": ["--disable-gpu", *(["--no-sandbox"] if as_root else [])],
    }
