"""What the theme in .streamlit/config.toml cannot say: a few lines of style, the same by day and by night."""

import streamlit as st

_STYLE = """
<style>
/* the verdict is the page's headline: large, tightly set, never wider than the eye can follow */
.st-key-verdict h1 {
  font-size: clamp(1.45rem, 1.05rem + 1.35vw, 2.15rem); line-height: 1.22; padding: 0; text-wrap: balance;
}
.st-key-question p { letter-spacing: .01em; }
/* figures: a rule above, no boxes */
.st-key-figures [data-testid="stMetric"] { border-top: 2px solid currentColor; padding-top: .55rem; }
.st-key-figures [data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
/* levers: close together, read as one panel */
.st-key-levers [data-testid="stSlider"] { margin-bottom: -.35rem; }
.st-key-levers hr { margin: .4rem 0; }
.st-key-foot { border-top: 1px solid color-mix(in srgb, currentColor 22%, transparent); padding-top: .8rem; }
/* what has keyboard focus is seen */
:focus-visible { outline: 3px solid #C2571A !important; outline-offset: 2px; }
@media (max-width: 640px) {
  /* on a phone the verdict stays in sight while a lever is moved */
  .st-key-verdict {
    position: sticky; top: 3.2rem; z-index: 5; background: var(--st-background-color, inherit); padding-bottom: .4rem;
  }
  .st-key-verdict h1 { font-size: 1.2rem; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
</style>
"""


def apply() -> None:
    """Put the style on the page."""
    st.html(_STYLE)
