"""Every command and block in README and docs is tried: small here, and as it is printed in the slow tests."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from _pytest.mark import ParameterSet
from typer.testing import CliRunner

from sim.cli import cli
from tests.docs.pages import PAGES, ROOT, Block, Command, blocks, commands, figures, file_of, name, paragraphs, prose
from tests.docs.running import OURS, kept_in, ours, output
from tests.docs.small import OTHERS, is_tried, small

OWN = {"docs/extending.md": "tests/agreement/test_extending.py", "docs/reference.md": "tests/test_reference.py"}
KINDS = ("", "console", "python", "toml", "text")  # of blocks that are tried here, or are no code
SWEEPS = ("docs/analysts.md", "docs/sweeps.md")
CITES = ("docs/limits.md",)  # shares of people that others have measured
PRINTED = [page for page in PAGES if "```console\n" in page.read_text(encoding="utf-8")]


def blocks_of(page: Path) -> list[Block]:
    return blocks(page.read_text(encoding="utf-8"))


def tried_pages() -> list[ParameterSet]:
    """The pages whose blocks are run here; sweeps, whose workers are processes, take longer than a test may."""
    marks = {doc: [pytest.mark.slow] if name(doc) in SWEEPS else [] for doc in PAGES if name(doc) not in OWN}
    return [pytest.param(doc, marks=some, id=name(doc)) for doc, some in marks.items()]


def commands_of(page: Path) -> list[Command]:
    return [command for block in blocks_of(page) for command in commands(block)]


def options_of(words: list[str]) -> tuple[str, set[str]]:
    """The command that the words name, and the options it has."""
    found: Any = typer.main.get_command(cli)
    path = [OURS]
    for word in words:
        inner = getattr(found, "commands", {})
        if word not in inner:
            break
        found = inner[word]
        path.append(word)
    return " ".join(path), {"--help", *(option for entry in found.params for option in entry.opts)}


def wrong_options(words: list[str]) -> list[str]:
    path, known = options_of(words)
    if words and not words[0].startswith("-") and path == OURS and re.fullmatch(r"[a-z-]+", words[0]):
        return [f"{OURS} has no command {words[0]}"]
    said = [word.partition("=")[0] for word in words if word.startswith("--")]
    return [f"{path} has no option {option}" for option in said if option not in known]


@pytest.mark.parametrize("doc", PAGES, ids=name)
def test_commands_and_options_that_a_page_names_are_there(doc: Path) -> None:
    """In blocks, and in code type within a sentence."""
    text = doc.read_text(encoding="utf-8")
    inline = re.findall(r"`(?:\.venv/bin/)?twenty-cents ([^`\[]+)`", prose(text))
    said = [*(words for one in commands_of(doc) if (words := ours(one.words)) is not None), *map(str.split, inline)]
    assert [problem for words in said for problem in wrong_options(words)] == []


@pytest.mark.parametrize("doc", tried_pages())
def test_what_stands_in_blocks_runs(doc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Block after block in one folder, as a reader would: files, Python and our commands, these smaller."""
    monkeypatch.chdir(tmp_path)
    globals_of_page: dict[str, object] = {"__name__": "__main__"}
    for block in blocks_of(doc):
        if file := file_of(block):
            Path(file).write_text(block.text, encoding="utf-8")
        elif block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "python":
            exec(compile(block.text, name(doc), "exec"), globals_of_page)
        for command in commands(block):
            words = ours(command.words)
            if words is not None and is_tried(words):
                ran = CliRunner().invoke(cli, small(words))
                assert ran.exit_code == 0, f"{command.line}\n{ran.output}"
                if file := kept_in(command.words):
                    Path(file).write_text(ran.stdout, encoding="utf-8")


@pytest.mark.parametrize("doc", PAGES, ids=name)
def test_nothing_stands_in_a_block_that_is_not_tried_without_a_reason(doc: Path) -> None:
    """Another program's command has its reason in `small`; a page with tests of its own has code of its own."""
    for block in blocks_of(doc):
        found = list(commands(block))
        if name(doc) in OWN:
            assert not found and block.language, block.text
            continue
        assert block.language in KINDS and (found or block.language), block.text
        for command in found:
            assert ours(command.words) or command.line.startswith(tuple(OTHERS)), command.line


def test_options_of_dask_that_a_page_names_are_there() -> None:
    """Commands on a cluster are not run here; a renamed option would be seen."""
    from distributed.cli import dask_scheduler, dask_worker

    mains = {"scheduler": dask_scheduler.main, "worker": dask_worker.main}
    asked = 0
    for command in (command for page in PAGES for command in commands_of(page) if "dask" in command.words[:2]):
        after = command.words[command.words.index("dask") + 1 :]
        known = {option for entry in mains[after[0]].params for option in (*entry.opts, *entry.secondary_opts)}
        said = {word for word in after if word.startswith("--")}
        assert said <= known, command.line
        asked += len(said)
    assert asked


def make_targets() -> Iterator[str]:
    for page in PAGES:
        for command in commands_of(page):
            if command.words[:1] == ["make"]:
                yield " ".join(command.words[1:])


@pytest.mark.parametrize("target", sorted(set(make_targets())))
def test_what_make_is_asked_for_is_there(target: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    ran = subprocess.run(["make", "--dry-run", *target.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("doc", PRINTED, ids=name)
def test_figures_in_the_text_are_among_those_that_commands_print(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    printed = "\n".join(command.printed for command in commands_of(doc))
    files = "\n".join(block.text for block in blocks_of(doc) if file_of(block))
    found = figures(prose(text)) - figures(printed) - figures(files)
    assert {figure for figure in found if figure.startswith("$") or name(doc) not in CITES} == set()


@pytest.mark.slow
@pytest.mark.parametrize("doc", PRINTED, ids=name)
def test_commands_print_what_the_page_says(doc: Path, tmp_path: Path) -> None:
    """At full size, each as a process of its own; whoever means to change it runs `python -m tests.docs`."""
    for block in blocks_of(doc):
        if file := file_of(block):
            (tmp_path / file).write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            subprocess.run([sys.executable, "-c", block.text], cwd=tmp_path, check=True)
        for command in commands(block):
            if not command.printed:
                continue
            found = paragraphs(output(command, tmp_path))
            missing = [part for part in paragraphs(command.printed) if part not in found]
            assert not missing, f"{command.line}\n" + "\n\n".join([*missing, "It prints:", *found])


def test_blocks_are_read_as_they_stand() -> None:
    text = """# See `x`
    make app   # opens it

    twenty-cents compare

1. In a list:

       twenty-cents verify

```console
$ twenty-cents story > me.txt
Told.
...
Much
 later.
$ twenty-cents scenarios
```

```toml
# mine.toml
title = "Mine"
```
"""
    *shell, console, toml = blocks(text)
    said = [["make", "app"], [OURS, "compare"], [OURS, "verify"]]
    assert [one.words for block in shell for one in commands(block)] == said
    story, scenarios = commands(console)
    assert paragraphs(story.printed) == ["Told.", "Much later."]
    assert (ours(story.words), kept_in(story.words)) == (["story"], "me.txt")
    assert text[story.start :].startswith("Told.")
    assert scenarios.printed == ""
    assert file_of(toml) == "mine.toml"
    assert prose(text).startswith("# See `x`") and "make" not in prose(text)


def test_a_command_or_option_that_is_not_there_is_seen() -> None:
    assert wrong_options(["compare", "--peeple", "3"]) == ["twenty-cents compare has no option --peeple"]
    assert wrong_options(["compere"]) == ["twenty-cents has no command compere"]
    assert wrong_options(["calibrate", "customers", "f.csv", "--map", "id=who"]) == []
    assert figures("It is $471,000 worse, 90 % sure, or $1.07 million ($3).") == {
        "$471,000",
        "90",
        "$1.07 million",
        "$3",
    }


def test_figures_of_the_readme_are_those_of_the_gallery() -> None:
    printed = [command.printed for page in PRINTED for command in commands_of(page)]
    readme = prose((ROOT / "README.md").read_text(encoding="utf-8"))
    assert figures(readme) - figures("\n".join(printed)) == set()
