"""`twenty-cents compare`."""

import sys
from typing import Annotated

import typer

from sim.cli.asked import Baseline, Changes, OutFolder, Threads, Which
from sim.cli.polite import Json, polite
from sim.errors import InputError


@polite
def compare(
    scenario: Which = "magazine",
    policies: Annotated[
        str | None,
        typer.Option(metavar="A,B,...", help="Policies to compare; all of the scenario's if left out."),
    ] = None,
    baseline: Baseline = "never-sell",
    people: Annotated[str | None, typer.Option(metavar="N", help="Simulated people.")] = None,
    months: Annotated[str | None, typer.Option(metavar="T", help="Months to live.")] = None,
    replicates: Annotated[str | None, typer.Option(metavar="R", help="Times to live them, each with new luck.")] = None,
    seed: Annotated[str | None, typer.Option(metavar="S", help="Same seed, same result.")] = None,
    changes: Changes = None,
    until_settled: Annotated[
        bool, typer.Option("--until-settled", help="Add replicates until every sign is beyond chance.")
    ] = False,
    most: Annotated[int, typer.Option(min=2, metavar="R", help="Replicates at which --until-settled gives up.")] = 200,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="all|A,B,...",
            help="Policies to say why of; else those named, or sell-quietly and the best.",
        ),
    ] = None,
    no_why: Annotated[bool, typer.Option("--no-why", help="Do not ask why; saves some seconds.")] = False,
    doubt: Annotated[bool, typer.Option("--doubt", help="Also say how wide the doubt is, and why.")] = False,
    threads: Threads = None,
    using: Annotated[str, typer.Option(metavar="engine|mesa", help="mesa: one object a person, very slow.")] = "engine",
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Compare data policies on the same people: verdict, table, and with --out figures and files."""
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.compare import compare as compared
    from sim.study.folder import check_folder

    if out is not None:
        check_folder(out)
    settings = settings_of(changes or [], people=people, months=months, replicates=replicates, seed=seed)
    chosen = None if policies is None else listed(policies)
    asked = asked_why(why, no_why)
    world = load(scenario).changed(settings)
    with progress(console(error=True)) as bar:
        found = compared(
            world,
            chosen,
            baseline,
            until_settled=until_settled,
            most=most,
            threads=threads,
            using=using,
            why=asked,
            doubt=doubt,
            progress=bar,
        )
    if out is not None:
        found.save(out)
    if as_json:
        sys.stdout.write(found.to_json(indent=1) + "\n")
        return
    from sim.show.report import show_comparison

    show_comparison(found, console())
    if out is not None:
        console().print(f"Written to {out}: figures (PNG, SVG), tables (CSV, Parquet), scenario.toml and result.json")


def listed(policies: str, option: str = "--policies") -> list[str]:
    """The keys in `a,b`. InputError where there are none."""
    keys = [key.strip() for key in policies.split(",") if key.strip()]
    if not keys:
        raise InputError(f"{option} names no policy; write it as {option} sell-quietly,golden-rule")
    return keys


def asked_why(why: str | None, no_why: bool) -> bool | str | list[str]:
    """Of which policies to say why. InputError where it is asked and not asked."""
    if no_why and why is not None:
        raise InputError("--why and --no-why cannot go together; leave one of them out")
    if why is None:
        return not no_why
    return why if why == "all" else listed(why, "--why")


def settings_of(changes: list[str], **market: str | None) -> dict[str, str]:
    """What `--set` and the options of the market say, by dotted name.

    InputError for one without `=`, and for a key that is given two values: which of them is meant cannot be known.
    """
    options = {f"market.{name}": value for name, value in market.items() if value is not None}
    settings: dict[str, str] = {}
    for change in changes:
        key, equals, value = (part.strip() for part in change.partition("="))
        if not equals or not key:
            raise InputError(f"--set {change}: write it as KEY=VALUE, for example --set data_market.price=0.40")
        if settings.setdefault(key, value) != value:
            raise InputError(f"--set {key}={value}: another --set says {settings[key]}; leave one of them out")
        if options.get(key, value) != value:
            option = f"--{key.removeprefix('market.')} {options[key]}"
            raise InputError(f"--set {key}={value}: {option} says something else; leave one of them out")
    return settings | options
