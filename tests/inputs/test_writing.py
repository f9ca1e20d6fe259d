"""A scenario written down in full: commented, complete, and the same when it is read again."""

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import full_toml, load, load_text, shipped

MAGAZINE = load("magazine")
POLICY: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"sale": st.sampled_from(["never", "quiet", "opt_out", "opt_in"])},
    optional={
        "label": st.text(max_size=20),
        "description": st.text(max_size=40),
        "notice": st.sampled_from(["buried", "plain"]),
        "price": st.floats(0, 1000),
        "buyers": st.integers(1, 1000),
        "again_every": st.integers(0, 600),
        "changes": st.lists(st.integers(1, 60), unique=True, max_size=3).map(
            lambda months: [{"month": month, "buyers": month} for month in sorted(months)]
        ),
    },
)
EVENTS = st.lists(st.integers(1, 60), unique=True, max_size=3).map(lambda found: [{"month": month} for month in found])


def test_every_parameter_is_there_with_unit_meaning_range_source_and_grade() -> None:
    text = full_toml(MAGAZINE)
    words = " ".join(text.replace("\n#", " ").split())
    tables = tomllib.loads(text)
    for name, entry in PARAMETERS.items():
        assert tables[entry.group][name.partition(".")[2]] == entry.default
        unit = entry.unit if entry.low is not None else "one of" if entry.choices else "true or false"
        for told in (entry.meaning, unit, entry.grade.capitalize()):
            assert told in words
        assert entry.source.removeprefix(f"{entry.grade}: ") in words
    assert list(tables["policies"]) == list(MAGAZINE.policies)
    assert max(len(line) for line in text.splitlines() if line.startswith("#")) <= 120


def test_each_shipped_scenario_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    for name in shipped():
        scenario = load(name)
        file = tmp_path / "again.toml"
        file.write_text(full_toml(scenario), encoding="utf-8")
        again = load(file)
        assert again.digest == scenario.digest
        assert (again.title, again.question, again.about) == (
            scenario.title,
            scenario.question,
            scenario.about,
        )
        assert again.sources == scenario.sources


@given(price=st.floats(0, 1000), months=st.integers(1, 80), policy=POLICY, events=EVENTS)
def test_a_scenario_is_the_same_when_it_is_read_again(
    price: float, months: int, policy: dict[str, Any], events: list[dict[str, int]]
) -> None:
    scenario = MAGAZINE.changed({"data_market.price": price, "policies.mine": policy, "events": events})
    scenario = scenario.changed({"market.months": months})
    again = load_text(full_toml(scenario))
    assert again.digest == scenario.digest
    assert again.policies == scenario.policies
    assert again.events == scenario.events
    assert [found.label for found in again.policies.values()] == [found.label for found in scenario.policies.values()]


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_come_back_as_they_were(title: str, about: str, sources: list[str]) -> None:
    import tomlkit

    said = tomlkit.dumps({"title": title, "about": about, "sources": sources})
    scenario = load_text(said, "mine")
    again = load_text(full_toml(scenario), "mine")
    assert (again.title, again.about, again.sources) == (scenario.title, scenario.about, scenario.sources)


def test_a_changed_stop_month_beyond_a_shorter_run_does_not_bring_the_old_one_back() -> None:
    scenario = MAGAZINE.changed({"policies.stop-and-apologise.changes.1.month": 40}).changed({"market.months": 30})
    again = load_text(full_toml(scenario))
    assert again.policies["stop-and-apologise"].changes == ()
    assert again.digest == scenario.digest
