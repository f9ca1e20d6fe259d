"""A sweep's rows: what stands in them, that they are the same however they were lived, and how a sweep ends."""

from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.errors import InputError, RunError
from sim.inputs.scenario import Scenario
from sim.study.sweeps.columns import OUTCOMES
from sim.study.sweeps.driver import Standing
from sim.study.sweeps.results import Results

PRICE, BUYERS = "data_market.price", "data_market.buyers"
VARY = {PRICE: (0.1, 0.4, 4), BUYERS: [1, 3]}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return sim.load("magazine").changed({"market.people": 200, "market.months": 12, "market.replicates": 2})


@pytest.fixture(scope="module")
def lived(small: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Results:
    return sim.sweep(small, VARY, policies=["sell-quietly"], out=tmp_path_factory.mktemp("sweep") / "one", workers=1)


def test_a_row_for_each_point_policy_and_replicate(lived: Results) -> None:
    rows = lived.rows()
    assert len(rows) == 8 * 2 * 2
    assert not rows.duplicated(["point", "policy", "replicate"]).any()
    assert set(rows["policy"]) == {"never-sell", "sell-quietly"}
    assert (rows["status"] == "done").all() and rows["error"].isna().all() and (rows["seed"] == 1).all()
    assert rows.groupby("point")[[PRICE, BUYERS]].nunique().eq(1).all(axis=None)
    assert lived.manifest.finished


def test_rows_are_what_compare_finds(lived: Results, small: Scenario) -> None:
    """At one point, the means over replicates are those of a comparison of that scenario."""
    rows = lived.where(f"{PRICE}=0.1", f"{BUYERS}=3", "policy=sell-quietly").rows()
    compared = sim.compare(small.changed({PRICE: 0.1, BUYERS: 3}), ["sell-quietly"], turns_on=False, why=False)
    result = compared.policies["sell-quietly"]
    for name in ("difference", "difference_without_terminal_value", "net_present_value", "records_sold", "complaints"):
        assert rows[name].mean() == pytest.approx(getattr(result, name).mean, rel=1e-12)
    assert rows["customers_lost"].mean() == result.customers_lost_to_policy.mean
    cost = rows["loss_by_sale"].sum() / rows["disclosures"].sum()
    assert result.cost_per_record is not None and cost == pytest.approx(result.cost_per_record.mean, rel=1e-12)
    for line, estimate in result.ledger.items():
        assert rows[f"ledger_{line}"].mean() == pytest.approx(estimate.mean, rel=1e-12)


def test_the_baseline_differs_from_itself_by_nothing(lived: Results) -> None:
    base = lived.where("policy=never-sell").rows()
    assert (base[[name for name in OUTCOMES if name.startswith("difference")]] == 0).all(axis=None)


def test_two_processes_find_the_same_to_the_last_bit(lived: Results, small: Scenario, tmp_path: Path) -> None:
    again = sim.sweep(small, VARY, policies=["sell-quietly"], out=tmp_path / "two", workers=2)
    pd.testing.assert_frame_equal(again.rows(), lived.rows(), check_exact=True)


def test_rows_returned_to_the_driver_are_the_same(lived: Results, small: Scenario, tmp_path: Path) -> None:
    again = sim.sweep(small, VARY, policies=["sell-quietly"], out=tmp_path / "x", workers=1, write="driver")
    pd.testing.assert_frame_equal(again.rows(), lived.rows(), check_exact=True)


def test_an_object_store_holds_the_same(lived: Results, small: Scenario) -> None:
    again = sim.sweep(small, VARY, policies=["sell-quietly"], out="memory://sweeps/one", workers=1)
    pd.testing.assert_frame_equal(again.rows(), lived.rows(), check_exact=True)


def test_a_finished_sweep_is_not_begun_again(lived: Results, small: Scenario) -> None:
    folder = Path(lived.folder)
    with pytest.raises(InputError, match="--resume"):
        sim.sweep(small, VARY, policies=["sell-quietly"], out=folder, workers=1)
    before = lived.rows()
    again = sim.sweep(small, VARY, policies=["sell-quietly"], out=folder, workers=1, resume=True)
    pd.testing.assert_frame_equal(again.rows(), before, check_exact=True)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"scenario": {"money.margin": 20.0}}, r"scenario: money.margin = 15.0 before, 20.0 now"),
        ({"vary": {PRICE: (0.1, 0.5, 4), BUYERS: [1, 3]}}, r"design: data_market.price: .*high 0.4.* before, .*0.5"),
        ({"vary": {PRICE: (0.1, 0.4, 4)}}, r"design: data_market.buyers: values \[1, 3\] before, not varied now"),
        ({"policies": ["opt-out"]}, "policies: never-sell, sell-quietly before, never-sell, opt-out now"),
        ({"replicates": 3}, "replicates: 2 before, 3 now"),
        ({"version": "0.0.9"}, "version: 0.0.9 before"),
    ],
)
def test_another_sweep_is_not_gone_on_with(
    lived: Results, small: Scenario, changed: dict[str, object], told: str
) -> None:
    folder = Path(lived.folder)
    manifest = folder / "manifest.json"
    before = manifest.read_text()
    if "version" in changed:
        manifest.write_text(before.replace(f'"version": "{sim.__version__}"', '"version": "0.0.9"'))
    world = small.changed(changed.get("scenario", {}))  # type: ignore[arg-type]
    with pytest.raises(InputError, match=told):
        sim.sweep(
            world,
            changed.get("vary", VARY),  # type: ignore[arg-type]
            policies=changed.get("policies", ["sell-quietly"]),  # type: ignore[arg-type]
            replicates=changed.get("replicates"),  # type: ignore[arg-type]
            out=folder,
            resume=True,
            workers=1,
        )
    manifest.write_text(before)


def test_a_run_that_fails_is_a_row_with_its_error(small: Scenario, tmp_path: Path) -> None:
    """Attitudes that add up to more than everybody cannot be lived; the other points are."""
    vary = {"people.fundamentalist": [0.2, 0.3], "people.pragmatist": [0.5, 0.75]}
    rows = sim.sweep(small, vary, policies=["sell-quietly"], out=tmp_path, workers=1).rows()
    bad = rows["people.fundamentalist"] + rows["people.pragmatist"] > 1
    assert bad.sum() == 4
    assert (rows["status"] == "failed").equals(bad)
    assert rows.loc[bad, "error"].str.contains("must be at most 1").all()
    assert rows.loc[bad, "net_present_value"].isna().all() and rows.loc[~bad, "net_present_value"].notna().all()


def test_too_many_failures_stop_it_with_a_summary(small: Scenario, tmp_path: Path) -> None:
    vary = {"people.fundamentalist": (0.4, 0.5, 10), "people.pragmatist": (0.7, 0.8, 10)}
    with pytest.raises(RunError, match=r"(?s)Too many runs fail.*must be at most 1.*rows are kept in") as caught:
        sim.sweep(small, vary, policies=["sell-quietly"], out=tmp_path, workers=1)
    assert "--resume" in str(caught.value)
    assert 0 < len(Results(tmp_path).rows()) < 400


def test_progress_tells_rows_rate_and_failures(small: Scenario, tmp_path: Path) -> None:
    seen: list[tuple[int, int, int]] = []

    def report(now: Standing) -> None:
        seen.append((now.there, now.to_do, now.failed))

    sim.sweep(small, VARY, policies=["sell-quietly"], out=tmp_path, workers=1, report=report)
    assert seen[0] == (0, 32, 0) and seen[-1] == (32, 32, 0)
    assert [there for there, _, _ in seen] == sorted(there for there, _, _ in seen)


def test_two_sweeps_do_not_write_to_one_folder(small: Scenario, tmp_path: Path) -> None:
    from sim.study.sweeps.store import Folder

    with Folder(tmp_path).held(), pytest.raises(RunError, match="Another sweep is writing"):
        sim.sweep(small, VARY, out=tmp_path, workers=1)
