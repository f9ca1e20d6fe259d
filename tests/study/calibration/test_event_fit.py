"""What a company's own event tells: parameters that made an event are found again, and what is open is called open."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import cli
from sim.errors import InputError
from sim.inputs.company_files.event_file import read_event
from sim.inputs.parameters import PARAMETERS
from sim.show.event_report import show_event
from sim.show.terminal import console
from sim.study.calibration.event_fit import ESTIMABLE, fit_event, value_at
from sim.study.calibration.event_model import Disclosure, EventModel, Levels, scaled_down
from sim.study.calibration.event_summaries import excess_leaving, summaries
from tests.study.calibration.event_cases import SOLD, hundred_found_again, made, shape, world

HEADER = "month,group,customers,left\n"
SHORT = "".join(f"{month},{group},1000,20\n" for group in ("affected", "not affected") for month in range(-2, 4))


def _written(folder: Path, text: str) -> Path:
    file = folder / "event.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.slow
def test_intervals_hold_what_made_the_event() -> None:
    """Of a hundred events, 90 % intervals of each of the three parameters hold what made 84 to 95."""
    held = hundred_found_again()
    assert ((held >= 0.84) & (held <= 0.95)).all(), held


def test_event_narrows_what_it_can_tell() -> None:
    """A small fit: with a survey and many told, leaving is narrowed, and the same seed gives the same answer."""
    event, _ = made(3)
    fits = [fit_event(event, world(), SOLD, particles=120, generations=2, seed=5, threads=n) for n in (1, 2)]
    assert fits[0].estimates == fits[1].estimates
    assert max(one.removed for one in fits[0].estimates) > 0.25
    for one in fits[0].estimates:
        assert one.prior_low <= one.low <= one.median <= one.high <= one.prior_high
    out = console()
    with out.capture() as shown:
        show_event(fits[0], out)
    assert all(one.name in shown.get() for one in fits[0].estimates)


def test_event_in_which_nobody_was_told_says_nothing_about_leaving() -> None:
    """One quiet sale to one buyer: too few of a thousand find out, and the fit says so instead of an answer."""
    silent = Disclosure("sale", told=0.0, buyers=1)
    model = EventModel(world(), silent, shape(asked=0), seed=4)
    event = model.simulate({}, 0, Levels(0.02, 0.02))
    found = fit_event(event, world(), silent, particles=120, generations=2)
    verdicts = {one.name: one.verdict for one in found.estimates}
    assert verdicts["people.leaving_rate"] == "not determined"


def test_event_beyond_what_is_thought_possible_is_remarked() -> None:
    """Half of those affected leave at once: no patience in its range does that, and the fit says so."""
    event = shape(asked=0)
    event.affected.left[event.before] += 500
    found = fit_event(event, world(), SOLD, ["people.leaving_rate"], particles=120, generations=2)
    assert any("at an end of its plausible range" in remark for remark in found.remarks)


def test_seasons_that_meet_both_groups_cancel() -> None:
    """A month in which twice as many leave in both groups is not taken for the disclosure."""
    event = shape(asked=0)
    both = summaries(event, complaints=False)
    for group in (event.affected, event.others):
        group.left[event.before + 3] *= 2.0
    assert summaries(event, complaints=False) == pytest.approx(both, abs=1e-12)
    event.affected.left[event.before + 3] += 50
    beyond = excess_leaving(event)
    assert beyond.mean == pytest.approx(0.05)
    larger = excess_leaving(shape(people=100_000, asked=0))
    assert larger.low < 0.0 < larger.high < beyond.high - beyond.mean  # nothing happened, and more are seen


def test_settings_that_hurt_more_show_more() -> None:
    """Simulated events answer to what is estimated: less patience, more leaving."""
    model = EventModel(world(), Disclosure("breach", told=0.9), shape(), seed=2)
    level = Levels(0.02, 0.02)

    def left(patience: float) -> float:
        return excess_leaving(model.simulate({"people.patience_median": patience}, 1, level)).mean

    assert left(0.15) > left(1.0) > left(8.0)


def test_larger_events_are_seen_as_smaller_ones_at_the_same_rates() -> None:
    """Scaling down keeps rates, so that a quick fit of a large event is wider, not shifted."""
    event = shape(people=200_000)
    small = scaled_down(event, 5_000)
    assert small.affected.customers[0] == 5_000
    assert summaries(small, complaints=False) == pytest.approx(summaries(event, complaints=False), abs=1e-4)


@pytest.mark.parametrize("name", ESTIMABLE)
def test_every_parameter_that_may_be_named_spans_its_range(name: str) -> None:
    """From one end of the plausible range to the other, always rising."""
    entry = PARAMETERS[name]
    values = [value_at(name, u) for u in (0.0, 0.3, 0.7, 1.0)]
    assert values == sorted(values) and len(set(values)) == 4
    assert [values[0], values[-1]] == pytest.approx([entry.low, entry.high])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER, "no row of the group affected"),
        (HEADER + SHORT.replace("not affected", "control"), "must be affected or other"),
        (HEADER + SHORT.replace("\n0,affected,1000,20\n", "\n", 1), "no month 0"),
        (HEADER + SHORT + "1,affected,1000,20\n", "is there twice"),
        (HEADER + SHORT.replace("1000,20", "10,20"), "must be at most customers"),
        (HEADER + SHORT.replace("1000,20", "1000,2.5"), "a count from 0 on"),
        (HEADER + SHORT.replace("1000,20", "1000,=2+3"), "formula"),
        (HEADER + SHORT.replace("3,not affected,1000,20\n", ""), "cover different months"),
        ("month,group,customers\n0,affected,10\n", "no column left"),
        (HEADER.strip() + ",complaints,contacts\n0,affected,10,1,1,1\n", "leave one out"),
    ],
)
def test_bad_tables_are_told_by_line_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    """Nothing is guessed: half a table would tilt the answer."""
    with pytest.raises(InputError, match=said):
        read_event(_written(tmp_path, text))


def test_table_is_read_whatever_its_order_and_separator(tmp_path: Path) -> None:
    """Semicolons, columns in another order, an empty complaint, a column of the company's own."""
    rows = [line.split(",") for line in SHORT.splitlines()]
    text = "left;month;customers;group;shop;complaints\n"
    text += "".join(f"{left};{month};{here};{group};12;\n" for month, group, here, left in rows)
    event = read_event(_written(tmp_path, text))
    assert (event.before, event.after, event.complaints_told) == (2, 4, True)
    assert event.remarks == ("columns not used: shop",)


def test_command_writes_a_scenario_that_loads(tmp_path: Path) -> None:
    """From a CSV to a scenario and JSON, with intervals and what is not determined."""
    file, out = _written(tmp_path, HEADER + SHORT.replace("1000,20", "100,2")), tmp_path / "mine.toml"
    asked = ["calibrate", "event", str(file), "--estimate", "people.leaving_rate", "--told", "0.5"]
    done = CliRunner().invoke(cli, [*asked, "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    said: dict[str, Any] = json.loads(done.output)
    (found,) = said["parameters"]
    assert found["range_low"] <= found["low"] < found["high"] <= found["range_high"]
    assert sim.load(str(out))["people.leaving_rate"] == pytest.approx(found["median"], rel=0.01)


def test_command_says_what_an_event_can_tell(tmp_path: Path) -> None:
    """A name that is none gives exit code 2 and the nearest one."""
    file = _written(tmp_path, HEADER + SHORT)
    done = CliRunner().invoke(cli, ["calibrate", "event", str(file), "--estimate", "people.leaving_rat"])
    assert done.exit_code == 2 and "did you mean people.leaving_rate" in done.output
