"""Faults put in on purpose are found by `verify`: in the rule, the alarms, the ledger and the order of the month."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sim.model.company import Company
from sim.model.data_market import DataMarket
from sim.model.ledger import Ledger
from sim.model.market import Market
from sim.model.press import Press
from sim.model.regulator import Regulator
from sim.study.verify import verify

FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]
CHOSEN = [pytest.param(one, id=one["words"], marks=() if one.get("quick") else pytest.mark.slow) for one in FAULTS]


def run_copy(root: Path, place: Path, fault: dict[str, Any], *options: str) -> "subprocess.CompletedProcess[str]":
    """Run `verify` in a copy of the program with the fault in it."""
    skip = shutil.ignore_patterns("__pycache__")
    for folder in ("sim", "scenarios", "tests/worked"):
        shutil.copytree(root / folder, place / folder, ignore=skip)
    file = place / "sim" / "model" / fault["file"]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(fault["find"], fault["put"]), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1", "TWENTY_CENTS_CACHE": str(place / "cache")}
    line = [sys.executable, "-m", "sim", "verify", "--json", *options]
    return subprocess.run(line, cwd=place, env=env, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["words"] for fault in FAULTS])
def test_a_fault_has_its_place(fault, root):
    text = (root / "sim" / "model" / fault["file"]).read_text(encoding="utf-8")
    assert text.count(fault["find"]) == 1, "the place has changed: seed the fault anew"


@pytest.mark.parametrize("fault", CHOSEN)
def test_a_fault_in_the_program_is_found(fault, root, tmp_path):
    ran = run_copy(root, tmp_path, fault, "--only", fault["found_by"])
    assert ran.returncode == 1, ran.stderr
    report = json.loads(ran.stdout)
    assert not report["held"]
    assert report["checks"][0]["wrong"]


@pytest.mark.slow
def test_the_whole_of_verify_finds_a_fault(root, tmp_path):
    fault = next(one for one in FAULTS if one["words"].startswith("Those who know come back"))
    ran = run_copy(root, tmp_path, fault)
    assert ran.returncode == 1, ran.stderr
    failed = [check["name"] for check in json.loads(ran.stdout)["checks"] if not check["held"]]
    assert failed == ["worked cases"]


@pytest.mark.slow
def test_without_a_fault_everything_holds():
    report = verify()
    assert [check.name for check in report.checks if not check.held] == []
    assert len(report.checks) >= 14


# Faults of the market need no copy: its parts are replaced where they are.


def commission_forgotten(monkeypatch):
    step = DataMarket.step

    def faulty(self, terms, disclosures):
        return step(self, terms, disclosures) / (1.0 - self.commission)

    monkeypatch.setattr(DataMarket, "step", faulty)


def late_payments_not_discounted(monkeypatch):
    start = Ledger.__init__

    def faulty(self, inputs, scale):
        start(self, inputs, scale)
        self._discount["fines"] = self._discount["acquisition"]
        self._discount["settlements"] = self._discount["acquisition"]

    monkeypatch.setattr(Ledger, "__init__", faulty)


def a_line_booked_twice(monkeypatch):
    book = Ledger.book

    def faulty(self, month, *rest):
        book(self, month, *rest)
        self.lines["rewards"][month - 1] *= 2.0

    monkeypatch.setattr(Ledger, "book", faulty)


def end_value_not_discounted(monkeypatch):
    start = Ledger.__init__

    def faulty(self, inputs, scale):
        start(self, inputs, scale)
        self._horizon = 1.0

    monkeypatch.setattr(Ledger, "__init__", faulty)


def members_counted_again_every_month(monkeypatch):
    settlements = Regulator._settlements

    def faulty(self, month):
        self._members *= 1.01
        return settlements(self, month)

    monkeypatch.setattr(Regulator, "_settlements", faulty)


def policy_a_month_late(monkeypatch):
    terms = Company.terms
    monkeypatch.setattr(Company, "terms", lambda self, month: terms(self, max(1, month - 1)))


def press_before_people(monkeypatch):
    outlook = Market._outlook

    def faulty(self, terms, last):
        self.press.step(self.month, 1e9)
        return outlook(self, terms, last)

    monkeypatch.setattr(Market, "_outlook", faulty)


def stories_do_not_end(monkeypatch):
    outlook = Press.outlook

    def faulty(self, months):
        reputation, runs, chance = outlook(self, months)
        return reputation, runs | bool(self.stories), chance

    monkeypatch.setattr(Press, "outlook", faulty)


@pytest.mark.parametrize(
    ("seed", "found_by"),
    [
        (commission_forgotten, "books"),
        (late_payments_not_discounted, "books"),
        (a_line_booked_twice, "books"),
        (end_value_not_discounted, "books"),
        (members_counted_again_every_month, "books"),
        (policy_a_month_late, "order of the month"),
        (press_before_people, "order of the month"),
        (stories_do_not_end, "order of the month"),
    ],
)
def test_a_fault_in_the_market_is_found(seed, found_by, monkeypatch):
    seed(monkeypatch)
    assert not verify([found_by]).held


def test_a_check_that_there_is_not_is_named(root):
    line = [sys.executable, "-m", "sim", "verify", "--only", "bookz"]
    env = {**os.environ, "PYTHONPATH": str(root)}
    ran = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "bookz: there is no such check; did you mean books?\n"
