"""Files in a browser: a scenario sent in becomes what is seen, a wrong one is told; what is downloaded reads back."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import APIResponse, FilePayload, Page, expect

from sim.inputs.scenario import load
from sim.views.state import START, Study, link
from tests.browser.seen import PATIENCE, finished

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = Study.of(START).with_settings({"market.people": 400, "market.months": 12})
MOST = 20 * 1024 * 1024  # bytes of a file, as .streamlit/config.toml has it
SHOP = """
title = "My own shop"
question = "Does my shop gain by it?"
[market]
people = 400
months = 12
"""


@pytest.fixture
def explore(page: Page, address: str) -> Page:
    page.goto(f"{address}/?s={quote(link(SMALL), safe='~,=')}")
    return finished(page)


def bring(page: Page, name: str, text: str) -> None:
    page.get_by_role("button", name="Bring a file").click()
    chosen: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(chosen)


def test_a_scenario_sent_in_is_what_one_looks_at_then(explore: Page) -> None:
    bring(explore, "shop.toml", SHOP)
    expect(explore.get_by_text("Does my shop gain by it?")).to_be_visible(timeout=PATIENCE)
    expect(explore.get_by_role("heading", level=1)).to_contain_text("90 % interval", timeout=PATIENCE)


def test_a_wrong_file_is_told_with_its_place_and_remedy_and_changes_nothing(explore: Page) -> None:
    bring(explore, "shop.toml", SHOP + "[money]\nmargn = 4\n")
    expect(explore.get_by_text("This file cannot be used")).to_be_visible(timeout=PATIENCE)
    expect(explore.get_by_text("did you mean money.margin?")).to_be_visible()
    expect(explore.get_by_text("A magazine can sell each subscriber").first).to_be_visible()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(explore: Page) -> None:
    bring(explore, "customers.csv", "tenure\n" + "1\n" * (MOST // 2))
    expect(explore.get_by_text("File must be 20.0MB or smaller")).to_be_visible(timeout=PATIENCE)
    expect(explore.get_by_text("A magazine can sell each subscriber").first).to_be_visible()


def test_the_server_itself_refuses_what_is_too_large_or_comes_from_elsewhere(explore: Page) -> None:
    with explore.expect_request(lambda request: request.method == "PUT" and "upload_file" in request.url) as told:
        bring(explore, "shop.toml", SHOP)
    token = told.value.all_headers()["x-xsrftoken"]

    def sent(size: int, **headers: str) -> APIResponse:
        file: FilePayload = {"name": "customers.csv", "mimeType": "text/csv", "buffer": b"x" * size}
        return explore.request.put(f"{told.value.url}-again", multipart={"file": file}, headers=headers)

    refused = sent(MOST, **{"X-Xsrftoken": token})
    assert (refused.status, refused.text()) == (413, "File too large")
    assert sent(MOST - 10_000, **{"X-Xsrftoken": token}).ok, "so it is the size that was wrong"
    assert sent(10).status == 403


def test_what_is_downloaded_reads_back(explore: Page, tmp_path: Path) -> None:
    expect(explore.get_by_text("being made surer")).to_have_count(0, timeout=PATIENCE)
    verdict = explore.get_by_role("heading", level=1).inner_text()
    explore.get_by_role("button", name="Download", exact=True).click()
    for name, label in (
        ("table.csv", "Table (CSV)"),
        ("scenario.toml", "Scenario (TOML)"),
        ("chart.png", "Net value (PNG)"),
    ):
        with explore.expect_download() as told:
            explore.get_by_role("button", name=label).click()
        told.value.save_as(tmp_path / name)
    assert load(tmp_path / "scenario.toml").digest == SMALL.scenario.digest
    difference = pd.read_csv(tmp_path / "table.csv").set_index("policy")["difference"].to_dict()["sell-quietly"]
    assert (difference > 0) == ("better" in verdict.split("(")[0])
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_the_command_shown_gives_the_verdict_shown(explore: Page, tmp_path: Path) -> None:
    expect(explore.get_by_text("being made surer")).to_have_count(0, timeout=PATIENCE)
    verdict = explore.get_by_role("heading", level=1).inner_text()
    explore.get_by_role("button", name="Repeat this").click()
    command = explore.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first.inner_text()
    command = command.replace("twenty-cents", f"{sys.executable} -m sim", 1) + " --no-why"
    said = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    plain = verdict.replace("“", '"').replace("”", '"').replace("\u00a0", " ")
    assert " ".join(plain.split()) in " ".join(said.split())
