"""Why, in words and as a waterfall: what stands out is said, and what is drawn adds up."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb
from rich.console import Console

import sim
from sim.errors import InputError
from sim.show.report import show_comparison
from sim.show.waterfall import LOOKS, waterfall
from sim.show.why_words import in_words
from sim.study.causes.why import PARTS, Why
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate

NONE = Estimate(0, 0, 0)
SELLS = {
    **dict.fromkeys(PARTS, NONE),
    "sale_itself": Estimate(700_000, 690_000, 710_000),
    "annoyance": Estimate(-20_000, -30_000, -10_000),
    "betrayal": Estimate(-1_000_000, -1_200_000, -800_000),
    "word_of_mouth": Estimate(-5_000, -25_000, 15_000),
}


def told(**changes: object) -> Why:
    """What quiet selling comes to, and may have come to instead."""
    usual = Why(
        people=5_000,
        replicates=4,
        difference=Estimate(-325_000, -500_000, -150_000),
        parts=SELLS,
        cannot_act=("law", "personalisation"),
        alone={"annoyance": Estimate(-400, -900, 100), "betrayal": Estimate(-990_000, -1_190_000, -790_000)},
        by_mail=Estimate(0.75, 0.73, 0.77),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bare() -> Comparison:
    few = {"market.people": 500, "market.months": 12, "market.replicates": 2}
    return sim.compare(sim.load("magazine").changed(few), ["sell-quietly"], turns_on=False, why=False)


def words(bare: Comparison, **changes: object) -> str:
    return in_words(replace(bare, why={"sell-quietly": told(**changes)}), "sell-quietly")


def test_the_large_parts_are_said_first_with_their_intervals(bare: Comparison) -> None:
    said = words(bare)
    assert said.startswith("Betrayal felt by those who find out costs $1 million ($800,000 to $1.2 million) and ")
    assert "the sale itself, with rewards, brings $700,000 ($690,000 to $710,000)" in said
    assert "Small, or within chance: annoyance at mail and word of mouth" in said


def test_mail_works_through_finding_out_where_annoyance_alone_does_nothing(bare: Comparison) -> None:
    said = words(bare)
    assert "Annoyance alone is near zero (-$400; -$900 to $100): mail works through finding out." in said
    assert "Of those who know, 75 % traced a piece of mail (73 % to 77 %)." in said
    assert "it comes to -$20,000: it adds to what those who know already feel" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"by_mail": Estimate(0.3, 0.2, 0.4)},
        {"by_mail": None},
        {"parts": {**SELLS, "betrayal": Estimate(-1_000, -9_000, 7_000)}},
    ],
    ids=["few by mail", "nobody knows", "betrayal within chance"],
)
def test_but_only_where_the_runs_say_so(bare: Comparison, changes: dict[str, object]) -> None:
    said = words(bare, **changes)
    assert "Annoyance alone is near zero" in said
    assert "mail works" not in said


def test_annoyance_that_drives_people_away_by_itself_is_said(bare: Comparison) -> None:
    alone = {"annoyance": Estimate(-300_000, -350_000, -250_000)}
    assert "Annoyance alone, everything else off, comes to -$300,000 (-$350,000 to -$250,000)." in words(
        bare, alone=alone
    )


def test_annoyance_that_may_be_chance_is_not_said_to_cost_anything(bare: Comparison) -> None:
    said = words(bare, alone={"annoyance": Estimate(-90_000, -250_000, 70_000)})
    assert "Annoyance alone cannot be told from zero (-$90,000; -$250,000 to $70,000)" in said
    assert "comes to -$90,000" not in said


def test_what_did_not_happen_is_told_from_what_cannot(bare: Comparison) -> None:
    said = words(bare)
    assert "No story broke in these lives" in said
    assert said.endswith("Not in play, being off or never set off by either policy: the law and personalisation.")
    assert "No story" not in words(bare, cannot_act=("press", "law"))
    loud = {**SELLS, "press": Estimate(-90_000, -100_000, -80_000)}
    assert "No story" not in words(bare, parts=loud)


def test_nothing_is_explained_where_nothing_differs(bare: Comparison) -> None:
    assert "nothing to explain" in words(bare, parts=dict.fromkeys(PARTS, NONE), difference=NONE)
    vague = {**SELLS, "sale_itself": Estimate(1, -5, 7), "betrayal": Estimate(-1, -7, 5), "annoyance": NONE}
    assert words(bare, parts=vague).startswith("No part is told apart from chance.")


def test_the_report_shows_parts_and_sum_in_80_columns(bare: Comparison) -> None:
    out = Console(file=io.StringIO(), width=80, highlight=False)
    show_comparison(replace(bare, why={"sell-quietly": told()}), out)
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert max(len(line) for line in text.splitlines()) <= 80
    rows = {line[:36].strip(): line[36:].split() for line in text.splitlines() if "±" in line or "nothing" in line}
    assert rows["The sale itself, and rewards"] == ["+$700,000", "±", "$10,000"]
    assert rows["Word of mouth"] == ["-$5,000", "±", "$20,000?"]
    assert rows["The press"] == ["nothing"]
    assert rows["All together"] == ["-$325,000", "±", "$175,000"]
    assert "The law" not in rows
    assert "5,000 people and 4 replicates" in " ".join(text.split())


def test_bars_hang_from_one_another_and_end_at_the_difference(bare: Comparison) -> None:
    (axes,) = waterfall(replace(bare, why={"sell-quietly": told()})).axes
    bars = [patch.get_extents().transformed(axes.transData.inverted()) for patch in axes.patches]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert len(bars) == len(labels) == 6
    assert labels[-1] == "All together"
    end = 0.0
    for bar, part in zip(bars[:-1], SELLS.values(), strict=False):
        assert sorted([bar.x0, bar.x1]) == pytest.approx(sorted([end, end + part.mean]), abs=1e-6)
        end += part.mean
    assert sorted([bars[-1].x0, bars[-1].x1]) == pytest.approx([end, 0], abs=1e-6)
    written = " ".join(text.get_text() for text in axes.texts).replace("\\", "")
    assert written == "+$700,000 -$20,000 -$1 million -$5,000 nothing -$325,000"
    assert "90 % intervals" in axes.get_xlabel()
    assert "$325,000 worse" in axes.get_title(loc="left").replace("\\", "")


def test_gains_and_losses_are_told_apart_in_black_and_white() -> None:
    grey = {name: sum(to_rgb(look["facecolor"])) / 3 for name, look in LOOKS.items()}
    assert grey["gain"] - grey["loss"] > 0.3
    assert "hatch" in LOOKS["gain"] and "hatch" not in LOOKS["whole"]


def test_a_panel_for_each_policy_or_for_those_chosen(bare: Comparison, tmp_path: Path) -> None:
    two = replace(bare, why={"sell-quietly": told(), "never-sell": told()})
    assert len(two.plot("why").axes) == 2
    assert len(waterfall(two, ["sell-quietly"]).axes) == 1
    for keys in (["opt-out"], []):
        with pytest.raises(InputError, match="not asked"):
            waterfall(two, keys)
    with pytest.raises(InputError, match="not asked"):
        bare.plot("why")
    assert "why.png" in {file.name for file in two.save(tmp_path / "with").iterdir()}
    assert "why.png" not in {file.name for file in bare.save(tmp_path / "without").iterdir()}
