"""Brokers that ask who comes: each way in, each way of being turned away, no secret shown."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest

from infra.bus.kafka_refusals import AT_LOGIN, CERTIFICATE, LOGIN, TIME_UP, UNTRUSTED
from infra.bus.kafka_topics import set_up
from infra.bus.settings import needed
from infra.bus.workers import run_intake, run_relay
from infra.settings import Settings, read
from tests.api.serving import ask, running
from tests.brokers.certificates import Authority
from tests.brokers.guarded import MECHANISMS
from tests.bus.visiting import (
    PATIENCE,
    announced,
    bus_of,
    fill,
    order,
    settings_of,
    troubles,
    wait_until,
)

pytestmark = pytest.mark.timeout(4 * PATIENCE)  # each wait alone may be as long as is patient

PROGRAM = str(Path(sys.executable).with_name("vinhdanh"))
MORE_TRIES = 5
WRONG = "Xk2-not-the-password-9fQ"
WAYS = [
    ("SSL", "certificate"),
    *((one, "said") for one in MECHANISMS),
    (MECHANISMS[0], "in a file"),
]


@contextmanager
def at_work(settings: Settings, guarded) -> Iterator[None]:
    """Let relay and intake work for the time of the block."""
    stopping = Event()
    works = [Thread(target=work, args=(settings, stopping)) for work in (run_relay, run_intake)]
    for one in works:
        one.start()
    try:
        yield
    finally:
        stopping.set()
        order(guarded)  # who waits for a message looks up
        for one in works:
            one.join()


@pytest.mark.parametrize(("way", "kept"), WAYS, ids=lambda said: said)
def test_letters_go_out_and_orders_come_in(tmp_path, guarded_broker, monkeypatch, way, kept):
    for name, value in settings_of(guarded_broker, tmp_path, way, kept).items():
        monkeypatch.setenv(name, value)
    fill(tmp_path)
    settings = read()
    topics = set_up(needed(settings.bus))
    code = order(guarded_broker)
    with at_work(settings, guarded_broker):
        wait_until(lambda: code in announced(tmp_path), lambda: troubles(tmp_path))
        wait_until(lambda: bus_of(tmp_path).unsent == 0, lambda: troubles(tmp_path))

    assert (4, True) == (len(topics), bus_of(tmp_path).letters > 0)
    assert {"relay": None, "intake": None} == troubles(tmp_path)
    assert guarded_broker.password not in repr(settings)


@contextmanager
def program(home: Path, *order: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Let `vinhdanh` do *order* for the time of the block, logging all there is to log."""
    env = {**os.environ, **settings, "VINHDANH_LOG_LEVEL": "DEBUG"}
    with (
        (home / "log").open("w") as log,
        subprocess.Popen([PROGRAM, *order], env=env, stdout=log, stderr=log, text=True) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


FILES = ("KAFKA_CA_FILE", "KAFKA_CERT_FILE", "KAFKA_KEY_FILE")


def strangers(guarded, folder: Path):
    """Return for each who is not let in: which work tries, how it comes, and with what."""
    other = Authority(folder, "other").certificate
    elsewhere = guarded.sasl.replace("127.0.0.1", "localhost")
    return {
        "password": ("intake", "PLAIN", {"KAFKA_PASSWORD": WRONG}),
        "authority": ("intake", MECHANISMS[0], {"KAFKA_CA_FILE": other}),
        "name": ("relay", MECHANISMS[1], {"KAFKA_BOOTSTRAP_SERVERS": elsewhere}),
        "nobody": ("relay", "SSL", {"KAFKA_CERT_FILE": None, "KAFKA_KEY_FILE": None}),
        "key": ("relay", "SSL", {"KAFKA_CERT_FILE": other}),
        "plain": ("relay", "SSL", {"KAFKA_SECURITY": "PLAINTEXT"} | dict.fromkeys(FILES)),
    }


@dataclass(frozen=True)
class TurnedAway:
    """Houses that are not let in; the one at `port` is a whole one, with a wrong password."""

    folder: Path
    port: int
    settings: dict[str, str]
    setup: subprocess.Popen[str]

    def log(self, who: str) -> str:
        """Return all that was logged by one of them."""
        return (self.folder / who / "log").read_text()


@pytest.fixture(scope="module")
def away(guarded_broker, tmp_path_factory):
    """Let all of them try at once: the client takes its ten seconds to be sure of each."""
    folder = tmp_path_factory.mktemp("away")
    tries = strangers(guarded_broker, folder)
    with ExitStack() as at_once:
        for name in (*tries, "house", "setup"):
            (folder / name).mkdir()
        wrong = settings_of(guarded_broker, folder / "house", KAFKA_PASSWORD=WRONG)
        fill(folder / "house")
        house = running(folder / "house", **{**wrong, "VINHDANH_LOG_LEVEL": "DEBUG"})
        _, port = at_once.enter_context(house)
        setup = at_once.enter_context(program(folder / "setup", "bus", "setup", **wrong))
        for name, (work, way, other) in tries.items():
            settings = settings_of(guarded_broker, folder / name, way, **other)
            at_once.enter_context(program(folder / name, work, **settings))
        yield TurnedAway(folder, port, wrong, setup)


@pytest.mark.parametrize(
    ("who", "wanted", "why"),
    [
        ("password", LOGIN, ("invalid credentials", "Authentication failed", AT_LOGIN)),
        ("authority", UNTRUSTED, ("CERTIFICATE_VERIFY_FAILED",)),
        ("name", UNTRUSTED, ("Hostname mismatch, certificate is not valid for 'localhost'",)),
        ("nobody", CERTIFICATE, ("alert bad certificate",)),
        ("key", "KafkaTimeoutError", ("KEY_VALUES_MISMATCH",)),
        ("plain", "BrokerHangsUp", ("socket disconnected",)),
    ],
)
def test_who_is_not_let_in_is_told_why(away, who, wanted, why):
    # On a busy machine the first try may end by its time before the broker has said anything.
    def told():
        return [*troubles(away.folder / who).values()]

    wait_until(lambda: told() == [wanted], lambda: (told(), away.log(who)))
    said = [json.loads(line) for line in away.log(who).splitlines() if "bus.troubled" in line]

    assert any(one in line["reason"] for one in why for line in said), said


@pytest.fixture
def troubled(away):
    """Return those who are turned away, when relay and intake of the whole house said so."""
    home, refused = away.folder / "house", {"relay": LOGIN, "intake": LOGIN}
    wait_until(lambda: troubles(home) == refused, lambda: (troubles(home), away.log("house")))
    return away


def test_work_goes_on_and_all_pages_say_what_is_in_the_way(troubled):
    pages = [ask(troubled.port, page) for page in ("/health/ready", "/metrics", "/docs/bus")]
    ready, metrics, page = (body.decode() for _, body in pages)
    found = bus_of(troubled.folder / "house")

    assert [200, 200, 200] == [code for code, _ in pages]
    assert found.letters == found.unsent > 0
    assert (2, 2) == (ready.count(LOGIN), page.count(LOGIN))
    assert 'vinhdanh_bus_trouble{worker="relay"} 1.0' in metrics
    assert WRONG not in ready + metrics + page


def tries_to_set_up(away) -> Iterator[tuple[int, str]]:
    """Yield status and words of each try: the first was made beside the others, the rest now."""
    yield away.setup.wait(PATIENCE), away.log("setup")
    for _ in range(MORE_TRIES):
        with program(away.folder / "setup", "bus", "setup", **away.settings) as again:
            yield again.wait(PATIENCE), away.log("setup")


def test_the_topics_are_not_made_and_one_line_says_why(away):
    # As above, a try may end by its time.
    tries = (one for one in tries_to_set_up(away) if f"bus: {TIME_UP}: " not in one[1])
    code, said = next(tries)

    assert (1, 1) == (code, said.count("\n")), said
    assert f"bus: {LOGIN}: " in said


def test_no_log_and_no_command_shows_a_password(troubled, guarded_broker):
    env = {**os.environ, **troubled.settings}
    command = [PROGRAM, "bus", "status"]
    status = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    logs = [troubled.log(who.name) for who in troubled.folder.iterdir() if who.is_dir()]
    seen = "".join([*logs, status.stdout, status.stderr])

    assert 2 == status.stdout.count(LOGIN)
    assert "kafka.net.manager" in seen, "the client was heard"
    assert (False, False) == (WRONG in seen, guarded_broker.password in seen)
