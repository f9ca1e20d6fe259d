"""The command as a process of its own: what it prints, where, and with which exit code."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import sim
from tests.refusing import refused

ROOT = Path(__file__).resolve().parents[1]
FEW = ["--people", "500", "--months", "12", "--replicates", "2"]


def environment(**more: str) -> dict[str, str]:
    """This one, with the package to be found from any folder, and nothing that makes output colourful."""
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def command(*words: str, at: Path | None = None, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the command from another folder than the checkout and wait for it."""
    line = [sys.executable, "-m", "sim", *words]
    env = environment(**more)
    return _finished(line, at or Path("/"), env)


def _finished(line: list[str], at: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(line, cwd=at, env=env, capture_output=True, text=True, timeout=300, check=False)


def test_alone_it_says_what_it_can_do_and_how_to_begin() -> None:
    ran = command()
    assert ran.returncode == 0
    assert "twenty-cents compare magazine" in ran.stdout
    assert "twenty-cents app" in ran.stdout
    assert ran.stderr == ""


def test_it_knows_its_version() -> None:
    assert command("--version").stdout.strip() == f"twenty-cents {sim.__version__}"


def test_importing_the_package_brings_nothing_heavy() -> None:
    heavy = "{'numpy', 'mesa', 'numba', 'pandas', 'matplotlib', 'scipy', 'streamlit'}"
    script = f"import sys, sim; sim.load; print(sorted({heavy} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_compare_prints_a_verdict_and_a_table_in_plain_text() -> None:
    ran = command("compare", "magazine", *FEW, "--policies", "sell-quietly,golden-rule")
    assert ran.returncode == 0, ran.stderr
    assert "interval" in ran.stdout
    assert "turn" in ran.stdout
    assert "Sell quietly" in ran.stdout
    assert "The golden rule" in ran.stdout
    assert 'Why "Sell quietly" comes out' in ran.stdout
    assert 'Why "The golden rule" comes out' in ran.stdout
    assert "\x1b" not in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= 80
    assert ran.stderr == ""


def test_json_is_all_that_is_printed_when_it_is_asked_for() -> None:
    asked = ["--set", "data_market.price=0.31", "--set", "policies.opt-out.price=0.25", "--seed", "7", "--json"]
    ran = command("compare", "magazine", *FEW, *asked)
    raw = json.loads(ran.stdout)
    assert (raw["people"], raw["months"], raw["replicates"], raw["seed"]) == (500, 12, 2, 7)
    assert raw["differs"]["data_market.price"] == 0.31
    assert raw["differs"]["policies.opt-out.price"] == 0.25
    assert raw["policies"].keys() == sim.load("magazine").policies.keys()


def test_python_and_the_command_give_the_same(tmp_path: Path) -> None:
    ran = command("compare", "magazine", *FEW, "--policies", "ask-first", "--json", "--threads", "1")
    few = {"market.people": 500, "market.months": 12, "market.replicates": 2}
    here = sim.compare(sim.load("magazine").changed(few), ["ask-first"])
    assert json.loads(ran.stdout) == json.loads(here.to_json())


def test_results_are_written_to_a_folder(tmp_path: Path) -> None:
    ran = command("compare", "magazine", *FEW, "--policies", "opt-out", "--out", "results", at=tmp_path)
    assert ran.returncode == 0, ran.stderr
    written = {file.name for file in (tmp_path / "results").iterdir()}
    assert {"result.json", "table.csv", "by_month.parquet", "net_value.svg", "scenario.toml"} <= written
    assert [place.name for place in tmp_path.iterdir()] == ["results"]
    again = command("compare", "results/scenario.toml", "--policies", "opt-out", "--json", at=tmp_path)
    first = json.loads((tmp_path / "results" / "result.json").read_text(encoding="utf-8"))
    assert json.loads(again.stdout) == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "magazin"], "did you mean magazine"),
        (["compare", "--people", "0"], "market.people = 0"),
        (["compare", "--people", "1e12"], "market.people"),
        (["compare", "--people", "many"], "market.people = many"),
        (["compare", "--months", "0"], "market.months = 0"),
        (["compare", "--policies", "sell-quitely"], "did you mean sell-quietly"),
        (["compare", "--policies", ","], "names no policy"),
        (["compare", "--baseline", "nobody"], "nobody"),
        (["compare", "--why", "nobody"], "why: nobody is not among the policies compared"),
        (["compare", "--why", ","], "--why names no policy"),
        (["compare", "--why", "all", "--no-why"], "cannot go together"),
        (["compare", "--set", "data_market.price"], "KEY=VALUE"),
        (["compare", "--set", "data_market.prise=1"], "did you mean data_market.price"),
        (["compare", "--set", "data_market.price=cheap"], "data_market.price = cheap"),
        (["compare", "--set", "policies.sell-quietly.reward=1"], "reward"),
        (["compare", "--threads", "0"], "threads"),
        (["compare", "--using", "magic"], "engine, mesa"),
        (["compare", "--using", "mesa"], "small markets"),
        (["compare", "--threads", "many"], "--threads many: must be a whole number"),
        (["compare", "--most", "1"], "--most 1: must be at least 2"),
        (["compare", "--until-settled", "--replicates", "8", "--most", "4"], "most = 4: must be a whole number from 8"),
        (["compare", "--set", "money.margin=9", "--set", "money.margin=8"], "another --set says 9"),
        (["compare", "--people", "500", "--set", "market.people=300"], "--people 500 says something else"),
        (["compare", "--poeple", "5"], "did you mean --people?"),
        (["compare", "--out", ""], "--out is empty"),
        (["scenarios", "show", "magazine", "--full", "--json"], "leave one of them out"),
        (["calibrate", "event", "some.csv", "--kind", "gift"], "--kind gift: must be one of 'sale', 'breach'"),
        (["calibrate", "customers", "some.csv", "--as-of", "31.3.2024"], "must be a date, as in 2024-03-31"),
        (["compare", "--out", "/dev/null"], "/dev/null is a file"),
        (["compare", "--out", "/dev/null/deeper"], "/dev/null"),
        (["scenarios", "show", "nowhere.toml"], "nowhere.toml"),
        (["scenarios", "check", "/bin/sh"], "/bin/sh"),
        (["app", "--host", "nowhere.invalid"], "nowhere.invalid"),
        (["nonsense"], "nonsense"),
    ],
)
def test_bad_input_is_named_in_one_message_with_exit_code_2(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = refused(*words)
    assert said in told
    assert "\u2500" not in told  # no box around it


def test_a_fault_of_the_program_shows_no_traceback_unless_asked(tmp_path: Path) -> None:
    breaks = "import sim.study.compare as c; c.plan = None; from sim.cli import main; main()"
    line = [sys.executable, "-c", breaks, "compare", "magazine"]
    ran = _finished(line, tmp_path, environment())
    assert ran.returncode == 1
    assert ran.stderr.startswith("Something went wrong inside Twenty Cents: TypeError")
    assert "TWENTY_CENTS_DEBUG=1" in ran.stderr
    asked = _finished(line, tmp_path, environment(TWENTY_CENTS_DEBUG="1"))
    assert "Traceback" in asked.stderr


def test_scenarios_are_listed_shown_and_checked(tmp_path: Path) -> None:
    for words in (["scenarios"], ["scenarios", "list"]):
        assert "magazine" in command(*words).stdout
    (entry, *_) = json.loads(command("scenarios", "list", "--json").stdout)
    assert json.loads(command("scenarios", "--json").stdout)[0] == entry
    assert entry.keys() == {"name", "title", "question", "conclusion"}
    assert "sell-quietly" in command("scenarios", "show", "magazine").stdout
    assert json.loads(command("scenarios", "show", "magazine", "--json").stdout)["values"]["data_market.price"] == 0.2
    full = tmp_path / "mine.toml"
    full.write_text(command("scenarios", "show", "magazine", "--full").stdout, encoding="utf-8")
    assert sim.load(full).digest == sim.load("magazine").digest
    assert "in order" in command("scenarios", "check", "mine.toml", at=tmp_path).stdout
    assert json.loads(command("scenarios", "schema").stdout)["type"] == "object"


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_ends_politely_and_leaves_nothing(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "sim", "compare", "--replicates", "5000", "--out", "results"]
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit it ignored
    with subprocess.Popen(
        line, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        signal.signal(signal.SIGINT, ours)
        try:
            time.sleep(5)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
    assert running.returncode == 130
    assert err.strip() == "Stopped."
    assert out == ""
    assert not list(tmp_path.iterdir())


def test_the_app_is_served_on_this_computer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "sim", "app", "--port", str(port)]
    with subprocess.Popen(
        line, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as served:
        try:
            assert _answers(f"http://127.0.0.1:{port}/_stcore/health", served)
            assert _refuses_a_stranger_s_file(f"http://127.0.0.1:{port}/_stcore/upload_file/anybody/anything")
        finally:
            served.terminate()
            served.communicate(timeout=30)


def test_nobody_on_the_internet_is_asked_where_the_app_is(tmp_path: Path) -> None:
    """Streamlit would ask, for a server that is open to all, and when another site's page wants in."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "sim", "app", "--host", "0.0.0.0", "--port", str(port)]
    settings = environment() | {"STREAMLIT_SERVER_HEADLESS": "true"}
    with subprocess.Popen(
        line, cwd=tmp_path, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as served:
        try:
            assert _answers(f"http://127.0.0.1:{port}/_stcore/health", served)
            assert _refuses_another_site_s_page(port)
        finally:
            served.terminate()
            said = served.communicate(timeout=30)[0]
    assert "http://localhost" in said
    assert "external" not in said.lower()  # neither found nor looked for in vain


def _refuses_another_site_s_page(port: int) -> bool:
    """Whether a page of another site is turned away at the socket."""
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    asked |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "http://elsewhere.example"}
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    there.request("GET", "/_stcore/stream", headers=asked)
    status = there.getresponse().status
    there.close()
    return status == 403


def _refuses_a_stranger_s_file(address: str) -> bool:
    """Whether a file sent without the page's own token is turned away."""
    try:
        urllib.request.urlopen(urllib.request.Request(address, data=b"x", method="PUT"), timeout=10).close()
    except urllib.error.HTTPError as error:
        return error.code == 403
    return False


def _answers(address: str, served: "subprocess.Popen[str]") -> bool:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError):
            if served.poll() is not None:
                return False
            time.sleep(0.5)
    return False


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = command("app", "--port", str(port))
    assert ran.returncode == 2
    assert f"127.0.0.1:{port}" in ran.stderr
