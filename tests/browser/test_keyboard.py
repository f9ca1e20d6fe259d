"""By keyboard alone, and on a phone: from the first page to an answer, a changed lever, and another page."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sim.views.state import START, Study, link
from tests.browser.seen import PATIENCE, finished

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = Study.of(START).with_settings({"market.people": 400, "market.months": 12})
WHERE = "[document.activeElement.getAttribute('aria-label') || '', document.activeElement.innerText || '']"


@pytest.fixture
def explore(page: Page, address: str) -> Page:
    page.goto(f"{address}/?s={quote(link(SMALL), safe='~,=')}")
    expect(page.get_by_role("slider", name="How much personal service keeps people")).to_be_attached(timeout=PATIENCE)
    return finished(page)


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until something of that name has the focus, and can be seen to have it."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        label, text = page.evaluate(WHERE)
        seen.append(label or text[:30])
        if name == label or (name in text.splitlines() and len(text) < 60):  # not the whole page, which scrolls
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none" or "slider" in page.evaluate("document.activeElement.outerHTML"), name
            return
    pytest.fail(f"{name} cannot be reached by Tab; reached were {seen}")


def test_a_lever_undo_and_another_page_by_keyboard_alone(explore: Page) -> None:
    verdict = explore.get_by_role("heading", level=1)
    tab_to(explore, "Price of a record")
    explore.keyboard.press("ArrowRight")
    expect(explore.get_by_text("Your last change").first).to_be_visible(timeout=PATIENCE)
    finished(explore)
    explore.keyboard.press("Shift+Tab")
    undo = explore.get_by_role("button", name="Undo")
    undo.focus()
    explore.keyboard.press("Enter")
    expect(explore.get_by_text("Your last change")).to_have_count(0, timeout=PATIENCE)
    expect(verdict).to_contain_text("90 % interval")
    explore.get_by_role("link", name="Compare").focus()
    explore.keyboard.press("Enter")
    expect(explore.get_by_text("The policies side by side")).to_be_visible(timeout=PATIENCE)


def test_the_company_is_set_by_keyboard_alone(explore: Page) -> None:
    opener = explore.get_by_role("button", name="About my company")
    opener.focus()
    explore.keyboard.press("Enter")
    margin = explore.get_by_role("spinbutton", name="What does a customer earn you in a year?")
    margin.focus()
    explore.keyboard.press("Control+A")
    explore.keyboard.type("40")
    explore.keyboard.press("Enter")
    expect(explore.get_by_text("Not the default here")).to_be_visible(timeout=PATIENCE)
    expect(explore.get_by_role("slider", name="What a customer is worth")).to_have_value("40", timeout=PATIENCE)


def test_on_a_phone_the_verdict_stays_in_sight_while_a_lever_is_moved(explore: Page) -> None:
    explore.set_viewport_size({"width": 390, "height": 844})
    lever = explore.get_by_role("slider", name="How much personal service keeps people")
    lever.scroll_into_view_if_needed()
    lever.focus()
    lever.press("ArrowRight")
    expect(explore.get_by_text("Your last change").first).to_be_visible(timeout=PATIENCE)
    verdict = explore.get_by_role("heading", level=1)
    expect(verdict).to_be_in_viewport()
    expect(explore.get_by_text("How much personal service keeps people")).to_be_in_viewport()
    assert explore.evaluate("document.documentElement.scrollWidth") <= 390, "a phone must not scroll sideways"
