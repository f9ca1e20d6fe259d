"""What holds of every page: no serious fault for those who see or move badly, a phone's width, nothing from elsewhere.

Screenshots lie in out/pages afterwards: look at them.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sim.views.pages import PAGES, Entry
from sim.views.state import START, Study, link
from tests.browser.seen import finished

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDE, PHONE = (1280, 900), (390, 844)
LOOKS = {"wide": (WIDE, "light"), "dark": (WIDE, "dark"), "phone": (PHONE, "light")}
LONGEST = 8_000  # pixels of a page that are looked at
SERIOUS = ("serious", "critical")


def small_world(page: str) -> str:
    """The path of a link that opens a page on a small market, so that it is finished soon."""
    study = replace(Study.of(START).with_settings({"market.people": 400, "market.months": 12}), page=page)
    return f"{page}?s={quote(link(study), safe='~,=')}"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_a_page_is_accessible_fits_its_window_and_asks_nobody_else(
    page: Page, address: str, entry: Entry, root: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{small_world(entry.key)}")
    finished(page)
    expect(page.get_by_text("Page not found")).to_have_count(0)  # its own address opens it, the first page's too
    faults = []
    for look, ((width, height), scheme) in LOOKS.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": height})
        finished(page)
        whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, min(whole + 60, LONGEST))})
        page.wait_for_timeout(800)  # charts are drawn anew for the new width
        page.screenshot(path=root / "out" / "pages" / f"{entry.key}-{look}.png")
        found = Axe().run(page).response["violations"]
        faults += [f"{look}: {one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in SERIOUS]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    assert faults == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
