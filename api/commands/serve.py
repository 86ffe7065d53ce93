"""`vinhdanh serve`: the service, with the demo ward when asked, and how to knock at it."""

import shlex
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from api.commands.door import Door
from api.commands.print import as_json, document, say
from services.demo.play import Told, tell

PAGES = {"documentation": "/docs", "openapi": "/openapi.json"}
WARD, ROLE, CAPACITY = "10532", "leader", "TM"
HOME = Path("var")


@click.command()
@click.option("--demo", is_flag=True, help="Load the demo ward first, once.")
@as_json
@click.pass_obj
def serve(door: Door, /, *, demo: bool, as_json: bool) -> None:
    """
    Serve until told to stop (SIGTERM, Ctrl-C); requests under way are answered first.

    Host, port and data folder come from VINHDANH_HOST, VINHDANH_PORT and VINHDANH_HOME.
    """
    door.claim()
    told = prepare(door, demo=demo)
    door.serve(partial(greet, door, told, as_json=as_json))


def prepare(door: Door, *, demo: bool) -> Told | None:
    """Open the house once, so that all it needs is made before the first request."""
    with door.open("noted") as system:
        return tell(system) if demo else None


def greet(door: Door, told: Told | None, *, as_json: bool) -> None:
    """Say where the service listens and what to try."""
    address = door.address()
    pages = {name: address + path for name, path in PAGES.items()}
    if there := door.sign_in():
        pages = {"sign in": there, **pages}
    demo = in_words(told) if told else None
    if as_json:
        document({"addresses": pages, "try": to_try(door), "demo": demo})
    else:
        _print(pages, to_try(door), demo)
    sys.stdout.flush()


def _print(pages: Mapping[str, str], command: str, demo: str | None) -> None:
    if demo:
        say(f"demo ward: {demo}")
    for name, page in pages.items():
        say(f"{name + ':':15}{page}")
    say("to try, in another terminal:")
    say(f"  {command}")


def to_try(door: Door) -> str:
    """Return a command that asks for an inbox of the demo ward, signed in."""
    who = f"--actor {ROLE}.{WARD} --role {ROLE} --unit {WARD} --capacity {CAPACITY}"
    token = f"{ourselves(door)} token {who}"
    return f'curl -H "Authorization: Bearer $({token})" {door.address()}/api/v1/inbox'


def ourselves(door: Door) -> str:
    """Return how to call this program again on the same data folder."""
    called = Path(sys.argv[0])
    program = shlex.quote(str(called)) if called.name == "vinhdanh" else "vinhdanh"
    elsewhere = door.home() != HOME.resolve()
    return f"VINHDANH_HOME={shlex.quote(str(door.home()))} {program}" if elsewhere else program


def in_words(told: Told) -> str:
    """Return how much of the demo ward's story the ledger holds."""
    if told.left and not told.known + told.added:
        return "not loaded, for the ledger holds other work"
    later = f", {told.ahead} are dated ahead of today" if told.ahead else ""
    left = f", {told.left} left out, for others moved their cases" if told.left else ""
    return f"{told.known + told.added} acts, {told.added} of them new{later}{left}"
