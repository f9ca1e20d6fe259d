"""A command that refuses what it is asked, tried in this process: starting one for each would take most of the time."""

from typer.testing import CliRunner

from sim.cli import cli


def refused(*words: str) -> str:
    """What the command says of it, having left with exit code 2 and printed nothing else."""
    ran = CliRunner().invoke(cli, list(words))
    assert isinstance(ran.exception, SystemExit), ran.output
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    return ran.stderr
