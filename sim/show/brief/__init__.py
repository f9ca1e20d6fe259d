"""The one-page brief: what a board reads in a minute, as PDF, HTML or Markdown. Made from a comparison."""

from typing import Literal, get_args

from sim.errors import InputError
from sim.show.brief.content import Brief, content
from sim.show.brief.typeset import Paper, Template, without_signs
from sim.study.comparison import Comparison

Form = Literal["pdf", "html", "md"]
FORMS: tuple[Form, ...] = get_args(Form)
LONGEST_URL = 1000  # characters; a QR code of more cannot be read from paper

__all__ = ["FORMS", "Brief", "Form", "Paper", "Template", "brief_bytes", "content", "without_signs"]


def brief_bytes(
    comparison: Comparison, form: Form = "pdf", *, template: Template = "page", paper: Paper = "a4", url: str = ""
) -> bytes:
    """The brief of a comparison: the same bytes for the same comparison, with the same versions.

    What was not asked of the comparison (why, what it turns on, doubt) is said to be missing. template: "page", or
    "slide" (16:9) for the verdict's policy against the baseline; it and `paper` matter to a PDF only.
    url: where others can open the comparison; the PDF has it as a QR code. InputError for an address that is none.

    For a button: `st.download_button("Brief", brief_bytes(comparison), "brief.pdf", "application/pdf")`. It takes less
    than a second; give it in a function, `data=lambda: brief_bytes(comparison)`, and it is made when somebody clicks.
    """
    check_url(url)
    brief = content(comparison, one=template == "slide")
    if form == "pdf":
        from sim.show.brief.typeset import pdf

        return pdf(brief, template, paper, url)
    if form == "html":
        from sim.show.brief.web import html

        return html(brief, url).encode()
    from sim.show.brief.text import markdown

    return markdown(brief, url).encode()


def check_url(url: str) -> None:
    """InputError unless it is empty or an address that a browser opens."""
    if url and (not url.startswith(("http://", "https://")) or any(sign.isspace() for sign in url)):
        raise InputError(f"--url {url:.80}: give an address that begins with http:// or https://, without blanks")
    if len(url) > LONGEST_URL:
        raise InputError(f"--url has {len(url):,} characters; a QR code of more than {LONGEST_URL:,} cannot be read")
