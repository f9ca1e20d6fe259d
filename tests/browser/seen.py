"""What a visitor waits for in a browser."""

from playwright.sync_api import Page, expect

PATIENCE = 120_000  # milliseconds; the first run of all compiles the model


def finished(page: Page) -> Page:
    """The page once nothing on it is being worked out any more."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=PATIENCE)
    expect(page.locator("[data-testid=stSpinner], [data-testid=stProgress], [data-testid=stSkeleton]")).to_have_count(
        0, timeout=PATIENCE
    )
    return page
