"""
The drill of erasure: people with marked names, erased, and every byte the house has looked through.

`python -m tests.api.erasing 1000 [postgres] [broker]` runs it at full length; the exit status is 1
where a trace is left or a proof does not hold.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import psycopg
from sqlalchemy import select

from api.app import application
from domain.reading import EVERYTHING
from infra.front_door import FrontDoor
from infra.house import System, build
from infra.logs import configure
from infra.people.name_digests import name_digests
from infra.people.names_kept import commitment_salts, subject_keys
from infra.people.personal_watch import PersonalWatch
from infra.settings import read
from infra.sign_in.bearer import Issuer
from infra.sign_in.development_key import development_key
from projections.case_rows import case_file
from projections.paging import Rows
from services.retention import Keeping
from services.upkeep import quiet
from tests import postgres
from tests.api.commanding import Desk
from tests.api.erasing_awards import consulted, denounced, honoured, put_right
from tests.api.erasing_bus import Bus
from tests.api.erasing_voice import UNIT, Voice
from tests.api.marked import FORMS, Drill
from tests.brokers import apache

OFFICER = ("officer", "nominating-officer")
LONG_AGO = (0, 0)


def opened(drill: Drill, voice: Voice, number: int, name: str) -> str:
    """Open a case for one more person; return it."""
    named = {"kind": "person", "name": name, "note": f"con bà {drill.mark}", "unit": UNIT}
    nominee: dict[str, object] = {**named, "particulars": drill.particulars()}
    body = {"nominee": nominee, "unit": UNIT, "award": "gk-phuong", "achievement": "Paperless"}
    voice.refused(*OFFICER, "/nominations", body | {"achievement": f"Of {name}"}, key=number)
    return str(voice.say(*OFFICER, "/nominations", body, key=number)["id"])


def nominated(case: str, drill: Drill, voice: Voice, number: int, name: str) -> None:
    """Put the name of a case right, add a paper and a letter, end it."""
    officer, at = OFFICER, f"/nominations/{case}"
    right = {"name": f"Trần {drill.mark} {number}", "particulars": drill.particulars()}
    voice.say(*officer, f"{at}/naming", right, version=1, key=f"name-{number}")
    file = BytesIO(f"%PDF-1.7 {name}".encode()), "a.pdf", "application/pdf"
    paper = {"paper": "achievement-report", "form": "original", "title": "Báo cáo", "file": file}
    voice.say(*officer, f"{at}/evidence", paper, version=2, file=True)
    last = denounced(case, drill, voice)
    voice.refused(*officer, f"{at}/withdrawal", {"reason": right["name"]}, version=last)
    voice.say(*officer, f"{at}/withdrawal", {"reason": "moved away"}, version=last)
    drill.cases.append(str(case))


def known(drill: Drill, system: System) -> None:
    """Note whom the cases are about, and their keys and digests, which have to go too."""
    rows, _ = system.views.read(nominees(), EVERYTHING)
    drill.people = [cast("UUID", row["nominee"]) for row in rows]
    with system.people._engine.connect() as tx:
        keys = tx.execute(select(subject_keys.c.key)).scalars().all()
        digests = tx.execute(select(name_digests.c.digest)).scalars().all()
        salts = tx.execute(select(commitment_salts.c.salt)).scalars().all()
    drill.secrets = [*keys, *digests, *salts]


def nominees() -> Rows:
    """Ask whom the cases are about."""
    return select(case_file.c.nominee).distinct().order_by(case_file.c.nominee)


def caught_up(system: System) -> None:
    """Wait until the views know all."""
    assert system.reach(system.ledger.last_position(), 120)


def by_request(person: UUID, drill: Drill, voice: Voice, system: System) -> None:
    """Erase a person who asks for it: put right, exported, accepted by one, done by another."""
    at, today = f"/nominees/{person}", datetime.now(UTC).date().isoformat()
    data, second = ("data", "data-officer"), ("second", "data-officer")
    put_right(person, drill, voice, system)
    for way in ("personal-data", "personal-data/export"):
        told = voice.say(*data, f"{at}/{way}", None)
        assert told["name"]
        assert {**drill.particulars(), "vouched": True} == told["particulars"]
    said = {"kind": "erasure", "received_on": today}
    voice.say(*data, f"{at}/requests", said, key=f"erase-{person}")
    caught_up(system)
    asked = voice.say(*data, f"/person-requests?person={person}&kind=erasure", None)
    one = asked["items"][0]["request"]
    voice.say(*data, f"{at}/requests/{one}/answer", {"outcome": "accepted"}, version=4)
    voice.say(*second, f"{at}/requests/{one}/carrying-out", {}, version=5)


@dataclass(frozen=True)
class Later:
    """A clock that is years ahead."""

    def now(self) -> datetime:
        """Return an instant after the shortest class of records."""
        return datetime.now(UTC).replace(month=1, day=2) + timedelta(days=366 * 12)


def by_retention(system: System) -> int:
    """Let the service erase whose time is over, years from now; return how many went."""
    keeping = Keeping(system.catalogue.personal(), system.calendars, Later())
    beside = system.people, system.evidence, system.parked
    watch = PersonalWatch(system.ledger, system.views._engine, lambda: beside, lambda: keeping)
    erased = watch.look()
    assert 0 == watch.look(), "a second look erased again"
    return erased


def entered(drill: Drill, voice: Voice, system: System, people: int, bus: Bus | None) -> None:
    """Let people be nominated; every other one is honoured too."""
    for number in range(people):
        name = f"Nguyễn {drill.mark} {number}"
        case = bus.opened(name, drill, system) if bus else opened(drill, voice, number, name)
        nominated(case, drill, voice, number, name)
    caught_up(system)
    if bus:
        bus.all_put_aside(people, system)
    known(drill, system)
    for file in system.settings.evidence.rglob("*"):
        os.utime(file, LONG_AGO)
    for person in drill.people[1::2]:
        honoured(person, drill, voice, system)
        consulted(person, voice, system)
    known(drill, system)


def gone(drill: Drill, voice: Voice, system: System) -> None:
    """Erase every other one by request, the others by retention."""
    for person in drill.people[::2]:
        by_request(person, drill, voice, system)
    caught_up(system)
    assert len(drill.people[1::2]) == by_retention(system)


def lived(home: Path, drill: Drill, people: int, bus: Bus | None) -> None:
    """
    Let people be nominated and be erased: every other one by request, others by retention.

    Where there is a bus, every case is opened by an order that comes in on it.
    """
    with ExitStack() as ends:
        log = ends.enter_context((home / "service.log").open("wb"))
        system = ends.enter_context(closing(build(read())))
        configure("DEBUG", log)
        system.start()
        if bus:
            ends.enter_context(bus.at_work(system))
        settings = system.settings
        key = development_key(settings.keys)
        issuer = Issuer(key, settings.issuer, settings.audience)
        voice = Voice(application(system).test_client(), issuer)
        entered(drill, voice, system, people, bus)
        gone(drill, voice, system)
        if bus:
            bus.forgotten(len(drill.people[1::2]))
        configure("INFO")


def settle(home: Path, url: str | None) -> list[Path]:
    """Let PostgreSQL write down and forget what it does by itself in time; return what to scan."""
    if url is None:
        return [home]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET wal_recycle = off")
        connection.execute("SELECT pg_reload_conf()")
        for _ in range(2):
            connection.execute("VACUUM")
            connection.execute("SELECT pg_switch_wal()")
            connection.execute("CHECKPOINT")
    return [home, Path(parse_qs(urlsplit(url).query)["host"][0])]


@contextmanager
def said(home: Path, url: str | None, bus: Bus | None) -> Iterator[None]:
    """Let the environment name the house, which takes as many requests as the drill can send."""
    before = dict(os.environ)
    os.environ |= {"VINHDANH_HOME": str(home), "VINHDANH_REQUESTS_PER_MINUTE": "0"} | (
        {"VINHDANH_DATABASE_URL": url} if url else {}
    )
    os.environ |= bus.settings(home) if bus else {}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def drilled(
    home: Path, people: int, url: str | None = None, bus: Bus | None = None
) -> tuple[Drill, list[Path]]:
    """Run the drill; return it with the folders in which nothing may be left."""
    drill = Drill()
    with said(home, url, bus):
        lived(home, drill, people, bus)
        desk = Desk(home)
        for command in ("checkpoint", "verify"):
            assert 0 == (told := desk.run(command)).exit_code, told.output
        assert [] == [one for one in FrontDoor().differences(quiet) if not one.ok]
        assert 0 == (told := desk.run("rebuild")).exit_code, told.output
    return drill, [*settle(home, url), *([bus.settle()] if bus else [])]


def main(people: int, *where: str) -> int:
    """Run it at full length; say what was left."""
    with ExitStack() as ends:
        folder = Path(ends.enter_context(TemporaryDirectory()))
        url = ends.enter_context(postgres.private())[0] if "postgres" in where else None
        bus = Bus.at(ends.enter_context(apache.own())) if "broker" in where else None
        drill, folders = drilled(folder, people, url, bus)
        found = drill.traces(folders)
    on = ("postgres" if url else "sqlite") + (f" and {bus.broker.kind}" if bus else "")
    told = f"{people} people erased on {on}, {len(FORMS)} forms: {len(found)} traces"
    print(told, *found, sep="\n")  # noqa: T201 - a command says what it found
    return 1 if found or len(drill.people) != people else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
