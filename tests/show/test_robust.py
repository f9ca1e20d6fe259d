"""What is said of policies over plausible worlds."""

import io

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from rich.console import Console

import sim
from sim.show.parameter_words import amount, phrase
from sim.show.robust_figure import robust_figure
from sim.show.robust_report import box_in_words, headline, show_robustness
from sim.study.certainty.discovery import discover
from sim.study.robustness import Robustness, robustness


@pytest.fixture(scope="module")
def found() -> Robustness:
    """Twelve months of few people, with a box put in by hand: selling pays where prices are high and few find out."""
    small = sim.load("magazine").changed({"market.people": 60, "market.months": 6})
    lived = robustness(small, ["sell-quietly", "opt-out"], worlds=256)
    price, trace = (lived.parameters.index(key) for key in ("data_market.price", "people.trace_chance_ordinary"))
    ahead = (lived.places[:, price] > 0.4) & (lived.places[:, trace] < 0.6)
    box = discover(lived.places, ahead, lived.parameters)
    assert box is not None
    return Robustness(**{**vars(lived), "discoveries": {"sell-quietly": box}})


def test_a_box_is_told_in_words_with_coverage_and_density(found: Robustness) -> None:
    told = box_in_words(found, "sell-quietly")
    assert told.startswith('"Sell quietly" beats "Never sell" in 36 % of the worlds, more often where')
    assert "the price of a record (data_market.price, measured): above $0.0" in told
    assert "how easily ordinary people find out (people.trace_chance_ordinary, assumption): below 0.00" in told
    assert "(density)" in told and "(coverage)" in told


def test_the_whole_report_has_an_interval_for_every_share(found: Robustness) -> None:
    out = Console(width=80, record=True, force_terminal=False, file=io.StringIO())
    show_robustness(found, out)
    told = out.export_text()
    assert headline(found).split(",")[0] in told
    row = next(line for line in told.splitlines() if line.strip().startswith("Sell quietly"))
    assert row.count("(") == 2 and row.count(" to ") == 2


def bars(panel: Axes) -> list[float]:
    return [patch.get_width() for patch in panel.patches if isinstance(patch, Rectangle)]


def test_the_figure_has_a_row_for_each_policy(found: Robustness) -> None:
    wins, regret = robust_figure(found).axes
    assert [label.get_text() for label in wins.get_yticklabels()] == [one.label for one in found.policies]
    assert bars(wins) == pytest.approx([100 * one.wins.mean for one in found.policies])
    assert bars(regret) == pytest.approx([one.regret.mean for one in found.policies])


def test_parameters_in_words() -> None:
    assert phrase("data_market.price") == "the price of a record"
    assert phrase("people.objects_pragmatist") == "pragmatists whom sharing without consent offends"
    assert amount("share of people", 0.0287) == "2.87 % of people"
    assert amount("share per month", 0.08) == "0.08 share per month"
    assert amount("dollars per record", 0.9) == "$0.90"
