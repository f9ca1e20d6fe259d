"""The command `twenty-cents`: compare policies, look at scenarios, open the app."""

import io
import sys
import warnings
from typing import Annotated

import typer

from sim import __version__
from sim.cli.asked import Commands
from sim.cli.brief import brief
from sim.cli.calibrate import calibrate
from sim.cli.compare import compare
from sim.cli.evidence import evidence
from sim.cli.information import information
from sim.cli.map import pay_map
from sim.cli.polite import STOPPED, polite
from sim.cli.results import results
from sim.cli.robust import robust
from sim.cli.scenarios import scenarios
from sim.cli.search import search
from sim.cli.sensitivity import sensitivity
from sim.cli.serve import serve
from sim.cli.story import story
from sim.cli.sweep import sweep
from sim.cli.validate import validate
from sim.cli.verify import verify
from sim.cli.workshop import workshop
from sim.study.beginning import libraries_stay
from sim.study.made_by import AnotherVersion

BEGIN = """What does a customer record cost that was sold for twenty cents?
Twenty Cents lets the same simulated people live under different data policies and compares what is left.

To begin:
  twenty-cents compare magazine       a magazine's policies, compared
  twenty-cents brief magazine         the same on one page, as a PDF
  twenty-cents story magazine         what happens to one of its customers, month by month
  twenty-cents app                    the same in the browser, with levers
  twenty-cents scenarios              the worlds that come with the program

To go on:
  twenty-cents compare magazine --policies sell-quietly,golden-rule --out results
  twenty-cents compare magazine --set data_market.price=0.40 --until-settled
  twenty-cents map magazine           where selling pays, and where it does not
  twenty-cents scenarios show magazine --full > mine.toml
  twenty-cents robust magazine        which policy holds up in plausible worlds
  twenty-cents sensitivity magazine   which parameters the answer depends on
  twenty-cents search magazine        the best policy over all its fields
  twenty-cents sweep magazine --vary data_market.price=0.05:0.40:8 --out prices
  twenty-cents results prices         what the sweep has found
  twenty-cents evidence people        what each number rests on
  twenty-cents validate               the model beside what was published
  twenty-cents verify                 whether it works as it says, on this machine
  twenty-cents workshop               rounds for teams on their phones, predicting before they see
  twenty-cents calibrate --help       your own customers instead of ours
  twenty-cents COMMAND --help"""

cli = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False)
cli.command()(compare)
cli.command()(brief)
cli.command()(story)
cli.add_typer(scenarios, name="scenarios")
cli.add_typer(calibrate, name="calibrate")
cli.command()(evidence)
cli.command()(validate)
cli.command()(verify)
cli.command("map")(pay_map)
cli.command("value-of-information")(information)
cli.command()(robust)
cli.command()(search)
cli.command()(sensitivity)
cli.command()(sweep)
cli.command()(results)
cli.command("app")(serve)
cli.command()(workshop)


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


def main() -> None:
    """The command's entry."""
    libraries_stay()
    warnings.simplefilter("ignore", AnotherVersion)  # commands say so themselves
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal does not have ends nothing
    try:
        cli(prog_name="twenty-cents")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
