"""A sweep begun in the browser: it survives a reload, and Cancel ends its process there and then."""

import contextlib
import time

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.seen import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def workers(server: Server) -> list[psutil.Process]:
    """The processes of long work that the server has under way."""
    found = []
    for child in psutil.Process(server.process).children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it ends while it is looked at
            found += [child] if "sim.study.worker" in child.cmdline() else []
    return found


def test_a_sweep_survives_a_reload_and_cancel_ends_its_process(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/sweeps")
    page.get_by_role("button", name="Begin a small one").click(timeout=PATIENCE)
    steps = page.get_by_role("slider", name="Values of each")
    steps.focus()
    for _ in range(9):  # so many that it is not over before it is seen
        steps.press("ArrowRight")
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_text("The sweep is lived").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("%, about")).to_be_visible(timeout=PATIENCE)
    assert len(workers(server)) == 1

    page.reload()
    expect(page.get_by_text("The sweep is lived").first).to_be_visible(timeout=PATIENCE)
    (worker,) = workers(server)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("runs are kept")).to_be_visible(timeout=PATIENCE)
    assert not worker.is_running() and workers(server) == []
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_long_work_ends_when_its_page_goes_away(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/what_matters")
    end = time.monotonic() + 60
    while not workers(server):
        assert time.monotonic() < end, "it is never begun"
        time.sleep(0.05)
    page.close()
    end = time.monotonic() + 60
    while workers(server):
        assert time.monotonic() < end, "it is never ended"
        time.sleep(0.5)
