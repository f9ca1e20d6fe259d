"""How a workshop looks beyond the app's theme: bars and dials in plain HTML, and large type for the projector."""

import streamlit as st

_STYLE = """
<style>
/* the same by day and by night: ink, one green, one rust; colour is never the only sign */
.w { --good: light-dark(#1F6660, #54B4A7); --bad: light-dark(#A3421A, #E2855C); --pale: light-dark(#E7E2D6, #2B3338);
  --line: light-dark(#B9B3A4, #59646B); font-variant-numeric: tabular-nums; }
.w table { border-collapse: collapse; width: 100%; }
.w th, .w td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--pale); vertical-align: middle; }
.w th { font-weight: 600; opacity: .75; font-size: .85em; }
.w td.n, .w th.n { text-align: right; white-space: nowrap; }
.w .dial { position: relative; height: 2.1rem; min-width: 8rem; }
.w .dial .axis { position: absolute; left: 0; right: 0; top: 50%; height: 1px; background: var(--line); }
.w .dial .zero { position: absolute; top: 12%; bottom: 12%; width: 1px; background: var(--line); }
.w .dial .said { position: absolute; top: 24%; height: 52%; background: var(--pale); border: 1.5px solid var(--line);
  border-radius: 4px; box-sizing: border-box; min-width: 4px; }
.w .dial .doubt { position: absolute; top: calc(50% - 1.5px); height: 3px; background: currentColor; }
.w .dial .came { position: absolute; top: 50%; width: 13px; height: 13px; margin: -6.5px 0 0 -6.5px; border-radius: 50%;
  border: 2px solid light-dark(#FBFAF6, #14191C); box-sizing: border-box; background: currentColor; }
.w .ends { display: flex; justify-content: space-between; font-size: .75em; opacity: .75; }
.w .good { color: var(--good); } .w .bad { color: var(--bad); }
.w .fall { display: grid; grid-template-columns: minmax(7rem, 14rem) minmax(5rem, 1fr) auto; gap: .35rem .6rem;
  align-items: center; }
.w .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem 2.5rem; }
.w .fall .bar { position: relative; height: 1.15rem; }
.w .fall .bar span { position: absolute; top: 0; bottom: 0; min-width: 2px; border-radius: 2px; }
.w .fall .up { background: var(--good); }
.w .fall .down { background: repeating-linear-gradient(45deg, var(--bad) 0 6px, transparent 6px 8px), var(--bad); }
.w .fall .all { border: 2px solid currentColor; box-sizing: border-box; }
.w .fall .n { text-align: right; white-space: nowrap; line-height: 1.15; }
.w .fall small { opacity: .75; }
.w .own td { font-weight: 600; background: var(--pale); }
.w .code { font-family: ui-monospace, monospace; font-weight: 700; letter-spacing: .12em; white-space: nowrap; }
.w .qr { background: #fff; padding: .5rem; display: inline-block; border-radius: .4rem; }
.w .qr img { display: block; width: 100%; max-width: 22rem; image-rendering: pixelated; }
.st-key-big-screen { font-size: 1.35rem; }
.st-key-big-screen p, .st-key-big-screen li { font-size: 1.35rem; line-height: 1.45; }
.st-key-big-words p, .st-key-big-words li { font-size: clamp(1.35rem, 1.9vw, 2.6rem); }
.st-key-big-words .qr img { width: min(34rem, 55vh); max-width: 100%; }
.st-key-big-screen h1 { font-size: clamp(2rem, 1rem + 3vw, 3.6rem); }
.st-key-big-screen .code { font-size: clamp(2.6rem, 1rem + 6vw, 6rem); }
.st-key-big-screen .clock { font-size: clamp(2rem, 1rem + 4vw, 4.2rem); font-weight: 600; }
.st-key-phone { max-width: 34rem; }
.st-key-phone [data-testid="stButton"] button, .st-key-phone [data-testid="stFormSubmitButton"] button {
  min-height: 3rem; }
.w-foot { opacity: .7; font-size: .85em; }
:focus-visible { outline: 3px solid #C2571A !important; outline-offset: 2px; }
@media (max-width: 640px) {  /* a table's rows become cards: its cells one below the other */
  .w table.cards thead { display: none; }
  .w table.cards tr { display: block; border-bottom: 1px solid var(--line); padding: .45rem .3rem; }
  .w table.cards td { display: block; border: 0; padding: .1rem 0; text-align: left; }
  .w table.cards td:empty { display: none; }
  .w table.cards td:first-child { font-weight: 600; }
  .w table.cards td[data-head]:not([data-head=""])::before {
    content: attr(data-head) ": "; opacity: .7; font-weight: 400; }
}
@media (max-width: 640px) { .w .fall { grid-template-columns: 7.5rem 1fr auto; font-size: .88em; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media print {
  header, [data-testid="stToolbar"], [data-testid="stButton"], [data-testid="stDownloadButton"] {
    display: none !important; }
  .w table, .w .pair, [data-testid="stExpander"] { break-inside: avoid; }
  .w .pair { grid-template-columns: 1fr 1fr; font-size: .8em; }
  [data-testid="stHeading"] { break-after: avoid; }
  .w * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
"""


def apply() -> None:
    """Put the style on the page."""
    st.html(_STYLE)
