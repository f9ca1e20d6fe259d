"""Tables to take away: as CSV, and as a workbook with the assumptions beside the results."""

import io
from typing import TYPE_CHECKING

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show.wording import how_it_was_asked, verdict
from sim.study.comparison import Comparison
from sim.study.spreadsheet import escaped

if TYPE_CHECKING:
    import pandas as pd


def table_csv(comparison: Comparison) -> bytes:
    """A row a policy, each figure with its interval."""
    return escaped(comparison.table()).to_csv(index=False).encode()


def workbook(comparison: Comparison, scenario: Scenario) -> bytes:
    """An Excel workbook: the answer in words, the policies, every month, and every assumption with its source."""
    import pandas as pd

    said = [*verdict(comparison), how_it_was_asked(comparison)]
    sheets = {
        "Answer": pd.DataFrame({comparison.title: said}),
        "Policies": comparison.table(),
        "Months": comparison.by_month(),
        "Assumptions": assumptions(scenario),
    }
    file = io.BytesIO()
    as_text = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=as_text) as book:
        for name, frame in sheets.items():
            frame.to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
        book.sheets["Answer"].set_column(0, 0, 120, book.book.add_format({"text_wrap": True, "valign": "top"}))
        book.sheets["Assumptions"].set_column(0, 0, 34)
    return file.getvalue()


def assumptions(scenario: Scenario) -> "pd.DataFrame":
    """Every parameter: value, default, range, unit, grade, meaning, source."""
    import pandas as pd

    columns = ("default", "low", "high", "unit", "grade", "meaning", "source", "date")
    return pd.DataFrame(
        {"name": name, "value": scenario[name], **{column: getattr(entry, column) for column in columns}}
        for name, entry in PARAMETERS.items()
    )
