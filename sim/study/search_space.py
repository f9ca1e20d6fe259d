"""The policies among which a search looks: which fields it may set, and what a policy is made of.

Every policy of the space makes sense: what would mean nothing beside the other fields (a notice without a sale, a
reward for nobody) is left out, so that two ways to say the same are the same policy.
"""

from collections.abc import Mapping
from typing import Any, get_args

import optuna

from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS, nearest
from sim.inputs.policy import Change, DataSource, Notice, Policy, Sale
from sim.inputs.scenario import Scenario

FIELDS = ("sale", "notice", "price", "buyers", "reward", "personalisation", "change")
# The price is left out unless asked for: nobody's behaviour reads it, so the highest is always the best for a seller.
USUAL = tuple(field for field in FIELDS if field != "price")
KEY, LABEL = "found", "Found by search"
AS_BEFORE = "as before"  # no change
MOST_REWARD = 2.0  # dollars a year


def checked_fields(fields: object) -> tuple[str, ...]:
    """The fields asked for, in order. InputError for one that there is not."""
    asked = [str(one) for one in fields] if not isinstance(fields, str) else [fields]  # type: ignore[attr-defined]
    for one in asked:
        if one not in FIELDS:
            near = nearest(one, FIELDS)
            meant = f"; did you mean {near}?" if near else ""
            raise InputError(f"--fields {one}: a search sets {', '.join(FIELDS)}{meant}")
    if not asked:
        raise InputError(f"--fields: names nothing to search; choose among {', '.join(FIELDS)}")
    return tuple(field for field in FIELDS if field in asked)


def suggested(trial: optuna.Trial, fields: tuple[str, ...], scenario: Scenario) -> dict[str, Any]:
    """Values for the fields, as the search proposes them."""
    values: dict[str, Any] = {}
    if "sale" in fields:
        values["sale"] = trial.suggest_categorical("sale", get_args(Sale))
    if "notice" in fields:
        values["notice"] = trial.suggest_categorical("notice", get_args(Notice))
    if "price" in fields:
        low, high = _range("data_market.price")
        values["price"] = trial.suggest_float("price", low, high)
    if "buyers" in fields:
        low, high = _range("data_market.buyers")
        values["buyers"] = trial.suggest_int("buyers", int(low), int(high), log=True)
    if "reward" in fields:
        values["reward"] = trial.suggest_float("reward", 0.0, MOST_REWARD, step=0.05)
    if "personalisation" in fields:
        values["data_source"] = trial.suggest_categorical("data_source", get_args(DataSource))
        values["personalisation"] = trial.suggest_float("personalisation", 0.05, 1.0, step=0.05)
    if "change" in fields:
        values["then"] = trial.suggest_categorical("then", (AS_BEFORE, *get_args(Sale)))
        values["month"] = trial.suggest_int("month", 2, _last_change(scenario))
        values["apology"] = trial.suggest_categorical("apology", (False, True))
    return values


def policy_from(values: Mapping[str, Any], start: Policy) -> Policy:
    """The policy that some values make; what is not among them is as in `start`."""
    held = {**start.in_force(1), **{name: value for name, value in values.items() if name in start.in_force(1)}}
    first = _sensible({**held, "apology": False})
    then = values.get("then", AS_BEFORE)
    changes: tuple[Change, ...] = ()
    if then not in (AS_BEFORE, first["sale"]):
        stops = then == "never" and values.get("apology", False)
        second = _sensible({**held, "sale": then, "apology": stops})
        different = {name: value for name, value in second.items() if value != first[name] and value is not None}
        changes = (Change(int(values["month"]), **different),)
    return Policy(KEY, LABEL, "Found by twenty-cents search.", **first, changes=changes)


def values_of(policy: Policy, fields: tuple[str, ...], scenario: Scenario) -> dict[str, Any] | None:
    """The values that make a policy which is there already, to begin with; None where the space does not hold it."""
    held = policy.in_force(1)
    change = policy.changes[0] if policy.changes else None
    if len(policy.changes) > 1 or "sale" not in fields or (change and change.month > _last_change(scenario)):
        return None
    values = {
        "sale": held["sale"],
        "notice": held["notice"],
        "price": held["price"] or float(scenario["data_market.price"]),
        "buyers": held["buyers"] or int(scenario["data_market.buyers"]),
        "reward": held["reward"],
        "data_source": held["data_source"],
        "personalisation": max(held["personalisation"], 0.05),
        "then": (change.sale if change else None) or AS_BEFORE,
        "month": change.month if change else 2,
        "apology": bool(change and change.apology),
    }
    names = {"personalisation": ("data_source", "personalisation"), "change": ("then", "month", "apology")}
    return {name: values[name] for field in fields for name in names.get(field, (field,))}


def _last_change(scenario: Scenario) -> int:
    """Half of the months: of a sale begun late, most of what it does would lie beyond the horizon, uncounted."""
    return max(int(scenario["market.months"]) // 2, 2)


def _sensible(held: Mapping[str, Any]) -> dict[str, Any]:
    """One stage without what means nothing there."""
    sells, asks = held["sale"] != "never", held["sale"] == "opt_in" or held["data_source"] == "declared"
    personal = held["data_source"] != "none" and held["personalisation"] > 0
    return {
        "sale": held["sale"],
        "notice": held["notice"] if sells else "buried",
        "price": held["price"] if sells else None,
        "buyers": held["buyers"] if sells else None,
        "again_every": held["again_every"] if sells else None,
        "reward": held["reward"] if asks else 0.0,
        "personalisation": held["personalisation"] if personal else 0.0,
        "data_source": held["data_source"] if personal else "none",
        "apology": held["apology"],
    }


def _range(key: str) -> tuple[float, float]:
    entry = PARAMETERS[key]
    assert entry.low is not None and entry.high is not None
    return entry.low, entry.high
