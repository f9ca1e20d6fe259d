"""Of which policies a comparison says why: those named, else the best and the one that sells quietly."""

from collections.abc import Sequence
from typing import TypeAlias

from sim.errors import InputError
from sim.study.arguments import check_keys
from sim.study.comparison import Comparison

Asked: TypeAlias = bool | str | Sequence[str]  # True: as above; "all"; keys; False: of none

ALL, USUAL = "all", "sell-quietly"
OF_THE_BASELINE = "this is the baseline: it differs from nothing"
NOT_ASKED = "not asked: it is said of the policies named, else of the best and of sell-quietly; --why all asks for all"
OF_NONE = "not asked for any policy"


def check_asked(asked: Asked, compared: Sequence[str]) -> None:
    """InputError where why is asked of a policy that is not compared."""
    if not isinstance(asked, bool | str):
        check_keys("why", asked)
    for key in _keys(asked):
        if key not in compared:
            raise InputError(f"why: {key} is not among the policies compared: {', '.join(compared)}; or give {ALL}.")


def why_asked(asked: Asked, found: Comparison, named: Sequence[str] | None) -> list[str]:
    """The policies of which a comparison says why. named: those that the user chose to compare, None for all."""
    if asked is False:
        return []
    if asked is True:
        keys = [USUAL, found.best.key] if named is None else list(named)
    else:
        keys = list(found.policies) if asked == ALL else _keys(asked)
    return [key for key in dict.fromkeys(keys) if key in found.policies and key != found.baseline]


def reason_for_none(key: str, found: Comparison, asked: Asked) -> str:
    """Why a policy has no why."""
    return OF_THE_BASELINE if key == found.baseline else OF_NONE if asked is False else NOT_ASKED


def _keys(asked: Asked) -> list[str]:
    if isinstance(asked, bool) or asked == ALL:
        return []
    return [asked] if isinstance(asked, str) else list(asked)
