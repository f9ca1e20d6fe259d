"""`twenty-cents validate`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.polite import Json, polite, print_json
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.study.validation.fit import Fit


@polite
def validate(
    as_json: Json = False,
    fit: Annotated[
        bool, typer.Option("--fit", help="Fit the free parameters again, and say what the data leave open: minutes.")
    ] = False,
    worlds: Annotated[
        int | None, typer.Option(min=100, max=1_000_000, metavar="N", help="Worlds drawn for --fit.")
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="With --fit: print docs/validation.md, tables and all.")
    ] = False,
) -> None:
    """Set the model beside what was published, V1 to V12: fitted, reproduced, or held out; met or not, and why."""
    if worlds is not None and not fit:
        raise InputError("--worlds is for --fit; add --fit or leave it out")
    if markdown and (as_json or not fit):
        raise InputError("--markdown prints the whole page, so it goes with --fit and without --json")
    from sim.show.terminal import console, progress
    from sim.study.validation.validate import as_json as plainly
    from sim.study.validation.validate import validate as validated

    with progress(console(error=True)) as bar:
        findings = validated(progress=bar)
    fitted = _fitted(worlds) if fit else None
    if as_json:
        print_json(plainly(findings) | {"fit": fitted.as_json() if fitted else None})
        return
    if markdown and fitted:
        from sim.show.validation_page import page

        sys.stdout.write(page(findings, fitted))
        return
    from sim.show.validation import show_findings, show_fit

    show_findings(findings, console())
    if fitted:
        show_fit(fitted, console())


def _fitted(worlds: int | None) -> "Fit":
    from sim.show.terminal import console, progress
    from sim.study.validation.fit import WORLDS, fit

    with progress(console(error=True)) as bar:
        return fit(worlds or WORLDS, progress=bar)
