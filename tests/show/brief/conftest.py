"""One comparison for all tests of the brief."""

import pytest

from sim.study.comparison import Comparison
from tests.show.brief.cases import lived


@pytest.fixture(scope="session")
def found() -> Comparison:
    return lived()
