"""Tables to take away: as CSV, and as a workbook with the assumptions beside the results."""

import io
from typing import TYPE_CHECKING

from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.show.currency import in_force
from sim.show.names import in_dollars
from sim.show.repeat import same_numbers
from sim.show.wording import how_it_was_asked, verdict
from sim.study.comparison import Comparison
from sim.study.spreadsheet import escaped

if TYPE_CHECKING:
    import pandas as pd


def table_csv(comparison: Comparison) -> bytes:
    """A row a policy, each figure with its interval."""
    return escaped(_told(comparison.table())).to_csv(index=False).encode()


def workbook(comparison: Comparison, scenario: Scenario) -> bytes:
    """An Excel workbook: the answer in words, the policies, every month, and every assumption with its source."""
    import pandas as pd

    said = [*verdict(comparison), how_it_was_asked(comparison), same_numbers(comparison)]
    sheets = {
        "Answer": pd.DataFrame({comparison.title: said}),
        "Policies": _told(comparison.table()),
        "Months": _told(comparison.by_month()),
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


def _told(table: "pd.DataFrame") -> "pd.DataFrame":
    """A table with its money in the currency in force."""
    return in_force().table(table, [name for name in map(str, table) if in_dollars(name)])


def assumptions(scenario: Scenario) -> "pd.DataFrame":
    """Every parameter: value, default, range, unit, grade, meaning, source."""
    import pandas as pd

    money, columns = in_force(), ("grade", "meaning", "source", "date")

    return pd.DataFrame(
        {
            "name": name,
            "value": money.counted(entry, scenario[name]),
            **{column: money.counted(entry, getattr(entry, column)) for column in ("default", "low", "high")},
            "unit": money.unit(entry.unit),
            **{column: getattr(entry, column) for column in columns},
        }
        for name, entry in PARAMETERS.items()
    )
