"""The site builds without a warning, and every picture is made by the script."""

import runpy
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import PAGES, pictures

PICTURES = {".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}


def test_every_picture_is_made_by_the_script_and_shown_somewhere(root: Path) -> None:
    """Wherever under docs it lies: none is drawn by hand, none is shown that is not there, none lies about."""
    docs = root / "docs"
    script = runpy.run_path(str(docs / "pictures" / "make.py"))
    made = {script["HERE"] / f"{name}.png" for name in script["PICTURES"]}
    shipped = {
        file for file in docs.rglob("*") if file.suffix.lower() in PICTURES and docs / "_build" not in file.parents
    }
    shown = {(page.parent / name).resolve() for page in PAGES for name in pictures(page.read_text(encoding="utf-8"))}
    assert made == shipped == shown


def test_a_picture_is_seen_however_a_page_shows_it() -> None:
    text = """![Why](pictures/why.png), <img src="a/over-time.svg">, [large](../map.JPG) and ![x][one].

[one]: pictures/one.webp

```{figure} two.png
A caption.
```

`compare --out DIR` writes `net_value.png`; https://example.org/badge.svg is elsewhere.

    twenty-cents results prices --figure prices.png
"""
    assert pictures(text) == {"pictures/why.png", "a/over-time.svg", "../map.JPG", "pictures/one.webp", "two.png"}


def test_the_site_is_built_without_a_warning(root: Path, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", str(root / "docs"), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    page = (tmp_path / "site" / "gallery" / "magazine.html").read_text(encoding="utf-8")
    assert "Sell quietly" in page
    assert "https://fonts" not in page and "cdn" not in page
