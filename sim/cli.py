"""The command `twenty-cents`: compare policies, look at scenarios, open the app."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec

import typer

from sim import __version__
from sim.errors import InputError, TwentyCentsError

DEBUG = "TWENTY_CENTS_DEBUG"
BAD_INPUT, FAILED, STOPPED = 2, 1, 130  # exit codes

Asked = ParamSpec("Asked")

BEGIN = """What does a customer record cost that was sold for twenty cents?
Twenty Cents lets the same simulated people live under different data policies and compares what is left.

To begin:
  twenty-cents compare magazine       a magazine's policies, compared
  twenty-cents app                    the same in the browser, with levers
  twenty-cents scenarios              the worlds that come with the program

To go on:
  twenty-cents compare magazine --policies sell-quietly,golden-rule --out results
  twenty-cents compare magazine --set data_market.price=0.40 --until-settled
  twenty-cents scenarios show magazine --full > mine.toml
  twenty-cents COMMAND --help"""


def polite(command: Callable[Asked, None]) -> Callable[Asked, None]:
    """The command with a clear message and an exit code for whatever goes wrong, never a traceback."""

    @wraps(command)
    def politely(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except TwentyCentsError as error:
            _leave(str(error), BAD_INPUT if isinstance(error, InputError) else FAILED)
        except (typer.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            _leave("Stopped.", STOPPED)
        except MemoryError:
            _leave("There is not enough memory for this; try fewer people (--people).", FAILED)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            what = f"{type(error).__name__}: {error}"
            _leave(f"Something went wrong inside Twenty Cents: {what}\nWith {DEBUG}=1 it says where.", FAILED)

    return politely


def _leave(message: str, code: int) -> NoReturn:
    sys.stderr.write(message + "\n")
    raise typer.Exit(code)


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
scenarios = typer.Typer(help="List, show and check scenarios.")
cli.add_typer(scenarios, name="scenarios")

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def _print_json(content: Any) -> None:
    sys.stdout.write(json.dumps(content, indent=1) + "\n")


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"twenty-cents {__version__}\n")
        raise typer.Exit


@cli.callback(invoke_without_command=True)
@polite
def begin(
    ctx: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """What a sold customer record really costs: data policies compared on the same simulated people."""
    if ctx.invoked_subcommand is None:
        sys.stdout.write(BEGIN + "\n")


@cli.command()
@polite
def compare(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's name, or a TOML file.")] = "magazine",
    policies: Annotated[
        str | None,
        typer.Option(metavar="A,B,...", help="Policies to compare; all of the scenario's if left out."),
    ] = None,
    baseline: Annotated[str, typer.Option(help="The policy that the others are set against.")] = "never-sell",
    people: Annotated[str | None, typer.Option(metavar="N", help="Simulated people.")] = None,
    months: Annotated[str | None, typer.Option(metavar="T", help="Months to live.")] = None,
    replicates: Annotated[str | None, typer.Option(metavar="R", help="Times to live them, each with new luck.")] = None,
    seed: Annotated[str | None, typer.Option(metavar="S", help="Same seed, same result.")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter or policies.KEY.FIELD; repeatable."),
    ] = None,
    until_settled: Annotated[
        bool, typer.Option("--until-settled", help="Add replicates until every sign is beyond chance.")
    ] = False,
    most: Annotated[int, typer.Option(min=2, metavar="R", help="Replicates at which --until-settled gives up.")] = 200,
    threads: Annotated[int | None, typer.Option(metavar="K", help="Threads; all cores if left out.")] = None,
    using: Annotated[str, typer.Option(metavar="engine|mesa", help="mesa: one object a person, very slow.")] = "engine",
    as_json: Json = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write figures, tables and the result here.")] = None,
) -> None:
    """Compare data policies on the same people: verdict, table, and with --out figures and files."""
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.compare import compare as compared
    from sim.study.saved import check_folder

    if out is not None:
        check_folder(out)
    settings = settings_of(changes or [], people=people, months=months, replicates=replicates, seed=seed)
    chosen = None if policies is None else listed(policies)
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
        console().print(f"Written to {out}: " + ", ".join(sorted(file.name for file in out.iterdir())))


def listed(policies: str) -> list[str]:
    """The keys in `a,b`. InputError where there are none."""
    keys = [key.strip() for key in policies.split(",") if key.strip()]
    if not keys:
        raise InputError("--policies names no policy; write it as --policies sell-quietly,golden-rule")
    return keys


def settings_of(changes: list[str], **market: str | None) -> dict[str, str]:
    """What `--set` and the options of the market say, by dotted name. InputError for one without `=`."""
    settings = {}
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals or not key.strip():
            raise InputError(f"--set {change}: write it as KEY=VALUE, for example --set data_market.price=0.40")
        settings[key.strip()] = value.strip()
    return settings | {f"market.{name}": value for name, value in market.items() if value is not None}


@scenarios.callback(invoke_without_command=True)
@polite
def scenarios_begin(ctx: typer.Context) -> None:
    """List, show and check scenarios; without a command, the list."""
    if ctx.invoked_subcommand is None:
        list_scenarios()


@scenarios.command("list")
@polite
def list_scenarios(as_json: Json = False) -> None:
    """List the scenarios that come with the program."""
    from sim.inputs.scenario import load, shipped
    from sim.show.catalogue import show_list
    from sim.show.terminal import console

    worlds = [load(name) for name in shipped()]
    if as_json:
        _print_json([{"name": world.name, "title": world.title, "question": world.question} for world in worlds])
    else:
        show_list(worlds, console())


@scenarios.command()
@polite
def show(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's name, or a TOML file.")],
    full: Annotated[bool, typer.Option("--full", help="The complete, commented TOML.")] = False,
    as_json: Json = False,
) -> None:
    """Show what a scenario asks and assumes."""
    from sim.inputs.scenario import full_toml, load
    from sim.show.catalogue import scenario_as_json, show_scenario
    from sim.show.terminal import console

    world = load(scenario)
    if full:
        sys.stdout.write(full_toml(world))
    elif as_json:
        _print_json(scenario_as_json(world))
    else:
        show_scenario(world, console())


@scenarios.command()
@polite
def check(file: Annotated[str, typer.Argument(help="A TOML file.")], as_json: Json = False) -> None:
    """Check a scenario file: says what is wrong, or that it is in order."""
    from sim.inputs.scenario import load
    from sim.show.catalogue import scenario_as_json, show_checked
    from sim.show.terminal import console

    world = load(file)
    if as_json:
        _print_json(scenario_as_json(world))
    else:
        show_checked(world, console())


@scenarios.command()
@polite
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check TOML."""
    from sim.inputs.scenario import json_schema

    _print_json(json_schema())


@cli.command("app")
@polite
def serve(
    host: Annotated[str, typer.Option(help="Whom to serve: this computer only unless told otherwise.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8501, or the next free one.")] = None,
) -> None:
    """Open the app in the browser."""
    from sim.serve import serve as served

    served(host, port)


def main() -> None:
    """The command's entry."""
    try:
        cli(prog_name="twenty-cents")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
