"""A first visit in a real browser: the verdict comes up by itself, a lever changes it, nothing leaves the machine."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PATIENCE = 120_000  # milliseconds; the first run of all compiles the model


@pytest.fixture(scope="module")
def address(root: Path, chromium_path: str) -> Iterator[str]:
    """The app, served as `make app` serves it, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sim", "app", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            where = f"http://127.0.0.1:{port}"
            wait_until_well(where, server)
            yield where
        finally:
            server.terminate()


def wait_until_well(where: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the app ended by itself"
        try:
            with urllib.request.urlopen(f"{where}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the app does not answer")


def test_verdict_lever_and_a_narrow_window(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)

    verdict = page.get_by_role("heading", level=1)
    expect(verdict).to_contain_text("90 % interval", timeout=PATIENCE)
    expect(page.get_by_text("It turns on").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stVegaLiteChart").first.locator("svg, canvas").first).to_be_visible()

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
