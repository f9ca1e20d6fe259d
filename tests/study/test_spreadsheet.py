"""Tables for spreadsheets: no text begins a formula, and numbers are left alone."""

import csv
import io

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from sim.study.spreadsheet import escaped


@example(["\r\t", "a\r=1+1", "\r\n"])
@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_cell_begins_a_formula_and_all_text_is_kept(texts: list[str]) -> None:
    told = escaped(pd.DataFrame({"text": texts, "number": [-1.5] * len(texts)}))
    cells = [row["text"] for row in csv.DictReader(io.StringIO(told.to_csv(index=False), newline=""))]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)
    lines = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert cells == told["text"].tolist()
    assert all(kept in (text, f"'{text}") for kept, text in zip(cells, lines, strict=True))
    assert told["number"].tolist() == [-1.5] * len(texts)
