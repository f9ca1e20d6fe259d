"""Scenarios: layers over the defaults, values and digest, and changing them by dotted name."""

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS, Parameter, defaults
from sim.inputs.scenario import Breach, Scenario, json_schema, load, load_text, shipped

MAGAZINE = load("magazine")


def values_of(entry: Parameter) -> st.SearchStrategy[Any]:
    """Any value that a parameter may take."""
    if entry.choices:
        return st.sampled_from(entry.choices)
    if entry.kind is bool:
        return st.booleans()
    assert entry.minimum is not None
    assert entry.maximum is not None
    if entry.kind is int:
        return st.integers(int(entry.minimum), int(entry.maximum))
    return st.floats(entry.minimum, entry.maximum)


ONE_SETTING = st.sampled_from(list(PARAMETERS.values())).flatmap(
    lambda entry: st.tuples(st.just(entry.name), values_of(entry))
)
STANDS_WITH_OTHERS = ("people.fundamentalist", "people.pragmatist", "market.people", "word_of_mouth.contacts")


def test_every_shipped_scenario_is_complete_and_named() -> None:
    assert "magazine" in shipped()
    assert "base" not in shipped()
    for name in shipped():
        scenario = load(name)
        assert scenario.name == name
        assert scenario.title != name
        assert scenario.question.endswith("?")
        assert list(scenario.values) == list(PARAMETERS)
        assert "never-sell" in scenario.policies
        assert scenario.about
        assert scenario.sources
        assert scenario.conclusion
        assert scenario.remarks == ()


def test_the_magazine_is_what_the_defaults_describe() -> None:
    assert MAGAZINE.values == defaults()
    assert MAGAZINE.differs == ()
    assert MAGAZINE.sources
    assert "misspells" in MAGAZINE.about
    assert MAGAZINE.conclusion
    assert MAGAZINE.changed({"data_market.price": 0.4}).conclusion == ""


def test_a_file_says_only_what_differs_from_another(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "Mine"\nextends = "magazine"\n[data_market]\nprice = 0.3\n', encoding="utf-8")
    ours = tmp_path / "ours.toml"
    ours.write_text('extends = "mine.toml"\nsources = ["us"]\n[policies.opt-out]\nbuyers = 3\n', encoding="utf-8")
    scenario = load(ours)
    assert scenario.differs == ("data_market.price", "policies.opt-out.buyers")
    assert scenario["data_market.price"] == 0.3
    assert scenario.policies["opt-out"].sale == "opt_out"
    assert scenario.title == "ours"
    assert scenario.question == MAGAZINE.question
    assert scenario.sources == (*MAGAZINE.sources, "us")


def test_scenarios_that_extend_each_other_in_a_circle_are_refused_with_the_way_round(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{name}.toml").write_text(f'extends = "{other}.toml"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"circle \(a\.toml -> b\.toml -> c\.toml -> a\.toml\)"):
        load(tmp_path / "a.toml")


def test_a_fault_in_the_scenario_below_is_told_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "below.toml").write_text("[press]\nreach = 2\n", encoding="utf-8")
    (tmp_path / "top.toml").write_text('extends = "below.toml"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"below\.toml: press\.reach = 2"):
        load(tmp_path / "top.toml")


def test_text_may_extend_what_is_shipped_but_no_file(tmp_path: Path) -> None:
    assert load_text('extends = "magazine"').digest == MAGAZINE.digest
    (tmp_path / "secret.toml").write_text("x = 1", encoding="utf-8")
    with pytest.raises(InputError, match="no such shipped scenario"):
        load_text(f'extends = "{(tmp_path / "secret.toml").as_posix()}"')


def test_the_digest_sees_content_and_nothing_else() -> None:
    written = dict(reversed(list(MAGAZINE.values.items())))
    assert MAGAZINE.changed(written).digest == MAGAZINE.digest
    assert load_text('title = "Other words"').digest == MAGAZINE.digest
    assert load_text('[policies.never-sell]\nnotice = "buried"\nreward = 0').digest == MAGAZINE.digest
    assert load_text("[press]\ndamage = 0\n").digest == load_text("[press]\ndamage = -0.0\n").digest
    assert load_text("[market]\nsize = 2e6\n").digest == MAGAZINE.digest


@given(ONE_SETTING)
def test_every_value_within_the_limits_is_accepted_and_seen_by_the_digest(setting: tuple[str, Any]) -> None:
    name, value = setting
    try:
        scenario = MAGAZINE.changed({name: value})
    except InputError:
        assert name in STANDS_WITH_OTHERS
        return
    assert scenario[name] == value
    assert (scenario.digest == MAGAZINE.digest) == (value == PARAMETERS[name].default)
    assert scenario.differs == (() if value == PARAMETERS[name].default else (name,))
    assert MAGAZINE.changed({name: str(value)}).digest == scenario.digest


def test_the_digest_is_the_same_in_another_process() -> None:
    code = "from sim.inputs.scenario import load; print(load('magazine').digest)"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == MAGAZINE.digest


def test_a_scenario_travels_to_other_processes_whole() -> None:
    scenario = MAGAZINE.changed({"data_market.price": 0.3, "events": [{"month": 4, "share": 0.5}]})
    for twin in (pickle.loads(pickle.dumps(scenario)), copy.deepcopy(scenario)):
        assert twin == scenario
        assert hash(twin) == hash(scenario)
        assert twin.events == scenario.events


def test_a_scenario_cannot_be_changed_in_place() -> None:
    with pytest.raises(TypeError):
        MAGAZINE.values["data_market.price"] = 1.0  # type: ignore[index]
    with pytest.raises(AttributeError):
        MAGAZINE.name = "other"  # type: ignore[misc]


def test_changes_come_by_dotted_name_and_build_on_each_other() -> None:
    scenario = MAGAZINE.changed(
        {
            "data_market.price": "0.4",
            "mechanisms.press": "false",
            "market.size": "1e6",
            "law.regime": "opt_in",
            "policies.sell-quietly.buyers": "3",
            "policies.stop-and-apologise.changes.1.month": "13",
        }
    ).changed({"data_market.commission": 0.35})
    assert scenario["data_market.price"] == 0.4
    assert scenario["mechanisms.press"] is False
    assert scenario["market.size"] == 1_000_000
    assert scenario["policies.sell-quietly.buyers"] == 3
    assert scenario["policies.opt-out.buyers"] == 1
    assert scenario["policies.stop-and-apologise.changes"] == "month 13: sale never, apology true"
    assert all(isinstance(scenario[key], float | int | bool | str) for key in scenario.differs)
    assert "data_market.price" in scenario.remarks[0]


def test_a_policy_of_ones_own_can_be_added_from_python() -> None:
    scenario = MAGAZINE.changed({"policies.mine": {"label": "Mine", "sale": "opt_in", "reward": 0.25}})
    assert scenario.policies["mine"].reward == 0.25
    assert scenario.differs == ("policies.mine.sale", "policies.mine.reward")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("data_market.price", "0,4", "data_market.price = 0,4: must be a number from 0 to 1,000"),
        ("data_market.price", "0,4", "write a point for decimals"),
        ("data_market.price", "", "must be a number"),
        ("data_market.price", "nan", "must be a number"),
        ("data_market.price", "1e400", "must be a number"),
        ("data_market.price", "-1", "data_market.price = -1.0: must be a number from 0 to 1,000"),
        ("data_market.price", True, "data_market.price = true: must be a number"),
        ("data_market.price", None, "must be a number"),
        ("market.people", "0", "market.people = 0: must be a whole number from 10 to 10,000,000"),
        ("market.people", "1e12", "must be a whole number from 10 to 10,000,000"),
        ("market.people", "1000.5", "must be a whole number"),
        ("market.people", 10**400, "a number of more than 30 digits: must be a whole number"),
        ("mechanisms.press", "yes", "mechanisms.press = yes: must be true or false"),
        ("mechanisms.press", 1, "mechanisms.press = 1: must be true or false"),
        ("law.regime", "gdpr", 'law.regime = "gdpr": must be one of none, opt_out, opt_in'),
        (
            "data_market.prise",
            "1",
            "data_market.prise: there is no such key; did you mean data_market.price?",
        ),
        ("policies.sell-quitely.price", "1", "there is no policy sell-quitely; did you mean sell-quietly?"),
        ("policies.sell-quietly.prise", "1", "there is no such field; did you mean price?"),
        ("policies.sell-quietly.price", "-1", "policies.sell-quietly.price = -1.0: must be a number from 0"),
        ("policies.stop-and-apologise.changes.2.month", "9", "changes number 1"),
        ("policies.stop-and-apologise.changes.1.month", "61", "the run ends with month 60"),
        ("events", [{"month": 61}], "events.1.month = 61: the run ends with month 60"),
        ("events", [{"month": 3}, {"month": 3}], "events.2.month = 3: another event"),
        ("people.fundamentalist", "0.5", "must be at most 1"),
        ("word_of_mouth.contacts", "70", "from 1 to 64"),
    ],
)
def test_a_bad_setting_is_told_with_key_value_and_what_would_be_right(key: str, value: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        MAGAZINE.changed({key: value})
    assert message in str(caught.value)
    assert key in str(caught.value)


def test_all_bad_settings_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        MAGAZINE.changed({"data_market.price": "much", "press.reach": 2, "nothing.like": 1})
    assert len(caught.value.problems) == 3


def test_a_shorter_run_leaves_out_what_comes_too_late_and_says_so() -> None:
    short = MAGAZINE.changed({"market.months": 12})
    assert short.policies["stop-and-apologise"] == short.policies["sell-quietly"]
    assert "month 25 comes after the last month, 12" in short.remarks[0]
    assert short.differs == ("market.months",)
    again = short.changed({"market.months": 60})
    assert again.policies["stop-and-apologise"].changes[0].month == 25
    assert again.digest == MAGAZINE.digest


def test_a_breach_takes_its_severity_from_the_parameter_until_it_has_its_own() -> None:
    scenario = load_text('[people]\nseverity_breach = 2.0\n[[events]]\nkind = "breach"\nmonth = 6\nshare = 0.4\n')
    assert scenario.events == (Breach(6, 0.4, 2.0),)
    assert scenario.changed({"people.severity_breach": 1.0}).events == (Breach(6, 0.4, 1.0),)
    assert "events" in scenario.differs
    assert scenario["events"] == "month 6: kind breach, share 0.4"


def test_the_conclusion_does_not_outlive_the_numbers_it_was_drawn_from() -> None:
    scenario = load_text('title = "A"\nconclusion = "It pays."\n')
    assert scenario.changed({"market.seed": 1}).conclusion == "It pays."
    assert scenario.changed({"market.seed": 2}).conclusion == ""
    assert scenario.changed({"market.seed": 2}).title == "A"


def test_a_policy_that_does_not_exist_is_answered_with_the_nearest() -> None:
    assert MAGAZINE.policy("golden-rule").label == "The golden rule"
    with pytest.raises(InputError, match=r"no policy golden-role; did you mean golden-rule\?"):
        MAGAZINE.policy("golden-role")


def test_the_schema_describes_every_parameter_with_its_limits() -> None:
    schema = json_schema()
    assert schema["additionalProperties"] is False
    for name, entry in PARAMETERS.items():
        described = schema["$defs"][entry.group]["properties"][name.partition(".")[2]]
        assert described["default"] == entry.default
        assert described.get("minimum") == entry.minimum
        assert described.get("maximum") == entry.maximum
        assert entry.meaning in described["description"]


def test_reading_scenarios_brings_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from sim.inputs.scenario import load; load('magazine');"
        "print([name for name in ('pandas', 'numpy', 'numba', 'mesa', 'scipy') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_scenario_is_hashable_so_that_work_can_be_remembered_by_it() -> None:
    known: dict[Scenario, int] = {MAGAZINE: 1}
    assert known[load("magazine")] == 1
