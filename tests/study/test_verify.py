"""`verify` and its report: as text, as JSON, and by exit code."""

import json

import pytest
from typer.testing import CliRunner, Result

from sim import __version__
from sim.cli import cli
from sim.errors import InputError
from sim.model.ledger import Ledger
from sim.study.proof import checks
from sim.study.verify import Verified, verify

QUICK = ["worked cases", "order of the month"]


def asked(*options: str) -> Result:
    words = [word for name in QUICK for word in ("--only", name)]
    return CliRunner().invoke(cli, ["verify", *words, *options])


def test_every_check_says_in_a_sentence_what_it_asks():
    for name, check in checks.CHECKS.items():
        assert check.__doc__, name
        assert check.__doc__.endswith("."), name


def test_only_the_checks_asked_for_are_made_and_told_one_by_one():
    said: list[Verified] = []
    report = verify(QUICK, said.append)
    assert [check.name for check in report.checks] == QUICK
    assert said == list(report.checks)
    assert report.held


def test_a_check_that_there_is_not_is_refused():
    with pytest.raises(InputError, match="did you mean worked cases"):
        verify(["worked case"])


def test_as_text():
    ran = asked()
    assert ran.exit_code == 0
    assert "holds  worked cases" in ran.stdout
    assert "All 2 checks held" in ran.stdout


def test_as_json():
    ran = asked("--json")
    assert ran.exit_code == 0
    report = json.loads(ran.stdout)
    assert report["version"] == __version__
    assert report["held"] is True
    assert set(report["machine"]) == {"python", "numpy", "numba", "system", "cores"}
    assert [check["name"] for check in report["checks"]] == QUICK
    assert all(set(check) == {"name", "asks", "held", "said", "wrong", "seconds"} for check in report["checks"])


def test_a_fault_is_named_and_gives_exit_code_1(monkeypatch):
    monkeypatch.setattr(Ledger, "book", lambda *_: None)
    ran = asked()
    assert ran.exit_code == 1
    assert "FAILS  order of the month" in ran.stdout
    assert "customers who leave at the end of month 1 pay for it" in " ".join(ran.stdout.split())
    assert "1 of 2 checks failed: order of the month." in ran.stdout


def test_a_check_that_cannot_be_finished_does_not_hold(monkeypatch):
    def broken() -> checks.Finding:
        """This goes wrong."""
        raise ZeroDivisionError("by nothing")

    monkeypatch.setitem(checks.CHECKS, "worked cases", broken)
    worked, order = verify(QUICK).checks
    assert worked.wrong == ("ZeroDivisionError: by nothing",)
    assert order.held
