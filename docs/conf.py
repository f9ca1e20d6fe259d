"""How Sphinx makes the site of these pages: `make docs`. It needs no network."""

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from sim import __version__

project = "Twenty Cents"
author = copyright = "Twenty Cents contributors"
release = version = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 4  # links such as reference.md#why
exclude_patterns = ["_build"]
smartquotes = False  # --out is an option, and no dash

html_theme = "furo"
html_title = f"Twenty Cents {version}"
html_show_sphinx = False
html_copy_source = False
pygments_style = "friendly"


def setup(app: Sphinx) -> None:
    """What our commands print is no shell: a bracket or a dollar at the beginning of a line means nothing."""
    app.add_lexer("console", TextLexer)
