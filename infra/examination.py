"""What can be out of order outside the ledger: settings, keys, rules, disk; each looked at."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING

from infra.bus.senders_file import senders_file
from infra.foreseen import explain
from infra.ledger.check import in_order, on_dockets, read_through, under_rules_of_before
from infra.ledger.store_shape import shape
from infra.proof.doctor import keys_and_witnesses
from infra.rulebooks.agreed_rules import second_person
from infra.rulebooks.calendar_check import unsure_days
from infra.rulebooks.conditions_check import unasked_kinds
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.own_rules_check import own_rules
from infra.rulebooks.reform_files import names, reform_of_house, units_of_house
from infra.rulebooks.shelf import load
from infra.settings import Settings
from infra.sign_in.token_gate import published
from infra.sign_in.token_keys import read_public
from infra.verifying.reform_check import left_behind, looking
from infra.verifying.roles_check import roles
from infra.verifying.stores_check import evidence_whole, names_open
from projections.bookkeeping import AHEAD, KNOW_MORE
from services.opening import regime_on
from services.upkeep import Finding

if TYPE_CHECKING:
    from infra.house import System

OWN_FILE, OWN_FOLDER = 0o600, 0o700
ROOM = 256 << 20
SQLITE = "sqlite"
PATIENCE = 20.0


def looked_at(about: str, look: Callable[[], str]) -> Finding:
    """Return what *look* saw; an error that was foreseen is a bad finding."""
    try:
        return Finding(about, ok=True, seen=look())
    except Exception as err:
        why = explain(err)
        if not why:
            raise
        return Finding(about, ok=False, seen="; ".join(why))


def surroundings(settings: Settings) -> Iterator[Finding]:
    """Look at everything that can be seen without opening the house."""
    yield Finding("settings", ok=True, seen=f"home {settings.home}, port {settings.port}")
    yield _home(settings)
    yield _keys(settings)
    yield looked_at("rulebooks", _rulebooks)
    yield unasked_kinds(load().awards.values())
    yield from own_rules(settings, units_of_house())
    yield looked_at("senders", lambda: f"{len(senders_file(settings).current())} may send orders")
    yield from unsure_days(settings)
    yield _disk(settings.home)


def stands(settings: Settings) -> bool:
    """Say whether there is a house to open; looking shall not build one."""
    if settings.database.get_backend_name() != SQLITE:
        return True
    return Path(settings.database.database or "").is_file()


def _home(settings: Settings) -> Finding:
    if not stands(settings):
        return Finding("home", ok=False, seen=f"no ledger in {settings.home} yet: never started")
    return Finding("home", ok=True, seen=f"{settings.home}")


def _keys(settings: Settings) -> Finding:
    """See that nobody else can read the signing key, or that the issuer's keys can be used."""
    if settings.discovers:
        return looked_at("keys", partial(published, settings))
    if settings.jwks is not None:
        path = settings.jwks
        return looked_at("keys", lambda: f"{len(read_public(path).by_id)} of {settings.issuer}")
    if not settings.keys.exists():
        return Finding("keys", ok=True, seen="none yet: made at the first start")
    wide = [f"{path} is {mode:04o}" for path, mode in _modes(settings.keys)]
    if wide:
        return Finding("keys", ok=False, seen=f"others may use them: {', '.join(wide)}")
    path = settings.keys / "jwks.json"
    return looked_at("keys", lambda: f"{len(read_public(path).by_id)} of our own, for us alone")


def _modes(folder: Path) -> Iterator[tuple[Path, int]]:
    """Return what is open to others."""
    for path, allowed in ((folder, OWN_FOLDER), *((one, OWN_FILE) for one in folder.iterdir())):
        mode = S_IMODE(path.stat().st_mode)
        if mode & ~allowed:
            yield path, mode


def _rulebooks() -> str:
    units = units_of_house()
    regimes = RulebookFiles(units.at_level).regimes()
    reforms = [reform_of_house(name) for name in names()]
    return f"{len(regimes)} regimes, {len(reforms)} reforms of units, every file whole"


def _disk(home: Path) -> Finding:
    """See that there is room to write."""
    folder = next(one for one in (home, *home.parents) if one.exists())
    free = shutil.disk_usage(folder).free
    return Finding("disk", ok=free >= ROOM, seen=f"{free >> 20} MiB free")


def database(settings: Settings) -> Iterator[Finding]:
    """Look at the ledger's database, and at who may do what in it."""
    yield ledger_sound(settings)
    yield from roles(settings)


def ledger_sound(settings: Settings) -> Finding:
    """See that commits are durable, as opening has asserted, and that nothing is planted there."""
    if not (found := shape(settings)).ok:
        return replace(found, about="ledger")
    if settings.database.get_backend_name() != SQLITE:
        return Finding("ledger", ok=True, seen="PostgreSQL, commits asserted to be synchronous")
    path = Path(settings.database.database or "")
    return looked_at("ledger", lambda: _sqlite(path))


def _sqlite(path: Path) -> str:
    """Return what SQLite says of its file; DatabaseError when the file is not whole."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        (mode,) = file.execute("PRAGMA journal_mode").fetchone()
        (whole,) = file.execute("PRAGMA quick_check(1)").fetchone()
    if (mode, whole) != ("wal", "ok"):
        raise sqlite3.DatabaseError(f"journal_mode {mode}, quick_check {whole}")
    return f"{path.name}: journal_mode WAL, synchronous FULL asserted, pages whole"


def inside(system: "System") -> Iterator[Finding]:
    """Look at what can be seen only from within: every fact, and what facts refer to."""
    reading = read_through(system.ledger)
    yield from in_order(reading)
    yield on_dockets(reading)
    yield under_rules_of_before(reading, lambda day: regime_on(day, system.rulebooks))
    looks = looking(system.clock, system.calendars, system.rulebooks.forces())
    yield left_behind(reading, system.ledger, looks)
    yield _tables(system)
    yield from _views(system)
    yield evidence_whole(reading.papers, system.evidence)
    yield names_open(reading.people, system.people)
    yield from keys_and_witnesses(system.proofs, system.cosignatures)
    yield from second_person(system)


def _tables(system: "System") -> Finding:
    """See that no view's columns or indexes were changed without a new version of its table."""
    found = system.views.tables()
    mended = "; a changed view needs the next version of its table"
    seen = "; ".join(found) + mended if found else "columns and indexes as the views define them"
    return Finding("tables", ok=not found, seen=seen)


def _views(system: "System") -> Iterator[Finding]:
    """See that no view knows more than the log; only then, that each comes to the end of it."""
    last, lay = system.ledger.last_position(), system.views.positions()
    if AHEAD in system.views.troubles() or max(lay.values()) > last:
        yield Finding(AHEAD, ok=False, seen=KNOW_MORE)
        for name, position in lay.items():
            seen = f"lies at position {position}, the log ends at {last}"
            yield Finding(f"view {name}", ok=position <= last, seen=seen)
        return
    system.start()
    system.reach(last, PATIENCE)
    for name, position in system.views.positions().items():
        seen = f"at position {position}, was {last - lay[name]} behind"
        yield Finding(f"view {name}", ok=position >= last, seen=seen)
