"""Figures show every policy, apart from the others, and what the table says."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import sim
from sim.errors import InputError
from sim.show.figures import looks, spread_out
from sim.study.comparison import Comparison


@pytest.fixture(scope="module")
def found() -> Comparison:
    few = {"market.people": 500, "market.months": 12, "market.replicates": 2}
    return sim.compare(sim.load("magazine").changed(few), turns_on=False, why=False)


def texts(figure: Figure) -> list[str]:
    axes = figure.axes[0]
    labels = [text.get_text() for text in (*axes.texts, *axes.get_yticklabels())]
    return [*labels, axes.get_title(loc="left"), axes.get_xlabel()]


@pytest.mark.parametrize("kind", ["time", "difference"])
def test_every_policy_is_named(found: Comparison, kind: str) -> None:
    written = " ".join(texts(found.plot(kind)))
    for result in found.policies.values():
        assert result.label in written


@pytest.mark.parametrize("kind", ["time", "difference"])
def test_a_name_of_two_hundred_letters_leaves_room_for_the_chart(found: Comparison, kind: str) -> None:
    policies = {key: replace(one, label=f"{one.label} {'at length ' * 18}") for key, one in found.policies.items()}
    drawn = replace(found, policies=policies).plot(kind)
    FigureCanvasAgg(drawn).draw()
    assert drawn.axes[0].get_position().width > 0.3
    assert any(text.startswith("Sell quietly at length") and text.endswith("…") for text in texts(drawn))


def test_lines_are_told_apart_without_colour_or_by_it(found: Comparison) -> None:
    styles = looks(found)
    assert len(set(styles.values())) == len(styles) == 9


def test_lines_end_where_the_difference_without_later_value_is(found: Comparison) -> None:
    ends = {np.asarray(line.get_ydata())[-1] for line in found.plot("time").axes[0].lines}
    for key in ("sell-quietly", "golden-rule"):
        assert found.policies[key].difference.mean in ends
        assert found.policies[key].by_month["difference_to_date"][-1] in ends


def test_one_policy_and_none_can_be_drawn(found: Comparison, tmp_path: Path) -> None:
    magazine = sim.load("magazine").changed({"market.people": 200, "market.months": 2, "market.replicates": 2})
    for policies in (["sell-quietly"], []):
        little = sim.compare(magazine, policies, turns_on=False, why=False)
        for kind in ("time", "difference"):
            little.plot(kind).savefig(tmp_path / f"{kind}.png")
            assert (tmp_path / f"{kind}.png").stat().st_size > 1_000


def test_an_unknown_figure_is_refused(found: Comparison) -> None:
    with pytest.raises(InputError, match="time, difference"):
        found.plot("pie")


def test_names_are_moved_apart_and_stay_in_order() -> None:
    placed = spread_out([0.0, 0.1, 0.2, 5.0], 1.0)
    assert placed == sorted(placed)
    assert all(later - earlier > 0.99 for earlier, later in pairwise(placed))
    assert placed[3] == 5.0
