"""`twenty-cents app`: finds app.py beside the package or inside it, and hands it to Streamlit."""

import os
import runpy
import socket
import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.polite import polite
from sim.errors import InputError, RunError
from sim.views import ahead, own_address


def app_file() -> Path:
    """app.py: inside the installed package, or above it in a checkout. RunError where it is missing."""
    package = Path(str(resources.files("sim")))
    for place in (package / "_data" / "app.py", package.parent / "app.py"):
        if place.is_file():
            return place
    raise RunError(f"app.py is missing beside {package}; install Twenty Cents again.")


@polite
def serve(
    host: Annotated[str, typer.Option(help="Address to serve at; this computer only unless told.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8501, or the next free one.")] = None,
    results: Annotated[
        Path | None, typer.Option(metavar="DIR", help="What `sweep --out DIR` wrote, or a folder of such folders.")
    ] = None,
) -> None:
    """Open the app in the browser."""
    check_address(host, port)
    if results is not None:
        lay_out(results)
    settings = {"server.address": host, "browser.gatherUsageStats": "false", "server.showEmailPrompt": "false"}
    if port is not None:
        settings["server.port"] = str(port)
    own_address.ask_nobody()
    ahead.begin()
    sys.argv = ["streamlit", "run", str(app_file()), *(f"--{name}={value}" for name, value in settings.items())]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def lay_out(results: Path) -> None:
    """Have the app show the sweeps of a folder. InputError where there is none."""
    from sim.study.sweeps.laid_out import VARIABLE, sweeps_in

    if not results.is_dir():
        raise InputError(f"--results {results}: there is no such folder")
    if not sweeps_in(results):
        raise InputError(f"--results {results}: holds no sweep; name what `twenty-cents sweep --out DIR` wrote")
    os.environ[VARIABLE] = str(results.absolute())


def check_address(host: str, port: int | None) -> None:
    """InputError where nothing can be served at that address."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port or 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror:
        raise InputError(f"--host {host}: there is no such address; try 127.0.0.1 or 0.0.0.0") from None
    except PermissionError:
        raise InputError(f"--port {port}: this port is for administrators; try one from 1024 to 65535") from None
    except OSError as error:
        raise InputError(f"Nothing can be served at {host}:{port}: {error.strerror}; try another --port") from None
