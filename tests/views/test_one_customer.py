"""One customer: the same life as the command tells, under the two policies chosen, on a time line and in words."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import sim
from sim.show import repeat, story_words
from sim.show import story_summing_up as summed
from sim.study.stories.casting import KINDS_OF_PERSON
from sim.study.stories.story import Story, story
from sim.views import time_line
from tests.views.seen import page_text, verdict

Open = Callable[..., AppTest]


@pytest.fixture
def on_page(open_app: Open) -> AppTest:
    return open_app().switch_page("sim/views/one_customer.py").run()


@pytest.fixture(scope="module")
def friend(small_magazine: Path) -> Story:
    return story(sim.load(small_magazine), "friend")


def test_opens_with_the_article_s_friend_and_what_became_of_them(on_page: AppTest, friend: Story) -> None:
    assert not on_page.exception
    assert verdict(on_page) == (summed.stayed(friend) or summed.what_it_came_to(friend))
    said = page_text(on_page)
    assert story_words.portrait(friend) in said
    for life in friend.lives:
        assert all(words in said for _, words in story_words.chapters(friend, life))
        assert summed.ending(life) in said


@pytest.mark.parametrize("kind", [kind for kind in KINDS_OF_PERSON if kind != "friend"])
def test_somebody_else(on_page: AppTest, small_magazine: Path, kind: str) -> None:
    on_page.selectbox(key="story-kind").set_value(kind).run()
    assert not on_page.exception
    other = story(sim.load(small_magazine), kind)
    assert story_words.portrait(other) in page_text(on_page)
    assert on_page.session_state["study"].view["person"] == kind, "and the link says who"


def test_anybody_by_number(on_page: AppTest, small_magazine: Path) -> None:
    on_page.selectbox(key="story-kind").set_value("number").run()
    on_page.number_input(key="story-number").set_value(599).run()
    assert not on_page.exception
    assert story_words.portrait(story(sim.load(small_magazine), 599)) in page_text(on_page)


def test_other_policies(on_page: AppTest, small_magazine: Path) -> None:
    on_page.selectbox(key="story-under").set_value("golden-rule").run()
    on_page.selectbox(key="story-against").set_value("ask-first").run()
    other = story(sim.load(small_magazine), "friend", ("golden-rule", "ask-first"))
    assert not on_page.exception and summed.ending(other.lives[0]) in page_text(on_page)
    assert [plain for plain in map(str, (one.value for one in on_page.subheader)) if "golden rule" in plain]


def test_the_same_policy_twice_says_what_to_do(on_page: AppTest) -> None:
    on_page.selectbox(key="story-against").set_value("sell-quietly").run()
    assert not on_page.exception and "Choose two different policies" in on_page.info[0].value


def test_a_person_whom_there_is_not_is_told(open_app: Open) -> None:
    app = open_app()
    app.session_state["study"] = app.session_state["study"].looking_at(person="nobody")
    app.switch_page("sim/views/one_customer.py").run()
    assert not app.exception and "person = nobody: give a number" in page_text(app)


def test_the_time_line_shows_all_that_happened_and_no_text_covers_another(friend: Story) -> None:
    (seller, *_) = friend.lives
    drawn = time_line.time_line(friend, seller).to_dict()["datasets"].values()
    rows = [row for rows in drawn for row in rows]
    assert sum(row["row"] == time_line.SOLD for row in rows) == seller.times_sold
    assert sum(row.get("pieces", 0) for row in rows) == seller.pieces
    written = [row for row in rows if "label" in row]
    assert {row["label"] for row in written} <= set(time_line.LABELS.values())
    by_row: dict[str, list[float]] = {}
    for row in written:
        by_row.setdefault(row["row"], []).append(row["month"])
    assert all(later > earlier for months in by_row.values() for earlier, later in pairwise(months))


def test_the_same_story_in_python(friend: Story, capsys: pytest.CaptureFixture[str]) -> None:
    magazine = sim.load("magazine").changed({"market.people": 600, "market.months": 24, "market.replicates": 3})
    said = repeat.story(magazine, "friend", [life.policy for life in friend.lives])
    assert said.command.startswith("twenty-cents story magazine") and "--person friend" in said.command
    exec(said.python, {})
    assert summed.what_it_came_to(friend) in capsys.readouterr().out
