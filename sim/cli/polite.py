"""What commands have in common: how they fail, and how they print JSON."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, NoReturn, ParamSpec

import typer

from sim.errors import InputError, Stopped, TwentyCentsError

DEBUG = "TWENTY_CENTS_DEBUG"
BAD_INPUT, FAILED, STOPPED = 2, 1, 130  # exit codes

Asked = ParamSpec("Asked")
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def polite(command: Callable[Asked, None]) -> Callable[Asked, None]:
    """The command with a clear message and an exit code for whatever goes wrong, never a traceback."""

    @wraps(command)
    def politely(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Stopped as error:
            _leave(str(error), STOPPED)
        except TwentyCentsError as error:
            _leave(str(error), BAD_INPUT if isinstance(error, InputError) else FAILED)
        except (typer.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            _leave("Stopped.", STOPPED)
        except MemoryError:
            _leave("There is not enough memory for this; try fewer people (--people).", FAILED)
        except OSError as error:
            if os.environ.get(DEBUG):
                raise
            _leave(f"The computer cannot read or write {error.filename or 'this'}: {error.strerror or error}.", FAILED)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            what = f"{type(error).__name__}: {error}"
            _leave(f"Something went wrong inside Twenty Cents: {what}\nWith {DEBUG}=1 it says where.", FAILED)

    return politely


def _leave(message: str, code: int) -> NoReturn:
    sys.stderr.write(message + "\n")
    raise typer.Exit(code)


def print_json(content: Any) -> None:
    """Print content as JSON and nothing else."""
    sys.stdout.write(json.dumps(content, indent=1) + "\n")
