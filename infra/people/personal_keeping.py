"""The watch over personal data, put together from the settings."""

from contextlib import ExitStack
from functools import partial

from sqlalchemy import Engine

from infra.bus.parking_database import ParkingStore, open_parking
from infra.clock import SystemClock
from infra.evidence.files import EvidenceFiles
from infra.ledger.ledger import StoreLedger
from infra.people.database import open_people
from infra.people.names import PeopleStore
from infra.people.personal_watch import PersonalWatch
from infra.rulebooks.calendar_override import official_calendars
from infra.rulebooks.shelf import load
from infra.settings import Settings
from services.retention import Keeping
from services.stores import Evidence, ParkedContents, People


def personal_watch(
    settings: Settings, ledger: StoreLedger, engine: Engine, opened: ExitStack
) -> PersonalWatch:
    """Return what watches over personal data; its stores are made when it first looks."""
    names = open_people(settings.home, settings.kept)  # whose tables they are writes them anew
    aside = open_parking(settings.home, settings.kept)
    opened.callback(names.dispose)
    opened.callback(aside.dispose)

    def beside() -> tuple[People, Evidence, ParkedContents]:
        files = EvidenceFiles(settings.evidence, settings.evidence_max_bytes)
        return PeopleStore(names), files, ParkingStore(aside)

    return PersonalWatch(ledger, engine, beside, partial(retention, settings))


def retention(settings: Settings) -> Keeping:
    """Return how long records are kept in this house."""
    calendars = official_calendars(settings.calendar)
    return Keeping(load().lists.personal.says, calendars, SystemClock())
