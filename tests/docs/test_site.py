"""The site builds without a warning, its generated pages are up to date, and every picture is made by the script."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PAGES
from tests.test_repo import links


@pytest.mark.parametrize("page_of", ["commands", "names"])
def test_a_generated_page_is_what_the_code_says(root: Path, page_of: str) -> None:
    written = (root / "docs" / f"{page_of}.md").read_text(encoding="utf-8")
    now = runpy.run_path(str(root / "docs" / f"write_{page_of}.py"))["page"]()
    assert written == now, f"out of date: make -B docs/{page_of}.md writes it again"


def test_every_picture_is_made_by_the_script_and_shown_somewhere(root: Path) -> None:
    made = runpy.run_path(str(root / "docs" / "pictures" / "make.py"))["PICTURES"]
    shipped = {file.stem for file in (root / "docs" / "pictures").iterdir() if file.suffix in (".png", ".svg")}
    shown = {
        Path(link).stem for page in PAGES for link in links(page.read_text(encoding="utf-8")) if "pictures/" in link
    }
    assert set(made) == shipped == shown


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
