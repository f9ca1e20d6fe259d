"""`twenty-cents verify`."""

from typing import Annotated

import typer

from sim.cli.polite import FAILED, Json, polite, print_json


@polite
def verify(
    as_json: Json = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CHECK", help="One check by its name; repeatable.")
    ] = None,
) -> None:
    """Check on this machine that the model does what it says: exit code 1 if something does not hold."""
    from sim.show.terminal import console
    from sim.show.verified import show_check, show_end
    from sim.study.verify import verify as verified

    out = console()
    report = verified(only, (lambda _: None) if as_json else (lambda check: show_check(check, out)))
    if as_json:
        print_json(report.as_json())
    else:
        show_end(report, out)
    if not report.held:
        raise typer.Exit(FAILED)
