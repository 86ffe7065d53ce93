"""How the entry points come to the house: a server wants it started, a command a door to it."""

import os
from typing import TYPE_CHECKING

from infra.collector import look_seldom
from infra.front_door import FrontDoor
from infra.settings import Settings, read
from infra.views.bell import Bell

if TYPE_CHECKING:
    from infra.console import HouseConsole
    from infra.house import System

__all__ = ["Bell", "Settings", "console_beside", "front_door", "started"]

OURS_ALONE = 0o077


def started(settings: Settings | None = None, bell: Bell | None = None) -> "System":
    """Return the house of *settings*, else of the environment, its views kept and logs on."""
    from infra.house import build  # noqa: PLC0415 - a command may need no house
    from infra.logs import configure  # noqa: PLC0415 - as above
    from infra.rulebooks.agreed_rules import see  # noqa: PLC0415 - as below

    settings = settings or read()
    configure(settings.log_level)
    os.umask(OURS_ALONE)
    system = build(settings, bell)
    see(system)
    system.senders_file.current()
    system.start()
    system.warm_up()
    return system


def console_beside(system: "System") -> "HouseConsole":
    """Return the console's part of a house; it closes with the house."""
    from infra.console import console_of  # noqa: PLC0415 - as above

    return console_of(system.settings, system.left)


def front_door() -> FrontDoor:
    """Return how the command line comes to the house."""
    os.umask(OURS_ALONE)
    look_seldom()
    return FrontDoor()
