"""`twenty-cents scenarios`: list, show and check them."""

import sys
from typing import Annotated

import typer

from sim.cli.asked import Which
from sim.cli.polite import Json, polite, print_json
from sim.errors import InputError

scenarios = typer.Typer(help="List, show and check scenarios.")


@scenarios.callback(invoke_without_command=True)
@polite
def scenarios_begin(ctx: typer.Context, as_json: Json = False) -> None:
    """List, show and check scenarios; without a command, the list."""
    if ctx.invoked_subcommand is None:
        list_scenarios(as_json)


@scenarios.command("list")
@polite
def list_scenarios(as_json: Json = False) -> None:
    """List the scenarios that come with the program."""
    from sim.inputs.scenario import load, shipped
    from sim.show.catalogue import show_list
    from sim.show.terminal import console

    worlds = [load(name) for name in shipped()]
    if as_json:
        texts = ("name", "title", "question", "conclusion")
        print_json([{text: getattr(world, text) for text in texts} for world in worlds])
    else:
        show_list(worlds, console())


@scenarios.command()
@polite
def show(
    scenario: Which,
    full: Annotated[bool, typer.Option("--full", help="The complete, commented TOML.")] = False,
    as_json: Json = False,
) -> None:
    """Show what a scenario asks and assumes."""
    from sim.inputs.scenario import full_toml, load
    from sim.show.catalogue import scenario_as_json, show_scenario
    from sim.show.terminal import console

    world = load(scenario)
    if full:
        if as_json:
            raise InputError("--full prints TOML, and --json everything that is assumed as JSON; leave one of them out")
        sys.stdout.write(full_toml(world))
    elif as_json:
        print_json(scenario_as_json(world))
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
        print_json(scenario_as_json(world))
    else:
        show_checked(world, console())


@scenarios.command()
@polite
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check TOML."""
    from sim.inputs.scenario import json_schema

    print_json(json_schema())
