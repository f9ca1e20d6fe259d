"""A customer base in figures and as a scenario: what goes together stays, and nobody can be told from it."""

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.errors import InputError
from sim.inputs.company_files.customer_base import CustomerBase, read_customers
from sim.inputs.company_files.customer_fields import Reading, told_columns
from sim.model.columns import CUSTOMER
from sim.model.conditions import by_attitude
from sim.model.people import People, born
from sim.study.calibration.customer_cells import SMALLEST, cells
from sim.study.calibration.customer_fit import OTHER, BaseFit, fit_customers
from sim.study.calibration.customer_scenario import consent_of_pragmatists, scenario_toml
from sim.study.calibration.scenario_file import check_file, write_scenario

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def base() -> CustomerBase:
    return read_customers(FIXTURES / "customers.csv")


@pytest.fixture(scope="module")
def found(base: CustomerBase) -> BaseFit:
    return fit_customers(base, margin_share=0.5)


def written(folder: Path, header: str, *rows: str) -> CustomerBase:
    file = folder / "some.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read_customers(file)


def test_each_segment_has_its_retention_and_margin(base: CustomerBase, found: BaseFit) -> None:
    assert [one.name for one in found.segments] == ["Print", "Print + digital", "Digital"]
    assert sum(one.customers for one in found.segments) == len(base) == 400
    digital = found.segments[2]
    assert base.segment is not None and base.left is not None and base.money is not None
    here = (base.segment.of == base.segment.names.index("Digital")) & ~base.left
    assert digital.here == here.sum()
    assert digital.margin == pytest.approx(base.money[here].mean() * 0.5)
    assert digital.retention is not None and found.segments[0].retention is not None
    assert digital.retention.mean > found.segments[0].retention.mean
    assert found.price == pytest.approx(base.money[~base.left].mean())


def test_every_cell_has_five_people_and_all_people_are_in_one(found: BaseFit) -> None:
    assert min(cell.people for cell in found.cells) >= SMALLEST
    assert sum(cell.people for cell in found.cells) == found.everybody.here


PEOPLE = st.lists(
    st.tuples(st.integers(0, 2), st.floats(0, 600), st.floats(0, 1000), st.booleans(), st.booleans()),
    min_size=15,
    max_size=120,
)


@settings(max_examples=50, deadline=None)
@given(people=PEOPLE)
def test_no_cell_is_ever_small_and_means_are_kept(people: list[tuple[int, float, float, bool, bool]]) -> None:
    rows = people + [(n, 1.0, 1.0, True, True) for n in range(3) for _ in range(SMALLEST)]
    segment, tenure, margin, email, consent = (np.array(column) for column in zip(*rows, strict=True))
    told = cells(segment, tenure, margin, email, consent)
    assert min(cell.people for cell in told) >= SMALLEST
    for n in range(3):
        own = [cell for cell in told if cell.segment == n]
        assert sum(cell.people for cell in own) == (segment == n).sum()
        assert all(cell.margin is not None for cell in own)
        total = sum(cell.people * (cell.margin or 0.0) for cell in own)
        assert total == pytest.approx(margin[segment == n].sum())
    assert all(0 <= cell.tenure_from <= cell.tenure_to <= 600 for cell in told)


def test_the_scenario_holds_no_row_and_no_id(base: CustomerBase, found: BaseFit) -> None:
    text = scenario_toml(found)
    assert "F0" not in text
    assert "@" not in text
    raw = tomllib.loads(text)
    assert len(raw["segments"]) <= len(found.cells)
    assert sum(row["share"] for row in raw["segments"]) == pytest.approx(1, abs=1e-3)
    assert raw["market"]["size"] == 1000  # as small as a market may be
    assert raw["money"]["revenue"] == pytest.approx(12 * (found.price or 0), rel=1e-3)


def test_people_are_drawn_as_the_customers_are(tmp_path: Path) -> None:
    """Means of tenure, margin, channel and consent of the customers at the start, and how they go together."""
    rng = np.random.default_rng(8)
    tenure = rng.integers(0, 120, 4000)
    margin = 5 + 0.2 * tenure + rng.gamma(2.0, 5.0, 4000)
    email = rng.random(4000) < 0.9 - 0.006 * tenure
    consent = rng.random(4000) < np.where(email, 0.6, 0.2)
    rows = [f"{n},{tenure[n]},{margin[n]:.2f},{email[n]},{consent[n]}" for n in range(4000)]
    told = fit_customers(written(tmp_path, "id,tenure,margin,email,consent", *rows))
    scenario = write_scenario(scenario_toml(told), tmp_path / "ours.toml")
    people = People(born(scenario.changed({"market.people": 60_000}), 0))
    at_start = people.column("status") == CUSTOMER
    drawn = np.array(
        [
            people.column("months")[at_start],
            people.column("margin")[at_start] * 1e-4,
            people.column("digital")[at_start],
            people.column("consents_below")[at_start] < consent.mean(),
        ]
    )
    own = np.array([tenure, margin, email, consent])
    assert drawn.mean(axis=1) == pytest.approx(own.mean(axis=1), rel=0.04)
    assert np.corrcoef(drawn) == pytest.approx(np.corrcoef(own), abs=0.06)
    assert np.corrcoef(own)[0, 1] > 0.6  # there is something to keep
    assert np.corrcoef(own)[0, 2] < -0.3


def test_the_people_live_under_policies(found: BaseFit, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    write_scenario(scenario_toml(found), file)
    assert [one.name for one in tmp_path.iterdir()] == ["ours.toml"]
    few = sim.load(file).changed({"market.people": 300, "market.months": 6, "market.replicates": 2})
    assert sim.compare(few, ["sell-quietly"], why=False).policies["sell-quietly"].records_sold.mean > 0


def test_small_segments_are_the_others_and_one_without_leavers_borrows(tmp_path: Path) -> None:
    rows = [f"{n},{n % 20},{'yes' if n % 3 == 0 else 'no'},big" for n in range(90)]
    rows += [f"s{n},{n % 30},no,steady" for n in range(40)]
    rows += [f"x{n},5,{'yes' if n % 2 else 'no'},{name}" for n in range(9) for name in ("tiny", "small")]
    told = fit_customers(written(tmp_path, "id,tenure,churned,segment", *rows[:130]))
    assert [one.name for one in told.segments] == ["big", "steady"]
    steady = told.segments[1]
    assert "nobody has left" in steady.borrowed
    assert steady.retention == told.everybody.retention
    unique = [row.replace("x", f"x{at}-") for at, row in enumerate(rows[130:])]
    told = fit_customers(written(tmp_path, "id,tenure,churned,segment", *rows[:130], *unique))
    assert [one.name for one in told.segments] == ["big", "steady", OTHER]


def test_a_file_that_tells_little_changes_little(tmp_path: Path) -> None:
    told = fit_customers(written(tmp_path, "id,tenure", *(f"{n},{n}" for n in range(50))))
    raw = tomllib.loads(scenario_toml(told))
    assert set(raw) == {"title", "question", "sources", "segments", "market"}
    assert all(set(row) == {"name", "share", "tenure_from", "tenure_to"} for row in raw["segments"])
    assert any("Retention is not fitted" in remark for remark in told.remarks)


def test_the_margin_is_told_or_taken_from_the_price(tmp_path: Path) -> None:
    rows = [f"{n},{n},10" for n in range(20)]
    by_price = fit_customers(written(tmp_path, "id,tenure,price", *rows))
    assert by_price.everybody.margin == pytest.approx(6.0)
    assert any("60 % of the price" in remark for remark in by_price.remarks)
    by_margin = fit_customers(written(tmp_path, "id,tenure,margin", *rows))
    assert by_margin.everybody.margin == pytest.approx(10.0)
    assert by_margin.price is None


def test_too_few_customers_make_no_market(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="4 customers are still here; a market needs 5"):
        fit_customers(written(tmp_path, "id,tenure", *(f"{n},{n}" for n in range(4))))


def test_nothing_is_written_where_it_cannot_be(base: CustomerBase, tmp_path: Path) -> None:
    for file, said in [
        (tmp_path / "ours.csv", "ends in .toml"),
        (tmp_path / "no" / "ours.toml", "one that is not there"),
        (tmp_path, "ends in .toml"),
    ]:
        with pytest.raises(InputError) as caught:
            check_file(file, base.file.path)
        assert said in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.01, 0.28, 0.5, 0.9])
def test_consent_of_all_comes_from_that_of_pragmatists(share: float) -> None:
    pragmatists = consent_of_pragmatists(share)
    usual = sim.load("magazine").changed({"people.consent": pragmatists})
    rates = by_attitude(usual, pragmatists, 1.0)
    weights = [float(usual[f"people.{name}"]) for name in ("fundamentalist", "pragmatist")]
    assert np.dot([*weights, 1 - sum(weights)], rates) == pytest.approx(share)


def test_the_shipped_telephone_company_is_what_the_file_gives(shared_data: Path) -> None:
    how = Reading(told_columns(["email=PaperlessBilling"]))
    raw = tomllib.loads(scenario_toml(fit_customers(read_customers(shared_data / "telco_customer_churn.csv", how))))
    shipped = sim.load("telecom")
    assert [segment.content() for segment in shipped.segments] == [
        {name: value for name, value in row.items() if name != "name"} for row in raw["segments"]
    ]
    assert shipped["market.size"] == raw["market"]["size"]
    assert shipped["money.margin"] == raw["money"]["margin"]
    assert "fictional" in shipped.about


def test_a_mail_order_house_and_a_music_shop_become_scenarios(shared_data: Path, tmp_path: Path) -> None:
    for name, how in {
        "hillstrom_email_experiment.csv.gz": Reading(told_columns(["tenure=recency", "price=history", "segment="])),
        "cdnow_customers_summary.csv": Reading(told_columns(["id=ID", "tenure=T"]), tenure_in="weeks"),
    }.items():
        told = fit_customers(read_customers(shared_data / name, how))
        assert write_scenario(scenario_toml(told), tmp_path / "ours.toml").segments
