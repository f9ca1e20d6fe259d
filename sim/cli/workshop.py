"""`twenty-cents workshop`: serves the workshop's pages to the local network, and says how to get in."""

import os
import runpy
import socket
import sys
from typing import Annotated

import typer

from sim.cli.polite import polite
from sim.cli.serve import app_file, check_address
from sim.errors import InputError
from sim.workshop.served import ADDRESS, DATABASE

FIRST_PORT, PORTS = 8501, 50

# No cookie lets anybody in anywhere, so there is nothing for another site's page to ride on; and with its check of
# origins Streamlit would ask a server on the internet for this computer's address.
SETTINGS = {
    "server.headless": "true",
    "server.enableCORS": "false",
    "server.enableXsrfProtection": "false",
    "browser.gatherUsageStats": "false",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "error",
}


@polite
def workshop(
    db: Annotated[
        str, typer.Option(help="File to keep it in, or postgresql://name:password@host/database.")
    ] = "workshop.db",
    host: Annotated[str, typer.Option(help="Address to serve at; the whole local network unless told.")] = "0.0.0.0",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8501, or the next free one.")] = None,
    pin: Annotated[
        str | None, typer.Option(help="The facilitator's PIN; asked for, or made, where there is none yet.")
    ] = None,
) -> None:
    """Open a workshop to the local network: teams on their phones predict before the reveal."""
    from sim.workshop.database import open_database
    from sim.workshop.sessions import has_pin, set_pin

    port = port or _free_port(host)
    check_address(host, port)
    engine = open_database(db)
    chosen = pin if pin is not None else None if has_pin(engine) else _asked_or_made()
    if chosen is not None:
        set_pin(engine, chosen)
    engine.dispose()
    address = f"http://{_reached_at(host)}:{port}"
    os.environ[DATABASE], os.environ[ADDRESS] = db, address
    _tell(address, db, port, chosen if pin is None else None)
    settings = {
        "server.address": host,
        "server.port": str(port),
        "browser.serverAddress": _reached_at(host),
        **SETTINGS,
    }
    sys.argv = ["streamlit", "run", str(app_file()), *(f"--{name}={value}" for name, value in settings.items())]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _free_port(host: str) -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            check_address(host, port)
        except InputError:
            continue
        return port
    return FIRST_PORT  # whose trouble is told then


def _asked_or_made() -> str:
    from sim.workshop.keys import check_pin, new_pin

    if not sys.stdin.isatty():
        return new_pin()
    typed: str = typer.prompt(
        "A PIN for the facilitator (Enter: make one)", default="", hide_input=True, show_default=False
    )
    return check_pin(typed) if typed else new_pin()


def _reached_at(host: str) -> str:
    """The address at which others reach this computer. Nothing is sent: a route is looked up, that is all."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address that is nobody's (RFC 5737)
            return str(probe.getsockname()[0])
        except OSError:  # no way out, as on a hotspot of one's own
            others = socket.gethostbyname_ex(socket.gethostname())[2]
            return next((one for one in others if not one.startswith("127.")), "127.0.0.1")


def _tell(address: str, db: str, port: int, made: str | None) -> None:
    kept = db.partition("://")[0] if "://" in db else db
    lines = [
        f"Participants:  {address}",
        f"Facilitator:   http://localhost:{port}/console   (or {address}/console)",
        f"PIN:           {made or 'the one that was set'}",
        f"Kept in:       {kept}",
        "Everybody on this network can open these pages, and they travel unencrypted. Ctrl+C ends it; nothing is lost.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
