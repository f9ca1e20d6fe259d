"""The pages about the model name the parameters that there are, all of them, and no others."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from sim.inputs.parameters import GROUPS, PARAMETERS

_NAMED = re.compile(rf"`((?:{'|'.join(GROUPS)})\.[a-z_*]+)`")


def _named(page: Path) -> set[str]:
    """The parameters in code type on a page; a star stands for anything."""
    return set(_NAMED.findall(page.read_text(encoding="utf-8")))


def _covers(name: str, parameter: str) -> bool:
    return fnmatchcase(parameter, name)


@pytest.mark.parametrize("page", ["model.md", "limits.md"])
def test_parameters_on_the_page_exist(root: Path, page: str) -> None:
    """A renamed parameter is renamed here too."""
    names = _named(root / "docs" / page)
    assert names
    assert not {name for name in names if not any(_covers(name, key) for key in PARAMETERS)}


def test_model_page_names_every_parameter(root: Path) -> None:
    """The model can be built again from its page only if no parameter is missing there."""
    names = _named(root / "docs" / "model.md")
    assert not [key for key in PARAMETERS if not any(_covers(name, key) for name in names)]
