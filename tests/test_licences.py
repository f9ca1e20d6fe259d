"""What comes with an installation may be used as it is, and the page says what that is."""

import re
from pathlib import Path

import pytest

from tests.licences import ONLY_USED, UNSAID, is_compatible, licences, tools

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return licences()


def test_every_licence_goes_with_ours(found: dict[str, str]) -> None:
    assert len(found) > 40
    assert {name: said for name, said in found.items() if not is_compatible(said)} == {}


def test_every_tool_may_be_used_and_those_that_bind_more_are_named(found: dict[str, str]) -> None:
    """A tool of development may be under the GPL, for nothing of it is shipped; what is shipped may not."""
    asked = tools()
    assert {"pytest", "ruff", "sphinx"} <= asked.keys() and not asked.keys() & found.keys()
    others = {name: said for name, said in asked.items() if not is_compatible(said)}
    assert set(others.values()) <= ONLY_USED and others.keys() <= UNSAID.keys()


def test_the_page_lists_what_is_installed(found: dict[str, str]) -> None:
    """On another system or Python some more or less may be installed; nothing may be listed under another licence."""
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|$", text, re.MULTILINE))
    assert {"mesa", "numpy", "streamlit", "typst"} <= listed.keys() & found.keys()
    found = found | tools()
    both = listed.keys() & found.keys()
    assert {name: found[name] for name in both} == {name: listed[name] for name in both}
    assert len(both) >= 0.9 * len(found)


def test_the_page_lists_every_package_whose_version_is_pinned() -> None:
    """Those of other systems, too, which are not installed here."""
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(pinned) > 100
    assert [name for name in pinned if f"\n| {re.sub('[._]', '-', name.lower())} |" not in text] == []


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later", "not told", "MIT AND GPL-2.0-only"])
def test_a_licence_that_does_not_go_with_ours_is_seen(said: str) -> None:
    assert not is_compatible(said)
