"""The site builds without a warning, and every picture is made by the script."""

import runpy
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import PAGES
from tests.test_repo import links


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
