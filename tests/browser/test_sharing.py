"""Links in a browser: what is shared opens in a fresh one as it was; a damaged or old link says so and still opens."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from sim.views.state import START, Study, link
from tests.browser.seen import PATIENCE, finished

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = Study.of(START).with_settings({"market.people": 400, "market.months": 12})
Visit = Callable[[str], Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Visit:
    """Opens a link in a browser that has never been here."""

    def opened(said: str, page: str = "") -> Page:
        fresh = browser.new_context().new_page()
        fresh.goto(said if said.startswith("http") else f"{address}/{page}?s={quote(said, safe='~,=')}")
        return finished(fresh)

    return opened


def one_cent_more(page: Page) -> None:
    price = page.get_by_role("slider", name="Price of a record")
    price.focus()
    price.press("ArrowRight")
    expect(page.get_by_text("Your last change").first).to_be_visible(timeout=PATIENCE)
    finished(page)


def test_a_shared_link_opens_elsewhere_as_it_was(visit: Visit) -> None:
    here = visit(link(SMALL))
    one_cent_more(here)
    here.get_by_role("button", name="Share").click()
    shared = here.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    assert "data_market.price=0.21" in shared
    there = visit(shared)
    expect(there.get_by_role("slider", name="Price of a record")).to_have_value("0.21")
    expect(there.get_by_text("Not the default here")).to_be_visible(timeout=PATIENCE)
    first_words = here.get_by_role("heading", level=1).inner_text().split("$")[0]
    assert there.get_by_role("heading", level=1).inner_text().startswith(first_words)


def test_the_address_itself_is_a_link_so_that_reloading_loses_nothing(visit: Visit) -> None:
    here = visit(link(SMALL))
    one_cent_more(here)
    here.reload()
    expect(here.get_by_role("slider", name="Price of a record")).to_have_value("0.21", timeout=PATIENCE)


def test_a_link_in_euros_stays_so_as_the_answer_is_made_surer_and_in_what_is_downloaded(visit: Visit) -> None:
    there = visit(link(SMALL.looking_at(currency="EUR", rate="1.25")))
    expect(there.get_by_text("being made surer")).to_have_count(0, timeout=PATIENCE)
    headline = there.get_by_role("heading", level=1).inner_text()
    assert "€" in headline and "$" not in headline
    there.get_by_role("button", name="Download", exact=True).click()
    with there.expect_download() as told:
        there.get_by_role("button", name="Table (CSV)").click()
    assert set(pd.read_csv(told.value.path())["currency"]) == {"EUR"}


def test_a_link_opens_its_own_page(visit: Visit) -> None:
    there = visit(link(replace(SMALL, page="compare")))
    expect(there.get_by_text("The policies side by side")).to_be_visible(timeout=PATIENCE)


def test_a_damaged_link_names_the_place_and_the_value_and_still_opens(visit: Visit) -> None:
    there = visit(link(SMALL).replace("market.people=400", "market.people=lots"))
    expect(there.get_by_text("The link could not be read as it was sent")).to_be_visible(timeout=PATIENCE)
    expect(there.get_by_text("market.people = lots")).to_be_visible()
    expect(there.get_by_role("heading", level=1)).to_contain_text("90 % interval", timeout=PATIENCE)
    there.get_by_role("button", name="I have read this").click()
    expect(there.get_by_text("The link could not be read as it was sent")).to_have_count(0, timeout=PATIENCE)


def test_an_old_link_says_so_and_still_opens(visit: Visit) -> None:
    body = link(SMALL).split("~", 2)[2].replace("by=", "by=0.0.1-before-", 1)
    there = visit(f"1~{hashlib.sha256(body.encode()).hexdigest()[:8]}~{body}")
    expect(there.get_by_text("The link is an older one")).to_be_visible(timeout=PATIENCE)
    expect(there.get_by_role("heading", level=1)).to_contain_text("90 % interval", timeout=PATIENCE)


def test_a_long_study_is_shared_under_a_short_name(visit: Visit) -> None:
    own = {
        f"policies.mine-{n}": {"label": f"One of mine, number {n}", "sale": "quiet", "description": "x" * 200}
        for n in range(9)
    }
    here = visit(link(SMALL.with_settings(own)))
    here.get_by_role("button", name="Share").click()
    shared = here.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    assert len(shared) < 100 and "s=k~" in shared
    there = visit(shared)
    expect(there.get_by_role("heading", level=1)).to_contain_text("90 % interval", timeout=PATIENCE)
    expect(there.get_by_text("cannot be")).to_have_count(0)
