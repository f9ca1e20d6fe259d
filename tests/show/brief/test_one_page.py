"""Whatever is in it, a brief is one page: nothing cut, nothing overlapping."""

import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from pypdf import PdfReader

from sim.show.brief import figures
from sim.show.brief.content import content
from sim.show.brief.names import breakable, shortened, typographic
from sim.show.brief.typeset import SIZES, pdf, png
from sim.study.comparison import Comparison
from tests.show.brief.cases import CASES

MARGIN = {"page": 0.035, "slide": 0.03}  # of the shorter side, all round: less than the template's own
HARD = ("long names", "names of 200 letters", "words without an end", "enormous")
LAYOUTS = [("page", "a4", case) for case in CASES] + [
    (*layout, case) for layout in (("page", "letter"), ("slide", "a4")) for case in HARD
]


@pytest.mark.parametrize(("template", "paper", "case"), LAYOUTS)
def test_everything_stands_within_the_margins_of_one_page(
    found: Comparison, template: str, paper: str, case: str
) -> None:
    brief = content(CASES[case](found), one=template == "slide")
    (page,) = PdfReader(io.BytesIO(pdf(brief, template, paper, ""))).pages  # type: ignore[arg-type]
    picture = Image.open(io.BytesIO(png(brief, template, paper, "", 50))).convert("L")  # type: ignore[arg-type]
    dots = np.asarray(picture)
    edge = round(MARGIN[template] * min(dots.shape))
    inner = dots[edge:-edge, edge:-edge]
    assert (inner < 128).any()
    assert (dots < 250).sum() == (inner < 250).sum()
    written = letters_of(page.extract_text())
    for end in (brief.repeat[-12:], brief.same_numbers, brief.figures[2].words[-20:]):
        assert letters_of(end) in written


def test_names_of_two_hundred_letters_are_printed_whole(found: Comparison) -> None:
    brief = content(CASES["names of 200 letters"](found))
    written = letters_of(PdfReader(io.BytesIO(pdf(brief, "page", "a4", ""))).pages[0].extract_text())
    for label in (brief.title, *(row.label for row in brief.policies)):
        assert len(label) == 200 and letters_of(label) in written


@pytest.mark.parametrize("case", ["long names", "markup", "CJK", "enormous"])
def test_every_name_and_figure_of_the_table_is_in_it(found: Comparison, case: str) -> None:
    brief = content(CASES[case](found))
    written = letters_of(PdfReader(io.BytesIO(pdf(brief, "page", "a4", ""))).pages[0].extract_text())
    for row in brief.texts()["policies"]:
        for cell in row.values():
            assert letters_of(cell) in written


def letters_of(text: str) -> str:
    """What is written, wherever lines are broken."""
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("case", ["as it is", "enormous", "tiny", "all zero", "nothing sold", "nothing asked"])
@pytest.mark.parametrize("draw", [figures.over_time, figures.parts])
@pytest.mark.parametrize("template", ["page", "slide"])
def test_no_words_of_a_chart_overlap_or_leave_it(
    found: Comparison, case: str, draw: figures.Draw, template: str
) -> None:
    brief = content(CASES[case](found), one=template == "slide")
    drawn = figures.figure(draw, brief, SIZES[template])
    canvas = FigureCanvasAgg(drawn)
    canvas.draw()
    axes = drawn.axes[0]
    (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
    labels = [word for word in axes.get_xticklabels() if left <= word.get_position()[0] <= right]
    labels += [word for word in axes.get_yticklabels() if low <= word.get_position()[1] <= high]
    shown = [word for word in (*axes.texts, axes.xaxis.label, *labels) if word.get_text()]
    # the height of a line has room for more than its letters
    inside = [(word.get_text(), word.get_window_extent().shrunk(0.98, 0.8)) for word in shown]
    whole = drawn.bbox
    for word, box in inside:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= whole.x1 + 1 and box.y1 <= whole.y1 + 1, word
    for (one, here), (other, there) in combinations(inside, 2):
        assert not here.overlaps(there), f"{one!r} and {other!r}"


def test_numbers_keep_their_signs_and_are_short(found: Comparison) -> None:
    assert typographic("from -$5 to +$3 and 1+1") == "from \u2011$5 to +\u2060$3 and 1+1"
    rate = replace(found, differs={"people.patience_median": 1.0})
    at_end = content(rate).assumptions
    assert any(one.here == "1 quiet sale" for one in at_end)
    assert all(len(end) <= 8 for one in at_end[1:] for end in one.tried.split(" to ") if end[0].isdigit())


def test_names_are_kept_whole_up_to_a_length_and_say_where_they_were_cut() -> None:
    assert shortened("a" * 200) == "a" * 200
    assert shortened("a" * 201) == "a" * 199 + "…"
    assert shortened("two\nlines\tand \x00more") == "two lines and more"
    assert shortened("שם") == "\u2068שם\u2069"
    assert breakable("W" * 70).replace("\u200b", "") == "W" * 70
    assert max(map(len, breakable("W" * 70).split("\u200b"))) <= 12
    assert breakable("many short words, " * 9) == "many short words, " * 9
