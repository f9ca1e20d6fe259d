"""What a search found: as JSON, as TOML that a comparison reads, and as files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import __version__
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario, full_toml
from sim.study.folder import json_text, write_folder, writing
from sim.study.intervals import SHOWN
from sim.study.search import AGAIN, OBJECTIVES, Found, Search
from sim.study.spreadsheet import writing_csv

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def policy_fields(policy: Policy) -> dict[str, Any]:
    """A policy as a scenario file says it: what differs from a policy that does nothing."""
    nothing = Policy("", "", "").in_force(1)
    held = {name: value for name, value in policy.in_force(1).items() if value != nothing[name]}
    changes = [{"month": change.month, **change.fields()} for change in policy.changes]
    told = {"label": policy.label, "description": policy.description, "sale": policy.sale, **held}
    return told | ({"changes": changes} if changes else {})


def policy_toml(policy: Policy) -> str:
    """The policy as TOML to put into a scenario file."""
    import tomlkit

    document = tomlkit.document()
    document.add("policies", tomlkit.item({policy.key: policy_fields(policy)}))
    return tomlkit.dumps(document)


def with_found(found: Search) -> Scenario:
    """The scenario with the best policy among its own, under its key."""
    policy = found.best.policy
    return found.scenario.changed({f"policies.{policy.key}": policy_fields(policy)})


def search_as_json(found: Search) -> dict[str, Any]:
    """The whole result, plainly."""
    return {
        "scenario": found.scenario.name,
        "digest": found.scenario.digest,
        "version": __version__,
        "baseline": found.baseline,
        "objectives": list(found.objectives),
        "fields": list(found.fields),
        "trials": len(found.tried),
        "people": found.people,
        "replicates": found.replicates,
        "lived_again": AGAIN,
        "interval": SHOWN,
        "best": _found(found.best),
        "front": [_found(one) for one in found.front],
    }


def _found(one: Found) -> dict[str, Any]:
    return {"policy": policy_fields(one.policy)} | {name: getattr(one, name)._asdict() for name in OBJECTIVES}


def save_search(found: Search, figure: "Figure", folder: Path) -> None:
    """Write policies, figure, scenario and result into a folder, beside the trials. Raises InputError."""
    files: dict[str, Callable[[Path], Any]] = {
        "policies.csv": writing_csv(found.table()),
        "search.png": figure.savefig,
        "search.svg": figure.savefig,
        "policy.toml": writing(policy_toml(found.best.policy)),
        "scenario.toml": writing(full_toml(with_found(found))),
        "result.json": writing(json_text(search_as_json(found))),
    }
    write_folder(folder, files)
