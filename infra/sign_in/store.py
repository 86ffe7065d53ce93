"""Who is signed in: a database of its own, in which of every secret the digest alone lies."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    ColumnElement,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)

from infra.erasable import empty_the_log, make, open_apart
from services.signing_in import Arrival, LoggedOut, SignedIn

FILE = "sign-ins.sqlite"
WAY_SECONDS = 600
"""How long somebody may be on the way to the issuer and back."""
SEEN_SECONDS = 60
"""So often at least it is noted that somebody is still there."""

tables = MetaData()
sign_ins = Table(
    "sign_ins",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("sid", Text, index=True),
    Column("arrival", Text, nullable=False),
    Column("office", Text),
    Column("begun_at", BigInteger, nullable=False),  # seconds since 1970, as the next
    Column("seen_at", BigInteger, nullable=False),
)
departures = Table(
    "sign_in_departures",
    tables,
    Column("browser", String(64), primary_key=True),
    Column("onward", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
)
encode = msgspec.json.Encoder().encode
arrival_of = msgspec.json.Decoder(Arrival).decode


def open_sign_ins(home: Path, database: URL) -> Engine:
    """Return the engine of the sign-ins; no error of it ever repeats one."""
    return open_apart(home, database, FILE)


class SignInStore:
    """The port SignIns, on SQLite or PostgreSQL: workers share it, a restart ends nothing."""

    def __init__(self, engine: Engine, idle: timedelta, whole: timedelta) -> None:
        """Create the tables unless they stand; *idle* and *whole* limit a sign-in."""
        self._engine = engine
        self._idle, self._whole = int(idle.total_seconds()), int(whole.total_seconds())
        self._noted = min(SEEN_SECONDS, self._idle // 2)  # else who is busy would be out of time
        make(tables, engine)

    def depart(self, browser: str, onward: str, now: datetime) -> None:
        """Remember that a browser set out; those that are out of time are forgotten."""
        until = _seconds(now) + WAY_SECONDS
        row = {"browser": digest_of(browser), "onward": onward, "until": until}
        with self._engine.begin() as tx:
            tx.execute(delete(departures).where(departures.c.until < _seconds(now)))
            tx.execute(insert(departures).values(row))

    def is_away(self, browser: str, now: datetime) -> bool:
        """Say whether a browser is on the way, and not for too long."""
        mine, wanted = departures.c.browser == digest_of(browser), departures.c
        with self._engine.connect() as tx:
            until = tx.execute(select(wanted.until).where(mine)).scalar_one_or_none()
        return until is not None and _seconds(now) <= until

    def arrive(self, browser: str, now: datetime) -> str | None:
        """Return the page wanted, once; None where nobody set out, or too long ago."""
        mine, wanted = departures.c.browser == digest_of(browser), departures.c
        with self._engine.begin() as tx:
            row = tx.execute(select(wanted.onward, wanted.until).where(mine)).one_or_none()
            first = tx.execute(delete(departures).where(mine)).rowcount > 0
        return row.onward if row and first and _seconds(now) <= row.until else None

    def begin(self, secret: str, arrival: Arrival, now: datetime) -> None:
        """Sign somebody in under *secret*; those whose time is over are forgotten."""
        row = {
            "digest": digest_of(secret),
            "issuer": arrival.issuer,
            "subject": arrival.claims.subject,
            "sid": arrival.sid,
            "arrival": encode(arrival).decode(),
            "begun_at": _seconds(now),
            "seen_at": _seconds(now),
        }
        with self._engine.begin() as tx:
            tx.execute(delete(sign_ins).where(self._over(now)))
            tx.execute(insert(sign_ins).values(row))

    def find(self, secret: str, now: datetime) -> SignedIn | None:
        """Return who is signed in under *secret*; None where nobody is, or no longer."""
        mine, wanted = _under(secret), sign_ins.c
        columns = wanted.arrival, wanted.office, wanted.begun_at, wanted.seen_at
        with self._engine.connect() as tx:
            row = tx.execute(select(*columns).where(mine & ~self._over(now))).one_or_none()
        if row is None:
            return None
        if _seconds(now) - row.seen_at >= self._noted:
            self._note(mine, now)
        begun = datetime.fromtimestamp(row.begun_at, UTC)
        return SignedIn(arrival_of(row.arrival), row.office, begun)

    def _note(self, mine: ColumnElement[bool], now: datetime) -> None:
        """Note that somebody is there; one that was ended meanwhile stays ended."""
        with self._engine.begin() as tx:
            tx.execute(update(sign_ins).where(mine).values(seen_at=_seconds(now)))

    def choose(self, secret: str, renewed: str, office: str) -> bool:
        """Let them speak in *office* from now on, under *renewed*; False where nobody is there."""
        said = {"digest": digest_of(renewed), "office": office}
        change = update(sign_ins).where(_under(secret)).values(said)
        with self._engine.begin() as tx:
            return tx.execute(change).rowcount > 0

    def end(self, secret: str) -> bool:
        """End the sign-in under *secret*; say whether there was one."""
        return self._end(_under(secret)) > 0

    def end_of(self, subject: str) -> int:
        """End every sign-in of somebody; return how many there were."""
        return self._end(sign_ins.c.subject == subject)

    def end_at(self, issuer: str, who: LoggedOut) -> int:
        """
        End those that *issuer* logged out; return how many there were.

        Source: OpenID Connect Back-Channel Logout 1.0 section 2.7: by `sid` one session of theirs,
        without one all of the person.
        """
        theirs = sign_ins.c.issuer == issuer
        if who.subject is not None:
            theirs &= sign_ins.c.subject == who.subject
        return self._end(theirs if who.sid is None else theirs & (sign_ins.c.sid == who.sid))

    def _end(self, which: ColumnElement[bool]) -> int:
        with self._engine.begin() as tx:
            ended = tx.execute(delete(sign_ins).where(which)).rowcount
        empty_the_log(self._engine)
        return ended

    def _over(self, now: datetime) -> ColumnElement[bool]:
        """Match what nobody used for too long, and what began too long ago."""
        unseen = sign_ins.c.seen_at <= _seconds(now) - self._idle
        return or_(unseen, sign_ins.c.begun_at <= _seconds(now) - self._whole)


def digest_of(secret: str) -> str:
    """Return what is kept in the place of a secret; it is long and random, so no salt is needed."""
    return sha256(secret.encode()).hexdigest()


def _under(secret: str) -> ColumnElement[bool]:
    return sign_ins.c.digest == digest_of(secret)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
