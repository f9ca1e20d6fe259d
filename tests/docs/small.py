"""Commands of the pages made small enough to try them all; and those that are tried elsewhere."""

from collections.abc import Mapping, Sequence

# Options that a command gets in place of its own: so few people that a page is tried in seconds.
SMALLER: Mapping[str, Mapping[str, str]] = {
    "compare": {"--people": "300", "--months": "14", "--replicates": "2"},
    "story": {"--people": "300", "--months": "24"},
    "map": {"--people": "100", "--replicates": "2", "--cells": "3"},
    "sweep": {"--people": "100", "--replicates": "2", "--workers": "1", "--n": "2", "--sample": "random"},
    "sensitivity": {"--people": "100", "--n": "4", "--workers": "1"},
    "robust": {"--worlds": "16", "--people": "100"},
    "search": {"--trials": "4", "--people": "100", "--replicates": "2"},
    "value-of-information": {"--worlds": "64", "--people": "100"},
}
# Commands of ours that are tried by tests of their own.
ELSEWHERE = {
    "app": "tests/browser opens it",
    "serve": "tests/browser opens it",
    "workshop": "tests/workshop opens it",
    "verify": "tests/study/test_verify.py",
    "validate": "tests/test_validate.py",
}
# Other programs, by how their commands begin, and why the tests do not run them as they stand.
OTHERS = {
    "make ": "test_pages asks make whether it knows the target",
    ".venv/bin/pytest ": "it is what runs the tests",
    "pip install ": "it fetches from the network",
    "python3.11 -m venv fresh": "renewing the versions of dependencies fetches from the network",
    "python3.13 -m venv fresh": "the newest versions of dependencies come from the network",
    "fresh/bin/twenty-cents verify": "likewise; the command itself has its tests",
    "fresh/bin/pip ": "the same",
    "dask ": "it needs a cluster; test_pages looks its options up",
    "srun ": "it needs a cluster",
    "kubectl ": "it needs a cluster",
    "export SHARED": "a job on a cluster, as the rest",
    "sleep 30": "",
    "trap 'kill ": "",
    "wait $DRIVER": "",
}


def is_tried(words: Sequence[str]) -> bool:
    """Whether a command of ours is run as a page has it, smaller: not on a cluster, nor where other tests run it."""
    return words[0] not in ELSEWHERE and "--cluster" not in words


def small(words: Sequence[str]) -> list[str]:
    """The words of a command of ours with smaller sizes; `--vary uncertain` and samples get two points."""
    command, *rest = words
    sizes = dict(SMALLER.get(command, {}))
    if command == "sweep" and "--sample" not in rest and "--n" not in rest and "uncertain" not in rest:
        del sizes["--n"], sizes["--sample"]  # a grid
    for option, value in sizes.items():
        if option in rest:
            rest[rest.index(option) + 1] = value
        elif option != "--sample":
            rest += [option, value]
    return [command, *rest, *(["--yes"] if command in ("sweep", "sensitivity") and "--yes" not in rest else [])]
