"""Tables for spreadsheets: no text begins a formula, and numbers are left alone."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sim.study.spreadsheet import escaped


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_cell_begins_a_formula_and_all_text_is_kept(texts: list[str]) -> None:
    told = escaped(pd.DataFrame({"text": texts, "number": [-1.5] * len(texts)}))
    cells = [row["text"] for row in csv.DictReader(io.StringIO(told.to_csv(index=False), newline=""))]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert all(kept in (text, f"'{text}") for kept, text in zip(told["text"], texts, strict=True))
    assert told["number"].tolist() == [-1.5] * len(texts)
