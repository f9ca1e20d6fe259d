"""Starts the app: finds app.py beside the package or inside it, and hands it to Streamlit."""

import socket
import sys
from importlib import resources
from pathlib import Path

from sim.errors import InputError, RunError


def app_file() -> Path:
    """app.py: inside the installed package, or above it in a checkout. RunError where it is missing."""
    package = Path(str(resources.files("sim")))
    for place in (package / "_data" / "app.py", package.parent / "app.py"):
        if place.is_file():
            return place
    raise RunError(f"app.py is missing beside {package}; install Twenty Cents again.")


def serve(host: str, port: int | None) -> None:
    """Serve the app until it is stopped. A browser opens by itself where there is a screen.

    InputError for an address that cannot be served at.
    """
    check_address(host, port)
    file = app_file()
    from streamlit.web import cli as streamlit  # half a second, needed for nothing else

    settings = {
        "server.address": host,
        "browser.gatherUsageStats": "false",
        "server.showEmailPrompt": "false",
    }
    if port is not None:
        settings["server.port"] = str(port)
    sys.argv = ["streamlit", "run", str(file), *(f"--{name}={value}" for name, value in settings.items())]
    streamlit.main(prog_name="streamlit")


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
        raise InputError(
            f"--port {port}: this port is for administrators; try one from 1024 to 65535"
        ) from None
    except OSError as error:
        raise InputError(
            f"Nothing can be served at {host}:{port}: {error.strerror}; try another --port"
        ) from None
