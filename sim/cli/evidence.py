"""`twenty-cents evidence`."""

import sys
from typing import Annotated

import typer

from sim.cli.polite import Json, polite, print_json
from sim.errors import InputError


@polite
def evidence(
    key: Annotated[str | None, typer.Argument(help="A parameter or a group of them; all if left out.")] = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print docs/evidence.md: all, as Markdown.")] = False,
) -> None:
    """Say what each number rests on: value, unit, range, grade, source and date."""
    from sim.show.evidence import as_json as plainly
    from sim.show.evidence import find, show_evidence

    if markdown:
        if key is not None or as_json:
            raise InputError("--markdown prints the whole page; leave out KEY and --json")
        from sim.show.evidence_page import page

        sys.stdout.write(page())
        return
    entries = find(key)
    if as_json:
        print_json(plainly(entries))
        return
    from sim.show.terminal import console

    show_evidence(entries, console())
