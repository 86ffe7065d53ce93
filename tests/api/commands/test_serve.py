"""`vinhdanh serve --demo`: the addresses, a command to try, the data kept at the second start."""

import json
import re
import signal
import socket
import subprocess
import urllib.request
from contextlib import contextmanager

import pytest

from api.commands.serve import PAGES, in_words
from services.demo.play import Told
from tests.api.commanding import PROGRAM, Desk, is_plain
from tests.ports import free_port

CURL = re.compile(r'curl -H "Authorization: Bearer \$\((?P<token>.+)\)" (?P<address>\S+)')


@contextmanager
def serving(desk: Desk, *args: str, port: str):
    """Start the service and read what it says until it has said it all."""
    with desk.started("serve", *args, PORT=port, LOG_LEVEL="ERROR") as process:
        said = ""
        while "curl" not in said:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            said += line
        yield process, said


def ended(process: subprocess.Popen[str], by: signal.Signals) -> int:
    process.send_signal(by)
    return process.wait(timeout=90)


def get(address: str, token: str = ""):
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def status(address):
    with urllib.request.urlopen(address, timeout=30) as reply:
        return reply.status


def as_a_shell_would(said: str):
    """Ask what the printed command asks, the token from the printed program."""
    found = CURL.search(said)
    assert found
    assert str(PROGRAM) in found["token"]
    token = subprocess.run(
        found["token"], shell=True, capture_output=True, text=True, check=True, timeout=180
    )
    return get(found["address"], token.stdout.strip())


def test_a_first_start_loads_the_demo_ward_and_a_second_keeps_it(desk):
    port = str(free_port())
    address = f"http://127.0.0.1:{port}"
    with serving(desk, "--demo", port=port) as (process, said):
        waiting = as_a_shell_would(said)["items"]
        first = get(f"{address}/health/ready")
        assert [200] * len(PAGES) == [status(address + path) for path in PAGES.values()]
        assert 0 == ended(process, signal.SIGTERM)

    with serving(desk, "--demo", "--json", port=port) as (process, document):
        second = get(f"{address}/health/ready")
        assert 0 == ended(process, signal.SIGINT)

    assert {"ldtt", "bk-tinh"} == {one["award"] for one in waiting}
    assert first == {**second, "lag": first["lag"]}
    assert says_where(said, address)
    assert {
        "addresses": {name: address + path for name, path in PAGES.items()},
        "demo": "338 acts, 0 of them new",
    }.items() <= json.loads(document).items()


def says_where(said: str, address: str) -> bool:
    lines = [
        "demo ward: 338 acts, 338 of them new",
        f"documentation: {address}/docs",
    ]
    return is_plain(said) and lines == said.splitlines()[:2]


def test_a_port_that_is_taken_is_told(desk):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = desk.run("serve", "--demo", PORT=str(taken.getsockname()[1]))

    assert (1, "") == (found.exit_code, found.stdout)
    assert "Address already in use; set VINHDANH_PORT" in found.stderr
    assert not desk.home.exists()


def test_an_address_of_another_machine_is_told(desk):
    found = desk.run("serve", HOST="192.0.2.1")

    assert 1 == found.exit_code
    assert "vinhdanh: 192.0.2.1 port 8000: " in found.stderr


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told(known=338), "338 acts, 0 of them new"),
        (Told(added=300, ahead=33), "300 acts, 300 of them new, 33 are dated ahead of today"),
        (Told(known=300, left=33), "300 acts, 0 of them new, 33 left out, for others moved"),
        (Told(left=338), "not loaded, for the ledger holds other work"),
    ],
)
def test_how_much_was_told_is_said_in_words(told, words):
    assert in_words(told).startswith(words)
