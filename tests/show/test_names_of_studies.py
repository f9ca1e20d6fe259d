"""Every key of the studies' JSON is explained, and none that is not there."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.inputs.company_files.customer_base import read_customers
from sim.inputs.parameters import PARAMETERS
from sim.inputs.scenario import Scenario
from sim.inputs.table_policy import POLICY_FIELDS
from sim.show import names_of_studies as told
from sim.show.customers_report import customers_as_json
from sim.show.event_report import event_as_json
from sim.show.evidence import as_json as evidence_as_json
from sim.show.information_report import information_as_json
from sim.study.calibration.customer_fit import fit_customers
from sim.study.calibration.event_fit import fit_event
from sim.study.calibration.retention import retention
from sim.study.certainty.information import value_of_information
from sim.study.robustness import robustness
from sim.study.saved_robustness import robustness_as_json
from sim.study.saved_search import search_as_json
from sim.study.saved_sensitivity import sensitivity_as_json
from sim.study.search import search
from sim.study.sensitivity import sensitivity
from sim.study.validation.fit import Belief, Fit
from sim.study.verify import verify
from tests.show.test_names import names
from tests.study.calibration.event_cases import SOLD, made, shape, world

CUSTOMERS = Path(__file__).resolve().parents[1] / "fixtures" / "customers.csv"
TABLE = "period,survivors\n0,1000\n1,700\n2,500\n3,400\n4,330\n"


@pytest.fixture(scope="module")
def small() -> Scenario:
    return sim.load("magazine").changed({"market.people": 60, "market.months": 4})


def agree(found: Any, meanings: Mapping[str, str], besides: Iterable[str] = ()) -> None:
    """Keys of the JSON and of the page are the same, but for keys that users name."""
    assert (set(names(found)) - {*besides}) ^ meanings.keys() == set()


def test_of_robust(small: Scenario) -> None:
    lively = small.changed({"market.people": 300, "market.months": 24})
    found = robustness(lively, ["sell-quietly"], worlds=128, people=300)
    assert found.discoveries
    agree(robustness_as_json(found), told.ROBUST, small.policies)


def test_of_sensitivity(small: Scenario, tmp_path: Path) -> None:
    vary = {"data_market.price": (0.1, 0.4), "money.margin": (5.0, 20.0)}
    found = sensitivity(small, "sell-quietly", vary=vary, rows=4, people=60, workers=1)
    agree(sensitivity_as_json(found), told.SENSITIVITY)


def test_of_search(small: Scenario) -> None:
    found = search(small, ["value"], ["price"], trials=12, people=60, replicates=2)
    agree(search_as_json(found), told.SEARCH, {*POLICY_FIELDS, "label", "description", "changes", "month"})


def test_of_value_of_information(small: Scenario) -> None:
    agree(information_as_json(value_of_information(small, worlds=64, people=60)), told.INFORMATION)


def test_of_evidence() -> None:
    agree(evidence_as_json(PARAMETERS.values()), told.EVIDENCE)


def test_of_validate() -> None:
    assert {field.name for one in (Fit, Belief) for field in fields(one)} == told.VALIDATE_FIT.keys()


def test_of_verify() -> None:
    agree(verify(["worked cases"]).as_json(), told.VERIFY)


def test_of_calibrate_retention(tmp_path: Path) -> None:
    file = tmp_path / "retention.csv"
    file.write_text(TABLE, encoding="utf-8")
    agree(retention(file).to_json(), told.CALIBRATE_RETENTION)


def test_of_calibrate_customers() -> None:
    found = customers_as_json(fit_customers(read_customers(CUSTOMERS)))
    found.pop("columns")
    agree(found | {"columns": None}, told.CALIBRATE_CUSTOMERS)


def test_of_calibrate_event() -> None:
    event, _ = made(0, like=shape(people=500))
    found = event_as_json(fit_event(event, world(), SOLD, particles=50, generations=2))
    agree(found, told.CALIBRATE_EVENT)
