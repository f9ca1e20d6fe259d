"""A brief on paper: content and charts set by Typst into a tagged PDF, or a picture of it."""

import io
import json
from pathlib import Path
from typing import Any, Literal

from sim.show.brief import figures
from sim.show.brief.content import Brief
from sim.show.brief.figures import FONTS, Size, known_signs
from sim.show.brief.names import breakable, shortened
from sim.show.figures import looks

Template = Literal["page", "slide"]
Paper = Literal["a4", "letter"]

HERE = Path(__file__).parent
PAPERS = {"a4": "a4", "letter": "us-letter"}
SIZES = {"page": Size(3.43, 2.2, 7.0), "slide": Size(5.15, 2.3, 9.0)}  # a chart's width is a column's
MISSING = "\ufffd"
LONGEST_ADDRESS = 100  # characters of an address that are printed; the link has all
NO_DATE = 0  # seconds since 1970: the same input gives the same bytes on any day


def pdf(brief: Brief, template: Template, paper: Paper, url: str) -> bytes:
    """The brief as PDF/UA-1: tagged, in reading order, with alternative texts."""
    return _set(brief, template, paper, url, format="pdf", pdf_standards=["ua-1"], timestamp=NO_DATE)


def png(brief: Brief, template: Template, paper: Paper, url: str, dots_an_inch: float = 144) -> bytes:
    """A picture of the same."""
    return _set(brief, template, paper, url, format="png", ppi=dots_an_inch)


def _set(brief: Brief, template: Template, paper: Paper, url: str, **how: Any) -> bytes:
    import typst

    inputs = {"brief": json.dumps(_as_json(brief, template, url)), "paper": PAPERS[paper]}
    found = typst.compile(
        HERE / f"{template}.typ", root=HERE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=inputs, **how
    )
    assert isinstance(found, bytes), "a brief is one page"
    return found


def _as_json(brief: Brief, template: Template, url: str) -> Any:
    """What the template reads: texts, charts, colours."""
    content = brief.texts()
    colours = looks(brief.shown)
    by_letter = {letter: colours[key].colour for key, letter in brief.letters.items()}
    for row, written in zip(brief.policies, content["policies"], strict=True):
        written["colour"] = by_letter[row.letter]
    return _printable(content) | {
        "repeat": brief.repeat,  # nothing is put into a command that somebody may copy
        "over_time_svg": figures.svg(figures.over_time, brief, SIZES[template]),
        "parts_svg": figures.svg(figures.parts, brief, SIZES[template]),
        "document_title": f"{content['title']}: a brief by Twenty Cents",
        "url": url,
        "url_shown": shortened(url, LONGEST_ADDRESS),
        "qr_svg": qr_code(url) if url else "",
    }


def qr_code(url: str) -> str:
    """A QR code as SVG."""
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgclass=None)
    return drawn.getvalue().decode()


def without_signs(brief: Brief) -> str:
    """The characters of a brief that no font here has, each once: the PDF shows � for them."""
    return "".join(sorted(set(json.dumps(brief.texts(), ensure_ascii=False)) - known_signs()))


def _printable(content: Any) -> Any:
    """The same with every character that cannot be shown replaced."""
    if isinstance(content, str):
        return breakable("".join(sign if sign in known_signs() else MISSING for sign in content))
    if isinstance(content, dict):
        return {key: _printable(value) for key, value in content.items()}
    return [_printable(one) for one in content] if isinstance(content, list | tuple) else content
