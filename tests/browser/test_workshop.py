"""A whole workshop in real browsers: facilitator, projector, three phones; a reload, and the server killed midway."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sim.workshop import answers, sessions, teams
from sim.workshop.database import open_database
from tests.browser.conftest import wait_until_well
from tests.workshop.conftest import PIN, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 90_000  # milliseconds; the first lives of all compile the model
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


class Server:
    """`twenty-cents workshop` as a process on a port and a file of its own."""

    def __init__(self, root: Path, db: Path) -> None:
        self._root, self.db = root, db
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        here = ["--db", str(self.db), "--host", "127.0.0.1", "--port", str(self._port), "--pin", PIN]
        command = [sys.executable, "-m", "sim", "workshop", *here]
        silent = subprocess.DEVNULL
        self._process = subprocess.Popen(command, cwd=self._root, stdout=silent, stderr=silent)
        wait_until_well(self.address, self._process)

    def kill(self) -> None:
        """As a flat battery does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def server(root: Path, chromium_path: str, tmp_path: Path) -> Iterator[Server]:
    running = Server(root, tmp_path / "workshop.db")
    yield running
    running.kill()


def test_a_workshop_from_start_to_debrief(browser: Browser, server: Server) -> None:
    expect.set_options(timeout=PATIENCE)
    asked: list[str] = []

    def opened(size: object, where: str) -> Page:
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        page.on("request", lambda request: asked.append(request.url))
        page.set_default_timeout(PATIENCE)
        page.goto(server.address + where)
        return page

    console = opened(DESK, "/console")
    let_in(console)
    console.get_by_label("Or one of your own").fill(SMALL)
    console.get_by_role("button", name="Make it").click()
    console.get_by_role("button", name="Open round 1").wait_for()
    (room,) = re.findall(r"room=(\w+)", console.url)

    phones = [opened(PHONE, f"/?room={room}") for _ in range(3)]
    for phone, name in zip(phones, ("Red", "Blue", "Grün <b>"), strict=True):
        phone.get_by_label("Your team's name").fill(name)
        phone.get_by_role("button", name="Join as a new team").click()
        phone.get_by_text("You are in").wait_for()
    screen = opened(DESK, f"/screen?room={room}")
    expect(screen.get_by_text("3 teams in")).to_be_visible()
    expect(screen.get_by_text("Grün <b>")).to_be_visible()

    red, blue, green = phones
    console.get_by_role("button", name="Open round 1").click()
    answer(red, "Sell quietly", "we need the money")
    answer(blue, "Never sell", "a promise")
    choose(green, "Ask first")
    expect(green.get_by_role("slider", name="Price of a record")).to_be_visible()
    green.reload()
    expect(green.get_by_role("radio", name="Ask first")).to_be_checked()
    answer(green, "Ask first", "they may say no")
    expect(console.get_by_text("3 of 3 teams have handed in")).to_be_visible()
    for page in (console, screen, blue):
        expect(page.get_by_text("we need the money")).to_have_count(0)
    lock_and_reveal(console)
    for page in (*phones, screen, console):
        expect(page.get_by_text("we need the money").first).to_be_visible()
        expect(page.get_by_text("which came off worst")).to_be_visible()
    expect(screen.get_by_text("Red", exact=True)).to_have_count(0)
    console.get_by_text("Show teams' names").click()
    expect(screen.get_by_text("Red", exact=True).first).to_be_visible()

    console.get_by_role("button", name="Open round 2").click()
    answer(red, "Sell quietly", "more of it")
    answer(blue, "Never sell", "still a promise")
    choose(green, "Sell quietly")
    before = everything(server)
    server.kill()
    server.start()
    assert everything(server) == before, "nothing that was handed in is lost"
    expect(red.get_by_text("Handed in: Sell quietly")).to_be_visible()
    answer(green, "Sell quietly", "so do we")
    let_in(console)
    expect(console.get_by_text("3 of 3 teams have handed in")).to_be_visible()
    lock_and_reveal(console)
    for page in (*phones, screen):
        expect(page.get_by_text("so do we").first).to_be_visible()

    console.get_by_role("button", name="Open round 3").click()
    for phone, why in ((red, "last time"), (blue, "to the end"), (green, "once more")):
        answer(phone, "Never sell", why)
    lock_and_reveal(console)
    for phone in phones:
        expect(phone.get_by_text("once more").first).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "no scrolling sideways"

    console.get_by_role("button", name="End the session").click()
    expect(console.get_by_text("The debrief, to print and as a table")).to_be_visible()
    expect(red.get_by_text("That was it")).to_be_visible()
    debrief = opened(DESK, f"/debrief?room={room}")
    expect(debrief.get_by_text("How sure, and how often right")).to_be_visible()
    for title in ("An offer", "A better offer", "A law"):
        expect(debrief.get_by_role("heading", name=title)).to_be_visible()
    with debrief.expect_download() as table:
        debrief.get_by_role("button", name="As a table (CSV)").click()
    rows = table.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 3 * 3 and sum("Grün <b>" in row for row in rows) == 3, "a row for each team and round"

    strangers = [url for url in asked if not url.startswith((server.address, "data:", "blob:"))]
    assert not strangers, "nothing leaves the machine"


def let_in(console: Page) -> None:
    console.get_by_label("PIN", exact=True).fill(PIN)
    console.get_by_role("button", name="Open", exact=True).click()


def lock_and_reveal(console: Page) -> None:
    console.get_by_role("button", name="Lock the round").click()
    reveal = console.get_by_role("button", name="Reveal", exact=True)
    expect(reveal).to_be_enabled()
    reveal.click()


def choose(phone: Page, card: str) -> None:
    phone.get_by_test_id("stRadio").get_by_text(card, exact=True).click()
    expect(phone.get_by_role("radio", name=card)).to_be_checked()


def answer(phone: Page, card: str, why: str) -> None:
    choose(phone, card)
    field = phone.get_by_label("Why?")
    field.fill(why)
    field.press("Enter")
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_text("Your answer is in").first).to_be_visible()


def everything(server: Server) -> object:
    """What the file holds, read beside the server."""
    engine = open_database(server.db)
    (session,) = sessions.all_sessions(engine)
    all_ = teams.all_teams(engine, session.id)
    with engine.begin() as connection:
        kept = session, all_, answers.answers_to_live(connection, session.id)
    engine.dispose()
    return kept
