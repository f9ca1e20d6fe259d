"""The value of information on a choice among policies: figures hang together, and the command tells them."""

import json
from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import cli
from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS
from sim.show.information_report import headline, show_information
from sim.show.terminal import console
from sim.study.certainty.information import OWN, Information, value_of_information
from sim.study.certainty.measurements import SUBJECTS, TRIALS, pilot_sale, seed_addresses, telling_some
from sim.study.certainty.worth import Worth
from sim.study.intervals import Estimate


@pytest.fixture(scope="module")
def found() -> Information:
    """A small study of whether to sell."""
    return value_of_information(sim.load("magazine"), worlds=64, people=300)


def test_figures_hang_together(found: Information) -> None:
    """Nothing is worth less than nothing; the rest are shares; what a company knows of itself does not move."""
    assert found.everything.value.mean >= 0
    assert {found.best, found.next} == {"never-sell", "sell-quietly"}
    assert found.difference.mean > 0 and 0 < found.ahead < 1
    assert not any(name.startswith(OWN) for name in found.parameters)
    for one in found.known:
        assert 0 <= one.worth.value.low <= one.worth.value.high
        assert 0 <= one.worth.removed.mean <= 1
    assert {one.name for one in found.known} == {
        "all-trials",
        *(trial.name for trial in TRIALS),
        *(subject.name for subject in SUBJECTS),
    }


def report(found: Information) -> str:
    out = console()
    with out.capture() as shown:
        show_information(found, out)
    return " ".join(shown.get().split())


def test_report_says_how_it_was_asked(found: Information) -> None:
    """Worlds, people and repetitions stand beside the figures."""
    text = report(found)
    assert "64 worlds of 300 people, each lived 2 times" in text and "Knowing everything" in text


def test_report_reads_like_the_others(found: Information) -> None:
    """Policies by the names that people gave them, and sums of one size that are compared at a glance."""
    text = report(found)
    assert '"Never sell"' in text and '"Sell quietly"' in text
    assert "never-sell" not in text and "sell-quietly" not in text
    assert "Worth in thousand dollars" in text and "$0.00" not in text


def test_report_says_where_the_best_may_be_behind_and_where_nothing_is_worth_anything(found: Information) -> None:
    """A lead that is negative in some worlds is called one; what gains nothing is worth nothing."""
    lead, nothing = Estimate(900_000.0, -600_000.0, 4e6), Worth(Estimate(0.0, 0.0, 0.0), Estimate(0.1, 0.0, 0.2))
    said = headline(replace(found, difference=lead, everything=nothing))
    assert '$900,000 ahead of "' in said and "$600,000 behind to $4 million ahead" in said
    assert said.endswith("would be worth nothing.")


def test_report_tells_which_ranges_were_moved_to_hold_what_the_scenario_says(found: Information) -> None:
    """California's fines lie outside the plausible range of fines in general."""
    out = console()
    with out.capture() as shown:
        show_information(replace(found, scenario=sim.load("california")), out)
        show_information(found, out)
    text = " ".join(shown.get().split())
    assert text.count("As set here, law.fine_median and law.fine_spread lie outside their ranges") == 1


def test_trials_find_more_where_there_is_more_to_find() -> None:
    """Seed addresses count mail; told customers leave where patience is short; pilots show who found out."""
    world = sim.load("magazine").changed({"market.people": 1000})

    def mean(trial: object, key: str, value: float, which: int) -> float:
        assert callable(trial)
        there = world.changed({key: value})
        return float(np.mean([trial(there, n)[which] for n in range(4)]))

    assert mean(seed_addresses, "data_market.pieces", 0.25, 0) > mean(seed_addresses, "data_market.pieces", 0.04, 0)
    patience = "people.patience_median"
    assert mean(telling_some, patience, 0.15, 1) > mean(telling_some, patience, 8.0, 1)
    trace = "people.trace_chance_ordinary"
    assert mean(pilot_sale, trace, 0.015, -1) > mean(pilot_sale, trace, 0.0005, -1)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_subjects_name_parameters_that_are_open(subject) -> None:  # type: ignore[no-untyped-def]
    """Every beginning of a name covers at least one open parameter that is not the company's own business."""
    for start in subject.parameters:
        names = [name for name, entry in PARAMETERS.items() if name.startswith(start) and entry.is_uncertain]
        assert names and not any(name.startswith(OWN) for name in names)


def test_no_choice_and_odd_numbers_are_refused() -> None:
    """Two policies that do the same are no choice; Sobol' points come in powers of two."""
    world = sim.load("magazine")
    with pytest.raises(InputError, match="no choice"):
        value_of_information(world, ["never-sell", "never-sell"])
    with pytest.raises(InputError, match="power of two"):
        value_of_information(world, worlds=100)
    with pytest.raises(InputError, match="repetition"):
        value_of_information(world, replicates=1)


def test_command_prints_json_and_nothing_else() -> None:
    """The same figures for a program."""
    asked = ["value-of-information", "--worlds", "64", "--people", "100", "--json"]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert said["worlds"] == 64 and said["policies"] == ["never-sell", "sell-quietly"]
    assert {"name", "value", "variance_removed"} <= said["known"][0].keys()
