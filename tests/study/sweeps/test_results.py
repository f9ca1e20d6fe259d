"""What is asked of a sweep's dataset, against the same reckoned with pandas from its rows."""

from pathlib import Path

import pandas as pd
import pytest

from sim.errors import InputError
from sim.study.sweeps.export import escaped, write_csv
from sim.study.sweeps.results import Results
from tests.study.sweeps import small


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return small.lived(tmp_path_factory.mktemp("results") / "sweep")


def test_a_summary_is_what_pandas_finds(lived: Results) -> None:
    rows = lived.where("policy = sell-quietly").rows()
    told = lived.summary().set_index("policy").loc["sell-quietly"]
    by_point = rows.groupby("point")["difference"].mean()
    assert told["mean"] == pytest.approx(by_point.mean())
    assert told["median"] == pytest.approx(by_point.median())
    assert told["better"] == (by_point > 0).mean()
    luck = rows.groupby("replicate")["difference"].mean()
    half = luck.std() / len(luck) ** 0.5 * 6.313752  # Student's t, one degree of freedom, 90 %
    assert (told["low"], told["high"]) == pytest.approx((luck.mean() - half, luck.mean() + half), rel=1e-6)


def test_quantiles_and_a_pivot_are_what_pandas_finds(lived: Results) -> None:
    rows = lived.where("policy = sell-quietly").rows()
    told = lived.quantiles([0.1, 0.5], of="complaints").set_index("policy").loc["sell-quietly"]
    assert told["0.1"] == pytest.approx(rows["complaints"].quantile(0.1))
    table = lived.pivot(small.PRICE, of="data_revenue").table
    means = rows.groupby(small.PRICE)["data_revenue"].mean()
    assert table["mean"].tolist() == pytest.approx(means.tolist())
    assert table["mean"].is_monotonic_increasing  # a higher price brings more


def test_rows_as_csv_are_the_rows(lived: Results, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    assert write_csv(lived, file) == small.ROWS
    again = pd.read_csv(file)
    assert again["difference"].tolist() == pytest.approx(lived.rows()["difference"].tolist(), rel=1e-15)
    assert [*tmp_path.iterdir()] == [file]


def test_a_spreadsheet_computes_nothing_of_it() -> None:
    frame = pd.DataFrame({"error": ["=1+1", "fine", None], "difference": [-1.0, 2.0, 3.0]})
    assert escaped(frame)["error"].tolist()[:2] == ["'=1+1", "fine"]
    assert escaped(frame)["difference"].tolist() == [-1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("data_market.prise>0.2", "did you mean data_market.price"),
        ("data_market.price>dear", "is a number"),
        ("data_market.price", "COLUMN"),
    ],
)
def test_conditions_that_cannot_be_are_told(lived: Results, where: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        lived.where(where)


def test_names_that_are_not_there_are_told(lived: Results, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean difference"):
        lived.summary("diference")
    with pytest.raises(InputError, match="no such varied key"):
        lived.pivot("people.traceable")
    with pytest.raises(InputError, match="no sweep has been begun there"):
        Results(tmp_path)


def test_every_column_of_the_rows_is_in_the_dictionary(lived: Results) -> None:
    assert list(lived.rows().columns) == list(lived.dictionary()["name"])
    assert lived.dictionary()["meaning"].str.len().gt(10).all()
