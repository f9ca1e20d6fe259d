"""A story in words, as files, and on a time line."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import cli
from sim.show.story_figure import story_figure
from sim.show.story_report import rows, story_as_json, story_files
from sim.show.story_summing_up import alt, ending, how_found, what_it_came_to
from sim.show.story_words import chapters, date, mail_in_words, span_of
from sim.study.folder import write_folder
from sim.study.stories.casting import Criterion
from sim.study.stories.story import Mail, Story, story

SMALL = {"market.people": 3000, "market.months": 36, "market.replicates": 2, "data_market.pieces": 0.3}
COMMAND = ["story", "magazine", "--people", "400", "--months", "18", "--person", "left"]


@pytest.fixture(scope="module")
def found() -> Story:
    return story(sim.load("magazine").changed(SMALL), "left")


@pytest.mark.parametrize(("month", "said"), [(1, "January, year 1"), (12, "December, year 1"), (27, "March, year 3")])
def test_dates(month: int, said: str) -> None:
    assert date(month) == said


@pytest.mark.parametrize(
    ("months", "said"), [(0, "no time at all"), (1, "1 month"), (24, "2 years"), (38, "3 years and 2 months")]
)
def test_spans(months: int, said: str) -> None:
    assert span_of(months) == said


def test_mail_says_from_whom_and_by_which_channel() -> None:
    post, email = Mail(1, "magazines", "post", 2), Mail(2, "charities", "e-mail", 1)
    assert mail_in_words([email]) == "An e-mail comes from a charity."
    assert mail_in_words([post]) == "2 pieces of mail from magazines."
    assert mail_in_words([post, email]) == "3 pieces of mail: 2 from magazines and one from a charity, 1 by e-mail."


def test_chapters_tell_every_piece_and_every_event_in_order(found: Story) -> None:
    for life in found.lives:
        said = list(chapters(found, life))
        together = [int(number) for _, text in said for number in re.findall(r"(\d+) pieces of mail", text)]
        alone = sum("comes from a" in text for _, text in said)
        assert sum(together) + alone == life.pieces
        dated = [month for month, text in said if "mail" not in text]
        assert dated == sorted(dated)
        assert len([text for _, text in said if text.startswith("The record is sold")]) == life.times_sold


def test_the_story_of_one_who_left_says_when_how_and_at_what_price(found: Story) -> None:
    left = " ".join(here for _, here, _ in rows(found))
    for part in ("The record is sold for $0.14", "Finds out", "Leaves, after"):
        assert part in left, part
    assert "worth" in what_it_came_to(found) and "$" in what_it_came_to(found)
    assert "leaves earlier" in how_found(found)


def test_the_drawing_shows_both_lives_one_above_the_other_and_is_described(found: Story, tmp_path: Path) -> None:
    figure = story_figure(found)
    assert [axes.get_title("left") for axes in figure.axes] == [life.label for life in found.lives]
    written = [text.get_text() for text in figure.axes[0].texts]
    assert any("finds out" in text for text in written) and any("leaves" in text for text in written)
    assert figure.get_figwidth() <= 6.5  # a phone shows it without zooming
    write_folder(tmp_path / "out", story_files(found, figure))
    described = ET.parse(tmp_path / "out" / "story.svg").getroot()
    assert alt(found) in "".join(described.itertext())
    text = (tmp_path / "out" / "story.md").read_text(encoding="utf-8")
    assert f"![{alt(found)}](story.png)" in text
    assert json.loads((tmp_path / "out" / "story.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(story_as_json(found))
    )


def test_one_who_was_told_or_said_yes_is_not_said_to_know_nothing() -> None:
    open_market = sim.load("magazine").changed({**SMALL, "market.people": 200, "people.traceable": 0.0})
    lives = [life for person in range(12) for life in story(open_market, person, ["ask-first", "opt-out"]).lives]
    sold = [life for life in lives if life.times_sold]
    assert {life.policy for life in sold} == {"ask-first", "opt-out"}
    for life in sold:
        knows = "knows who sold the record" if life.knows_at_end else ""
        told = "had said yes to the sale" if life.policy == "ask-first" else "had been told that records are sold"
        assert ending(life).endswith(f", and {knows or told}.")


def test_where_the_law_may_cost_the_company_that_is_said_to_be_left_out() -> None:
    said = what_it_came_to(story(sim.load("michigan-magazine").changed(SMALL), 0))
    assert said.endswith(
        'Fines and settlements that "Sell quietly" may cost the whole company are not counted in this.'
    )


def test_the_law_is_not_spoken_of_where_there_is_none(found: Story) -> None:
    assert "settlements" not in what_it_came_to(found)


def test_where_nobody_is_all_that_was_asked_for_that_is_said(found: Story) -> None:
    unmet = Criterion("leaves", False, 0)
    choice = replace(found.choice, criteria=(*found.choice.criteria[:1], unmet), matching=1)
    assert how_found(replace(found, choice=choice)).endswith(
        "Nobody is all that was asked for: not found was that one also leaves. This one is nearest to it."
    )
    several = replace(found, choice=replace(choice, matching=7))
    assert how_found(several).endswith("7 come as near; this one is nearest to their middle.")


def test_labels_on_the_line_do_not_cover_each_other(found: Story) -> None:
    figure = story_figure(found)
    figure.canvas.draw()
    for axes in figure.axes:
        boxes = [text.get_window_extent() for text in axes.texts[1:]]
        for n, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[:n])


def test_the_command_tells_writes_and_prints_json(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, [*COMMAND, "--out", str(tmp_path / "told")])
    assert run.exit_code == 0, run.output
    assert 'Under "Sell quietly"' in run.output and "it proves nothing" in run.output
    assert {file.name for file in (tmp_path / "told").iterdir()} == {"story.md", "story.png", "story.svg", "story.json"}
    again = CliRunner().invoke(cli, [*COMMAND, "--json"])
    assert json.loads(again.stdout) == json.loads((tmp_path / "told" / "story.json").read_text(encoding="utf-8"))


def test_the_command_refuses_politely() -> None:
    run = CliRunner().invoke(cli, ["story", "--person", "enemy"])
    assert run.exit_code == 2
    assert "person = enemy: give a number from 0 on, or one of friend" in run.output
