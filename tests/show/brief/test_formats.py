"""The same bytes for the same comparison, wherever; HTML that needs nothing else."""

import io
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sim.errors import InputError
from sim.show.brief import brief_bytes, content, without_signs
from sim.show.brief.figures import FONTS
from sim.study.comparison import Comparison
from sim.study.saved import read
from tests.edited import edited
from tests.show.brief.cases import CASES


@pytest.fixture(scope="module")
def saved(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found.save(tmp_path_factory.mktemp("brief") / "saved")


def command(*words: str | Path, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "sim", "brief", *map(str, words)]
    return subprocess.run(line, cwd=cwd, env=os.environ | settings, capture_output=True, text=True, check=False)


def test_the_bytes_are_the_same_in_another_process_and_place(found: Comparison, saved: Path, tmp_path: Path) -> None:
    elsewhere = {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    for form in ("pdf", "html"):
        done = command("--from", saved, "--out", f"one.{form}", cwd=tmp_path, **elsewhere)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"one.{form}").read_bytes() == brief_bytes(found, form)


def test_a_slide_is_wide_and_letter_paper_is_letter(found: Comparison) -> None:
    def shape(pdf: bytes) -> tuple[int, int]:
        box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
        return round(box.width), round(box.height)

    assert shape(brief_bytes(found)) == (595, 842)
    assert shape(brief_bytes(found, paper="letter")) == (612, 792)
    wide, high = shape(brief_bytes(found, template="slide"))
    assert wide / high == pytest.approx(16 / 9, abs=0.01)


def test_no_day_and_no_font_but_ours_is_in_the_pdf(found: Comparison) -> None:
    reader = PdfReader(io.BytesIO(brief_bytes(CASES["Hebrew and Arabic"](found))))
    assert reader.metadata is not None
    assert reader.metadata.creation_date is None or reader.metadata.creation_date.year == 1970
    resources: Any = reader.pages[0]["/Resources"]
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    families = {name.partition("-")[0] for name in names}
    assert families <= {"NotoSans", "NotoSansHebrew", "NotoSansArabic", "DejaVuSansMono"}
    assert {"NotoSansHebrew-Regular", "NotoSansArabic-Regular"} <= names


def test_signs_that_no_font_has_are_told(found: Comparison) -> None:
    assert without_signs(content(CASES["CJK"](found))) == ""
    assert set(without_signs(content(CASES["signs that no font has"](found)))) == set("🙂ไทย")


def test_fonts_have_their_licences() -> None:
    said = (FONTS / "README.md").read_text(encoding="utf-8")
    for font in FONTS.glob("*.ttf"):
        assert font.name in said
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE-NotoSans.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FONTS / "LICENSE-DroidSansFallback.txt").read_text(encoding="utf-8")


class Outside(HTMLParser):
    """What a page would fetch, the words that it shows, and the tags in it."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in ("src", "srcset", "data") or tag == "link"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("case", ["as it is", "markup"])
def test_html_needs_nothing_else_and_holds_no_foreign_markup(found: Comparison, case: str) -> None:
    page = Outside()
    text = brief_bytes(CASES[case](found), "html").decode()
    page.feed(text)
    assert len(page.fetched) == 2 and all(source.startswith("data:image/svg+xml;base64,") for source in page.fetched)
    assert "@import" not in text and "url(" not in text
    assert "script" not in page.tags and "i" not in page.tags
    for row in content(CASES[case](found)).texts()["policies"]:
        assert row["label"] in page.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "nowhere"], "nowhere: there is no result.json"),
        (["magazine", "--from", "."], "--from takes a comparison as it was saved"),
        (["--from", ".", "--out", "brief.doc"], "end it in .pdf, .html or .md"),
        (["--from", ".", "--format", "doc"], "must be one of"),
        (["--from", ".", "--paper", "a5"], "must be one of"),
        (["--from", ".", "--url", "here"], "begins with http"),
        (["--from", ".", "--out", ""], "--out is empty"),
        (["nowhere.toml"], "nowhere.toml: there is no such file"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = command(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"policies": {}}', '{"policies": 3}', "\x00"])
def test_a_saved_result_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "result.json").write_text(text)
    with pytest.raises(InputError, match=r"result.json: This is not the JSON of a saved comparison"):
        read(tmp_path)


def test_the_scenario_beside_a_saved_result_is_taken_only_if_it_is_the_same(saved: Path, tmp_path: Path) -> None:
    for name in ("result.json", "scenario.toml"):
        (tmp_path / name).write_bytes((saved / name).read_bytes())
    assert read(tmp_path).inputs is not None
    (tmp_path / "scenario.toml").write_text("[money]\nmargin = 33\n")
    assert read(tmp_path).inputs is None


def test_a_result_of_another_version_is_told(saved: Path, tmp_path: Path) -> None:
    shutil.copy(saved / "result.json", tmp_path)
    edited(tmp_path / "result.json", version="0.0.9")
    done = command("--from", ".", "--out", "old.md", cwd=tmp_path)
    assert done.returncode == 0 and "Made by version 0.0.9" in " ".join(done.stderr.split())
    assert "version 0.0.9" in (tmp_path / "old.md").read_text(encoding="utf-8")


def test_a_brief_can_be_run_at_once(tmp_path: Path) -> None:
    small = ["--people", "200", "--months", "6", "--replicates", "2", "--policies", "sell-quietly", "--no-doubt"]
    done = command("magazine", *small, "--template", "slide", "--format", "pdf", "--out", "here", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout == "Written to here\n" and done.stderr == ""
    assert (tmp_path / "here").read_bytes().startswith(b"%PDF-1.7")
