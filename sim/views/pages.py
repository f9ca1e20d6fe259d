"""The list of pages. A page is a file in this folder and a line here; `sim/views/__init__.py` tells how to add one."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """A page: its file without .py (also its address), what the menu calls it, and its sign there."""

    key: str
    title: str
    icon: str

    @property
    def file(self) -> Path:
        """Where it stands."""
        return FOLDER / f"{self.key}.py"


PAGES = (
    Entry("explore", "Explore", ":material/tune:"),
    Entry("compare", "Compare", ":material/balance:"),
    Entry("one_customer", "One customer", ":material/person:"),
    Entry("what_matters", "What matters", ":material/query_stats:"),
    Entry("sweeps", "Sweeps", ":material/grid_on:"),
    Entry("evidence", "Evidence", ":material/fact_check:"),
    Entry("two_links", "Two links", ":material/compare_arrows:"),
)
