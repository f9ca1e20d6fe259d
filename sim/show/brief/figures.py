"""The brief's two charts as SVG, the same bytes for the same figures on any machine."""

import io
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from sim.show.brief.content import Brief
from sim.show.figures import INK, draw_by_policy, draw_over_time, money_axis, plain
from sim.show.waterfall import draw_parts

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans"
# letters as outlines: they look the same wherever the SVG is shown; a salt, or the names inside would differ each time
SETTINGS: Any = {"font.family": FAMILY, "svg.fonttype": "path", "svg.hashsalt": "twenty-cents"}
LETTER, WIDEST_NAME = 0.07, 24  # of the axis' height that a letter needs; letters of a part's name in a line
_drawing = threading.Lock()  # the settings are matplotlib's own, for all threads


class Size(NamedTuple):
    """A chart as it is printed: inches, and the points of its letters."""

    width: float
    height: float
    letters: float


def over_time(brief: Brief, axes: Axes) -> None:
    """Net value to date by month, each line with the letter of its policy."""
    plain(axes, grid="y")
    letters = brief.letters if len(brief.letters) > 2 else dict.fromkeys(brief.letters, "")
    draw_over_time(axes, brief.shown, letters, room=LETTER)
    axes.set_xlabel("Month", color=INK)
    money_axis(axes.yaxis, 6)


def parts(brief: Brief, axes: Axes) -> None:
    """Why, part by part; where that was not asked, how each policy comes out in the end."""
    why = brief.shown.why.get(brief.headline)
    if why is not None:
        draw_parts(axes, why, WIDEST_NAME, 3)
        return
    plain(axes, grid="x")
    draw_by_policy(axes, brief.shown, {key: letter for key, letter in brief.letters.items() if letter})
    money_axis(axes.xaxis, 3)


Draw = Callable[[Brief, Axes], None]


def figure(draw: Draw, brief: Brief, size: Size) -> Figure:
    """One of the charts as a matplotlib figure."""
    with _drawing, rc_context({**SETTINGS, "font.size": size.letters}):
        _load_fonts()
        drawn = Figure(figsize=size[:2], layout="constrained")
        axes = drawn.add_subplot()
        draw(brief, axes)
        for words in axes.texts:
            words.set_fontsize(size.letters)
        axes.tick_params(labelsize=size.letters)
    return drawn


def svg(draw: Draw, brief: Brief, size: Size) -> str:
    """One of the charts as SVG."""
    drawn, written = figure(draw, brief, size), io.StringIO()
    with _drawing, rc_context(SETTINGS):
        drawn.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return written.getvalue()


def _load_fonts() -> None:
    """Make the brief's font known to matplotlib, once."""
    if not any(font.name == FAMILY and Path(font.fname).parent == FONTS for font in font_manager.fontManager.ttflist):
        for style in ("Regular", "Bold"):
            font_manager.fontManager.addfont(FONTS / f"NotoSans-{style}.ttf")


@lru_cache(maxsize=1)
def known_signs() -> frozenset[str]:
    """Every character that a font of the brief has."""
    return frozenset(chr(sign) for file in FONTS.glob("*.ttf") for sign in FT2Font(str(file)).get_charmap())
