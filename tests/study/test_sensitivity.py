"""Which parameters a difference depends on: known cases, luck apart, the same on any number of workers."""

from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.errors import InputError, RunError
from sim.inputs.scenario import Scenario
from sim.study.sensitivity import Sensitivity, inquiry, sensitivity

PRICE, PRESS, BUYERS = "data_market.price", "press.story_chance", "data_market.buyers"
VARY = {PRICE: (0.05, 0.4), PRESS: (0.0, 1e-5), BUYERS: [1, 2]}


@pytest.fixture(scope="module")
def quiet() -> Scenario:
    """Nobody minds anything: a sale brings price times records, and nothing else happens."""
    off = {f"mechanisms.{name}": False for name in ("annoyance", "betrayal", "word_of_mouth", "press", "law")}
    return sim.load("magazine").changed({"market.people": 100, "market.months": 3, **off})


@pytest.fixture(scope="module")
def found(quiet: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Sensitivity:
    out = tmp_path_factory.mktemp("sensitivity") / "sweep"
    return sensitivity(quiet, "sell-quietly", vary=VARY, rows=64, people=100, workers=1, out=out)


def test_only_what_the_sale_brings_matters_where_nobody_minds(found: Sensitivity) -> None:
    """Difference = price x buyers x records: indices of a product of a uniform number and of 1 or 2."""
    by_key = {one.key: one.effect for one in found.influences}
    assert by_key[PRESS].total == (0.0, 0.0, 0.0)
    # of price x buyers: with means .225 and 1.5, variances .35^2 / 12 and .25
    price, buyers = 0.35**2 / 12 * 1.5**2, 0.25 * 0.225**2
    both = 0.35**2 / 12 * 0.25
    for key, alone in ((PRICE, price), (BUYERS, buyers)):
        effect = by_key[key]
        assert effect.first is not None
        assert effect.first.mean == pytest.approx(alone / (price + buyers + both), abs=0.12)
        assert effect.total.mean == pytest.approx((alone + both) / (price + buyers + both), abs=0.12)
        assert effect.total.low > 0
    assert found.luck.total.mean < 0.05
    assert found.ahead == 1.0 and found.difference.low > 0


def test_ends_tell_which_way_a_parameter_moves_it(found: Sensitivity) -> None:
    price = next(one for one in found.influences if one.key == PRICE)
    assert price.low.high < found.difference.mean < price.high.low


def test_a_study_that_was_broken_off_is_gone_on_with(quiet: Scenario, found: Sensitivity, tmp_path: Path) -> None:
    seen = 0

    def stop(standing: object) -> None:
        nonlocal seen
        seen += 1
        if seen == 5:
            raise RunError("stopped by the test")

    asked = {"vary": VARY, "rows": 64, "people": 100, "workers": 1, "out": tmp_path / "sweep", "resume": True}
    with pytest.raises(RunError, match="stopped by the test"):
        sensitivity(quiet, "sell-quietly", report=stop, **asked)  # type: ignore[arg-type]
    again = sensitivity(quiet, "sell-quietly", **asked)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(again.table(), found.table(), check_exact=True)


def test_morris_tells_effects_in_dollars(quiet: Scenario) -> None:
    found = sensitivity(quiet, "sell-quietly", vary=VARY, method="morris", rows=6, people=100, workers=1)
    assert [one.key for one in found.influences][2] == PRESS
    assert found.influences[0].effect.first is None and found.influences[0].effect.spread is not None
    assert found.points == 6 * 5
    assert list(found.table()["parameter"])[-1] == "luck"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"method": "fast"}, "choose one of sobol, morris"),
        ({"rows": 100}, "power of two, as 64"),
        ({"policy": "never-sell"}, "does the same as never-sell"),
        ({"policy": "sell-quitely"}, "did you mean sell-quietly"),
        ({"vary": ["market.seed=1:9"]}, "luck is varied anyway"),
        ({"vary": ["data_market.prise=1:9"]}, "did you mean data_market.price"),
    ],
)
def test_what_cannot_be_asked_is_told(quiet: Scenario, asked: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        inquiry(quiet, **asked)  # type: ignore[arg-type]


def test_where_nothing_matters_it_says_so(quiet: Scenario) -> None:
    nobody = quiet.changed({"market.customers_at_start": 0.0, "mechanisms.joining": False})
    with pytest.raises(InputError, match="nothing of what is varied matters"):
        sensitivity(nobody, "sell-quietly", vary={PRESS: (0.0, 1e-5)}, rows=4, people=100, workers=1)


def test_points_that_cannot_be_lived_are_told(quiet: Scenario) -> None:
    vary = {"people.fundamentalist": (0.2, 0.6), "people.pragmatist": (0.35, 0.65)}
    with pytest.raises(RunError, match="must be at most 1"):
        sensitivity(quiet, "sell-quietly", vary=vary, rows=16, people=100, workers=1)
