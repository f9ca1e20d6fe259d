"""A first visit in a real browser: the verdict comes up by itself, a lever changes it, nothing leaves the machine."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seen import PATIENCE

pytestmark = pytest.mark.browser


def test_verdict_lever_and_a_narrow_window(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)

    verdict = page.get_by_role("heading", level=1)
    expect(verdict).to_contain_text("90 % interval", timeout=PATIENCE)
    expect(page.get_by_text("It turns on").first).to_be_visible(timeout=PATIENCE)
    chart = page.get_by_test_id("stVegaLiteChart").first.locator("svg, canvas").first
    expect(chart).to_be_visible(timeout=PATIENCE)

    first = verdict.inner_text()
    price = page.get_by_role("slider", name="Price of a record")
    price.focus()
    price.press("ArrowRight")
    expect(verdict).not_to_have_text(first, timeout=PATIENCE)
    expect(verdict).to_contain_text("90 % interval")
    expect(page.get_by_text("Your last change").first).to_be_visible(timeout=PATIENCE)

    page.set_viewport_size({"width": 390, "height": 844})
    expect(verdict).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "a phone must not scroll sideways"

    strangers = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not strangers, "the page must work with no internet"
