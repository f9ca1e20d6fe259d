"""What the theme in .streamlit/config.toml cannot say: a few lines of style, the same by day and by night."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

_STYLE = """
<style>
/* the verdict is the page's headline: large, tightly set, never wider than the eye can follow */
.st-key-page h1 {
  font-size: clamp(1.45rem, 1.05rem + 1.35vw, 2.15rem); line-height: 1.22; padding: 0 0 .3rem; text-wrap: balance;
}
/* Streamlit pulls what follows a heading up over it */
:is(.st-key-verdict, .st-key-headline, .st-key-levers) .stHeading [data-testid="stMarkdownContainer"] {
  margin-bottom: 0;
}
.st-key-question p { letter-spacing: .01em; }
/* figures: a rule above, no boxes */
[class*="st-key-figures"] [data-testid="stMetric"] { border-top: 2px solid currentColor; padding-top: .55rem; }
[class*="st-key-figures"] [data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
[class*="st-key-figures"] div:has(> [data-testid="stMetricDelta"]) { flex-wrap: wrap; }
/* the accent is dark enough for white words on it, and so too dark for words in it by night */
.stSlider [role="group"] p, .stButtonGroup [aria-checked="true"] p { color: light-dark(#10151A, #ECE9E1); }
/* levers: close together, read as one panel */
.st-key-levers [data-testid="stSlider"] { margin-bottom: -1.15rem; }
.st-key-levers [data-testid="stSliderTickBar"] { display: none; }  /* the range stands in words just below */
.st-key-levers h3 { padding: .5rem 0 0; }
.st-key-foot { border-top: 1px solid color-mix(in srgb, currentColor 22%, transparent); padding-top: .8rem; }
/* what has keyboard focus is seen */
:focus-visible { outline: 3px solid #C2571A !important; outline-offset: 2px; }
/* the verdict stays in sight while a lever further down is moved */
.st-key-page > [data-testid="stLayoutWrapper"]:has(.st-key-verdict) {
  position: sticky; top: 3.6rem; z-index: 5; padding-bottom: .4rem;
  background: light-dark(#FBFAF6, #14191C);  /* the theme's */
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent);
}
@media (max-width: 640px) {
  .st-key-page :is(.st-key-verdict, .st-key-headline) h1 { font-size: 1.1rem; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
</style>
"""


def apply() -> None:
    """Put the style on the page."""
    st.html(_STYLE)


@contextmanager
def stacked(key: str, columns: Iterable[str]) -> Iterator[None]:
    """A place for a table that a phone shows row by row, each cell with the name of its column, with nothing to scroll.

    columns: of the table, but for the first, which names the row.
    """
    here = f'.st-key-{key} [data-testid="stTable"]'
    rules = [
        f"{here} :is(table, tbody, tr, td) {{ display: block; border: 0; }} {here} thead {{ display: none; }}",
        f"{here} tr {{ padding: .5rem 0; border-top: 1px solid color-mix(in srgb, currentColor 22%, transparent); }}",
        f"{here} td {{ padding: .1rem 0; white-space: normal; }} {here} td:first-child {{ font-weight: 600; }}",
        f"{here} td :is(div, p) {{ display: inline; }}",
    ]
    for n, column in enumerate(columns, start=2):
        name = json.dumps(f"{column}: ", ensure_ascii=False).replace("<", "\\3c ")  # a policy's name ends no style
        rules.append(f"{here} td:nth-child({n})::before {{ content: {name}; opacity: .75; }}")
    st.html(f"<style>@media (max-width: 640px) {{ {' '.join(rules)} }}</style>")
    with st.container(key=key):
        yield
