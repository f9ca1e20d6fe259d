"""A participant with a real browser: does what `phone.Phone` does, on the page as it is drawn."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from playwright.async_api import Browser, Page, async_playwright

from benchmarks.phone import WAIT


class Window:
    """A page of a phone's size. TimeoutError, of Playwright's, where something does not come."""

    def __init__(self, browser: Browser, address: str, query: str) -> None:
        self._browser, self._place = browser, f"{address}/?{query}"

    async def __aenter__(self) -> "Window":
        self._page: Page = await self._browser.new_page(viewport={"width": 390, "height": 844})
        self._page.set_default_timeout(1000 * WAIT)
        await self._page.goto(self._place)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._page.close()

    async def press(self, label: str, texts: Mapping[str, str] = MappingProxyType({})) -> None:
        """Press a button, with texts typed into fields before it."""
        for name, text in texts.items():
            await self._page.get_by_label(name).fill(text)
        await self._page.get_by_role("button", name=label).click()

    async def sees(self, text: str) -> None:
        """Wait until the page says something."""
        await self._page.get_by_text(text).first.wait_for()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser | None]:
    """Chromium, begun; None where there is none on this machine."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        yield None
        return
    async with async_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=found, args=["--disable-gpu", *sandbox])
        try:
            yield browser
        finally:
            await browser.close()
