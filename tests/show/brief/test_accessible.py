"""A screen reader gets the brief whole and in order, and paper without colours keeps what colours tell."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from sim.show.brief.content import Brief, content
from sim.show.brief.typeset import pdf
from sim.study.comparison import Comparison


@pytest.fixture(scope="module")
def brief(found: Comparison) -> Brief:
    return content(found)


@pytest.fixture(scope="module")
def reader(brief: Brief) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(brief, "page", "a4", "https://example.org/?study=1")))


@pytest.fixture(scope="module")
def root(reader: PdfReader) -> Any:
    """The catalogue of the PDF."""
    return reader.trailer["/Root"].get_object()


def tree(node: Any) -> Iterator[tuple[str, DictionaryObject]]:
    """The structure's elements in the order in which they are read."""
    node = node.get_object()
    if not isinstance(node, DictionaryObject):
        return
    if "/S" in node:
        yield str(node["/S"]), node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from tree(kid)


def marks(kid: Any) -> Iterator[int]:
    """The numbers of marked content in the order in which they are read."""
    node: Any = kid.get_object()
    if isinstance(node, int):
        yield node
    elif isinstance(node, DictionaryObject):
        if "/MCID" in node:
            yield from marks(node["/MCID"])
        kids: Any = node.get("/K", [])
        for one in kids if isinstance(kids, list) else [kids]:
            yield from marks(one)


def test_it_calls_itself_pdf_ua_with_title_and_language(reader: PdfReader, root: Any, brief: Brief) -> None:
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    described = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", described)
    assert reader.metadata is not None and brief.title in str(reader.metadata.title)


def test_headings_begin_with_the_verdict_and_skip_no_level(root: Any) -> None:
    names = [name for name, _ in tree(root["/StructTreeRoot"])]
    assert [name for name in names if re.fullmatch(r"/H\d", name)] == ["/H1", *["/H2"] * 5]


def test_pictures_have_words_and_tables_have_heads(root: Any, brief: Brief) -> None:
    found = list(tree(root["/StructTreeRoot"]))
    told = [str(node["/Alt"]) for name, node in found if name == "/Figure"]
    assert told == [
        brief.texts()["over_time"]["alt"],
        brief.texts()["parts"]["alt"],
        "QR code of the address https://example.org/?study=1",
    ]
    names = [name for name, _ in found]
    assert names.count("/Table") == 2
    assert names.count("/TH") == 12
    assert names.count("/TR") == 2 + len(brief.policies) + len(brief.assumptions)


def test_it_is_read_in_the_order_of_the_page(reader: PdfReader, root: Any, brief: Brief) -> None:
    """Tags run in the order of the content, and the content is verdict, figures, charts, policies, doubt, command."""
    order = list(marks(root["/StructTreeRoot"]))
    assert order == sorted(order)
    assert len(order) == len(set(order)) > 20
    written = re.sub(r"\W", "", reader.pages[0].extract_text())
    told = brief.texts()
    texts = [told["title"], told["verdict"], *told["beside"]]
    texts += [part for one in told["figures"] for part in (one["name"], one["value"], one["interval"], one["words"])]
    texts += [told["over_time"]["title"], told["over_time"]["note"], told["parts"]["title"], told["parts"]["note"]]
    texts += [row["label"] + row["difference"] for row in told["policies"]]
    texts += [told["turns_on"], *(row["source"] for row in told["assumptions"]), *told["rests_on"], told["asked"]]
    at = 0
    for text in texts:
        there = written.find(re.sub(r"\W", "", text), at)
        assert there >= at, text
        at = there


def test_lines_have_letters_that_the_table_explains(brief: Brief) -> None:
    """Without colours a line is still told by its letter."""
    others = [row for row in brief.policies if row.difference != "the baseline"]
    assert [row.letter for row in others] == list("ABCDEF")
    assert brief.letters[brief.shown.baseline] == ""
    assert all(f"{row.letter}, “{row.label}”" in brief.texts()["over_time"]["alt"] for row in others)
