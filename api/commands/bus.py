"""`vinhdanh bus`, `vinhdanh relay`: the city's bus for those who run it."""

import signal
from threading import Event

import click

from api.commands.door import Door
from api.commands.print import as_json, document, say, table


@click.group()
def bus() -> None:
    """The city's messaging bus: its topics, and how far it is."""


@bus.command()
@as_json
@click.pass_obj
def setup(door: Door, /, *, as_json: bool) -> None:
    """Make the topics that are not there; those that are stay as they are."""
    topics = door.set_up_bus()
    if as_json:
        document({"topics": topics})
    else:
        rows = [(one.name, one.partitions, "yes" if one.made else "no") for one in topics]
        table(("topic", "partitions", "made now"), rows)


@bus.command()
@as_json
@click.pass_obj
def status(door: Door, /, *, as_json: bool) -> None:
    """Say how far relay and intake are, and what is in their way."""
    found = door.bus_report()
    if as_json:
        document(found)
        return
    say(f"letters written: {found.letters}, not sent yet: {found.unsent}")
    say(f"facts not yet followed: {found.unfollowed}")
    reasons = ", ".join(f"{code} {many}" for code, many in found.parked.reasons.items())
    say(f"parked, waiting: {found.parked.messages}" + (f" ({reasons})" if reasons else ""))
    if found.parked_behind:
        say(f"  as of {found.parked_behind} facts ago: the views are not kept up (`serve` does)")
    ago = found.silent_seconds
    rows = [
        (one.worker, one.mark, one.at, f"{ago[one.worker]} s ago", one.trouble or "none")
        for one in found.workers
    ]
    table(("worker", "mark", "at", "last word", "trouble"), rows)


@click.command()
@click.pass_obj
def relay(door: Door, /) -> None:
    """
    Send to the city until told to stop (SIGTERM, Ctrl-C).

    Several may run; one at a time sends, and another goes on where it ends.
    """
    door.relay(told_to_stop())


@click.command()
@click.pass_obj
def intake(door: Door, /) -> None:
    """
    Take orders in until told to stop (SIGTERM, Ctrl-C).

    Several may run and share the topic's partitions; each message has one effect.
    """
    door.intake(told_to_stop())


def told_to_stop() -> Event:
    """Return what is set by SIGTERM or Ctrl-C; a second one ends at once."""
    stopping = Event()

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return stopping
