"""A comparison as JSON, as pandas frames, and as a folder of files that other commands read."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.errors import InputError
from sim.inputs.scenario import full_toml, load
from sim.study.causes.why import PARTS, Why
from sim.study.certainty.doubt import Doubt, Spread
from sim.study.certainty.flip import Change, Flip, Flips
from sim.study.certainty.turning import TurningPoint, TurnsOn
from sim.study.comparison import FIGURES, Comparison, PolicyResult
from sim.study.folder import write_folder, writing
from sim.study.intervals import Estimate
from sim.study.spreadsheet import writing_csv

if TYPE_CHECKING:
    import pandas as pd

RESULT, SCENARIO = "result.json", "scenario.toml"
PICTURES = {"net_value": "time", "difference": "difference", "why": "why"}  # file name: kind of plot
ESTIMATES = (*FIGURES, "months_lost")
COUNTS = ("better_in", "worse_in")
GROUPS = ("lost_by_attitude", "ledger", "ledger_undiscounted")


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain lists and dictionaries, in the shape that docs/reference.md documents."""
    kept = {
        spot.name: getattr(comparison, spot.name)
        for spot in fields(comparison)
        if spot.name not in ("policies", "turns_on", "why", "doubt", "flips", "inputs")
    }
    study = next(iter(comparison.why.values()), None)
    return kept | {
        "why_people": study and study.people,
        "why_replicates": study and study.replicates,
        "turns_on": {key: _turns_on_as_json(answer) for key, answer in comparison.turns_on.items()},
        "doubt": {key: _doubt_as_json(answer) for key, answer in comparison.doubt.items()},
        "flips": {key: _flips_as_json(answer) for key, answer in comparison.flips.items()},
        "policies": {
            key: _policy_as_json(result, comparison.why.get(key)) for key, result in comparison.policies.items()
        },
    }


def _policy_as_json(result: PolicyResult, why: Why | None) -> dict[str, Any]:
    return (
        {"label": result.label}
        | {name: _estimate_as_json(getattr(result, name)) for name in ESTIMATES}
        | {name: {key: _estimate_as_json(one) for key, one in getattr(result, name).items()} for name in GROUPS}
        | {name: getattr(result, name) for name in COUNTS}
        | _why_as_json(why)
        | {"reasons": dict(result.reasons)}
        | {"by_month": {name: values.tolist() for name, values in result.by_month.items()}}
    )


def _why_as_json(why: Why | None) -> dict[str, Any]:
    if why is None:
        return dict.fromkeys(("why", "difference_why", "why_alone", "why_by_mail", "why_cannot_act"))
    return {
        "why": {name: _estimate_as_json(part) for name, part in why.parts.items()},
        "difference_why": _estimate_as_json(why.difference),
        "why_alone": {name: _estimate_as_json(alone) for name, alone in why.alone.items()},
        "why_by_mail": _estimate_as_json(why.by_mail),
        "why_cannot_act": list(why.cannot_act),
    }


def _estimate_as_json(estimate: Estimate | None) -> dict[str, float] | None:
    return None if estimate is None else estimate._asdict()


def _turns_on_as_json(answer: TurnsOn) -> dict[str, Any]:
    points = [
        asdict(point)
        | {end: _estimate_as_json(getattr(point, end)) for end in ("difference_at_low", "difference_at_high")}
        for point in answer.points
    ]
    estimates = {name: _estimate_as_json(getattr(answer, name)) for name in ("difference", "from_assumptions")}
    return asdict(answer) | estimates | {"points": points}


def _doubt_as_json(answer: Doubt) -> dict[str, Any]:
    values = {spot.name: getattr(answer, spot.name) for spot in fields(answer)}
    return {name: value._asdict() if isinstance(value, Estimate | Spread) else value for name, value in values.items()}


def _flips_as_json(answer: Flips) -> dict[str, Any]:
    ways = [
        {"changes": [change._asdict() for change in way.changes], "far": way.far}
        | {"difference": _estimate_as_json(way.difference)}
        for way in answer.ways
    ]
    return asdict(answer) | {"difference": _estimate_as_json(answer.difference), "ways": ways}


def from_json(text: str) -> Comparison:
    """The comparison that was written as JSON. InputError where the text is not one."""
    try:
        raw = json.loads(text)
        written = raw.pop("policies")
        policies = {key: _policy_from_json(key, entry) for key, entry in written.items()}
        why = {key: _why_from_json(raw, entry) for key, entry in written.items() if entry.get("why")}
        turns_on = {key: _turns_on_from_json(entry) for key, entry in raw.pop("turns_on").items()}
        doubt = {key: _doubt_from_json(entry) for key, entry in raw.pop("doubt", {}).items()}
        flips = {key: _flips_from_json(entry) for key, entry in raw.pop("flips", {}).items()}
        known = {spot.name for spot in fields(Comparison)} - {"why"}
        rest = {name: value for name, value in raw.items() if name in known}
        return Comparison(policies=policies, turns_on=turns_on, why=why, doubt=doubt, flips=flips, **rest)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"This is not the JSON of a saved comparison: {error}") from error


def read(folder: Path) -> Comparison:
    """The comparison in a folder that `save` wrote, with its scenario where that is still the same. InputError."""
    file = folder / RESULT
    try:
        found = from_json(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{folder}: there is no {RESULT} in it; compare --out DIR writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    if not (folder / SCENARIO).is_file():
        return found
    inputs = load(folder / SCENARIO)
    return replace(found, inputs=inputs) if inputs.digest == found.digest else found


def _policy_from_json(key: str, raw: Mapping[str, Any]) -> PolicyResult:
    figures = {name: _estimate_from_json(raw[name]) for name in ESTIMATES}
    groups = {name: {one: Estimate(**entry) for one, entry in raw[name].items()} for name in GROUPS}
    by_month = {name: np.array(values, float) for name, values in raw["by_month"].items()}
    counts = {name: raw.get(name) for name in COUNTS}
    named: dict[str, Any] = {**figures, **groups, **counts, "by_month": by_month, "reasons": raw["reasons"]}
    return PolicyResult(key=key, label=raw["label"], **named)


def _estimate_from_json(raw: Mapping[str, float] | None) -> Estimate | None:
    return None if raw is None else Estimate(**raw)


def _why_from_json(raw: Mapping[str, Any], entry: Mapping[str, Any]) -> Why:
    return Why(
        people=raw["why_people"],
        replicates=raw["why_replicates"],
        difference=Estimate(**entry["difference_why"]),
        parts={name: Estimate(**part) for name, part in entry["why"].items()},
        cannot_act=tuple(entry["why_cannot_act"]),
        alone={name: Estimate(**alone) for name, alone in entry["why_alone"].items()},
        by_mail=_estimate_from_json(entry["why_by_mail"]),
    )


def _turns_on_from_json(raw: Mapping[str, Any]) -> TurnsOn:
    points = tuple(_point_from_json(entry) for entry in raw["points"])
    share = _estimate_from_json(raw.get("from_assumptions"))
    return TurnsOn(raw["people"], raw["replicates"], Estimate(**raw["difference"]), points, share)


def _point_from_json(raw: Mapping[str, Any]) -> TurningPoint:
    ends = {name: Estimate(**raw[name]) for name in ("difference_at_low", "difference_at_high")}
    return TurningPoint(raw["key"], raw["words"], raw["low"], raw["high"], turns=raw["turns"], **ends)


def _doubt_from_json(raw: Mapping[str, Any]) -> Doubt:
    shares = {name: Estimate(**value) for name, value in raw.items() if name.startswith("from_")}
    return Doubt(**{**raw, **shares, "difference": Spread(**raw["difference"])})


def _flips_from_json(raw: Mapping[str, Any]) -> Flips:
    ways = tuple(
        Flip(tuple(Change(**change) for change in way["changes"]), way["far"], Estimate(**way["difference"]))
        for way in raw["ways"]
    )
    return Flips(raw["people"], raw["replicates"], Estimate(**raw["difference"]), ways)


def table(comparison: Comparison) -> "pd.DataFrame":
    """A row a policy: each figure, each discounted line of the ledger and each part of why, with low and high."""
    import pandas as pd

    rows = []
    for key, result in comparison.policies.items():
        row: dict[str, Any] = {"policy": key, "label": result.label, "baseline": key == comparison.baseline}
        for name, estimate in result.figures().items():
            row |= _columns(name, estimate)
        for line, estimate in result.ledger.items():
            row |= _columns(f"ledger_{line}", estimate)
        why = comparison.why.get(key)
        row |= _columns("difference_why", why.difference if why else None)
        for part in PARTS:
            row |= _columns(f"why_{part}", why.parts[part] if why else None)
        rows.append(row)
    return pd.DataFrame(rows)


def _columns(name: str, estimate: Estimate | None) -> dict[str, float]:
    mean, low, high = estimate or (np.nan, np.nan, np.nan)
    return {name: mean, f"{name}_low": low, f"{name}_high": high}


def by_month(comparison: Comparison) -> "pd.DataFrame":
    """A row a policy and month: the mean of each series, and values to date with their intervals."""
    import pandas as pd

    frames = []
    for key, result in comparison.policies.items():
        frame = pd.DataFrame(result.by_month)
        frame.insert(0, "policy", key)
        frame.insert(1, "month", range(1, len(frame) + 1))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def save(comparison: Comparison, folder: Path) -> Path:
    """Write the comparison's files into the folder: all is made beside it first and then moved into place.

    Files of the same names from before are replaced; others in the folder are left alone. InputError where it
    cannot be written to.
    """
    write_folder(folder, _files(comparison))
    return folder


def _files(comparison: Comparison) -> dict[str, Callable[[Path], Any]]:
    """How to write each file, by its name."""
    files: dict[str, Callable[[Path], Any]] = {}
    for name, frame in {"table": comparison.table(), "by_month": comparison.by_month()}.items():
        files[f"{name}.csv"] = writing_csv(frame)
        files[f"{name}.parquet"] = partial(frame.to_parquet, index=False)
    for name, kind in PICTURES.items():
        if kind == "why" and not comparison.why:
            continue
        figure = comparison.plot(kind)
        files |= {f"{name}.{form}": figure.savefig for form in ("png", "svg")}
    if comparison.inputs is not None:
        files[SCENARIO] = writing(full_toml(comparison.inputs, named=True))
    files[RESULT] = writing(comparison.to_json(indent=1) + "\n")
    return files
