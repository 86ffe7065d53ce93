"""Whatever tells the name of a nominee, over HTTP or at the terminal, leaves a trail."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import click
import pytest
from click.testing import CliRunner

from api.cli import command
from api.commands.edxml_papers import paper
from domain.council.state import council_of
from services.stores import Claims, Name
from tests.api.abroad import HERE, settled
from tests.api.asking import ROLES, Asking
from tests.api.badges import ISSUER
from tests.api.commands.test_foreign import Door, Terminal, commands
from tests.api.houses import House
from tests.builders import NOON

PERSON, LAST_DAY = HERE.id("nominee"), date(9999, 1, 1)
NAMES = ("Nguyễn Thị Bưởi", "Nguyễn Thị Bười")
WHO = Claims("reader", frozenset(ROLES.split()), frozenset({HERE.district, "VN"}), "TM")
READER = ISSUER.issue(WHO, timedelta(days=2 * 365), NOON - timedelta(days=365))
"""Somebody who may read whatever there is, and does not sit in the unit that gave the name."""
PLACES = {
    "code": HERE.district,
    "movement": "bdhvs-2025",
    "award": "gk-tp",
    "key": "gk-tp",
    "year": "2025",
    "sha256": HERE.digest,
}
SHOWN = {
    *("list_nominations", "show_nomination", "show_inbox", "show_ranking", "show_minutes"),
    *("show_cases_before_council", "show_personal_data", "export_personal_data"),
}
OPEN = {"list_honours", "show_honour"}
"""The register says in public who holds what (ADR 97)."""
UNANSWERED = {
    *("show_unit", "show_award", "show_movement", "show_board", "show_movement_ranking"),
    *("list_parked_messages", "show_parked_message"),
    *("show_possible_acts", "show_favourable", "show_statistics"),
    *("prove_inclusion", "prove_consistency", "show_sublog", "fetch_evidence"),
}
"""What asks for more than an id, an operator or a paper (`test_names_leave_a_trail`)."""
TYPED = {
    *("show", "inbox", "council cases", "council minutes"),
    *("audit-pack", "person show", "person export"),
}
MORE = {"audit-pack": ("--with-names",)}


@pytest.fixture
def read(house: House) -> Callable[[], list[str]]:
    """Let a person of another unit have a name and a former one; return who read them since."""
    settled(house, HERE)
    house.people.put(PERSON, "person", Name(NAMES[1]))

    def since() -> list[str]:
        found = [one.reader for one in house.people.reads_of(PERSON)]
        house.people.forget_reads(LAST_DAY)
        house.people._shown._written.clear()
        return found

    return since


def asked(described: dict) -> Iterator[tuple[str, str]]:
    """Yield every address that is read, with the name of its operation."""
    for address, ways in described["paths"].items():
        if "get" in ways:
            yield address, ways["get"]["operationId"]


def tells(text: str) -> bool:
    """Say whether a name of the person is in a text."""
    return any(one in text for one in NAMES)


def test_what_tells_a_name_over_http_leaves_a_trail_or_is_public(app, read):
    client = app.test_client()
    described = client.get("/openapi.json").get_json()
    asking, bearer = Asking(client, described, (), HERE.digest, READER), f"Bearer {READER}"
    told, silent, unanswered = set(), set(), set()
    for address, name in asked(described):
        where = filled(asking, address, name)
        reply = client.get(where, headers={"Authorization": bearer})
        unanswered |= set() if reply.status_code == 200 else {name}
        told |= {name} if tells(reply.get_data().decode(errors="replace")) else set()
        silent |= {name} if "reader" not in read() else set()
    assert (told, told & silent, unanswered) == (SHOWN | OPEN, OPEN, UNANSWERED)


def filled(asking: Asking, address: str, name: str) -> str:
    """Return an address that names own things."""
    for part in re.findall(r"{(\w+)}", address):
        value = PLACES.get(part) or asking.own(part, name, of_a_session="{session}" in address)
        address = address.replace(f"{{{part}}}", str(value))
    return address


@pytest.fixture
def terminal(house, tmp_path, monkeypatch) -> Terminal:
    """Return a terminal of the reader before that house."""
    door = Door(house, tmp_path)
    monkeypatch.setattr("infra.wiring.front_door", lambda: door)
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    monkeypatch.setenv("VINHDANH_TOKEN", READER)
    return Terminal(door)


def typed(terminal: Terminal, name: str, one: click.Command) -> str:
    """Return what a command prints and writes to the file that it is given."""
    args = [*name.split(), *MORE.get(name, ())]
    for at in (each for each in one.params if each.required):
        args += said(terminal, name, at)
    printed = CliRunner().invoke(command, args, input="Ai").output
    file = terminal.door.folder / "file"
    written = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)
    return printed + (unzipped(written) if written[:2] == b"PK" else "")


def said(terminal: Terminal, name: str, at: click.Parameter) -> list[str]:
    """Return what is said of a parameter."""
    body = str(council_of(HERE.district)) if at.name == "body" else None
    value = body or terminal.value(at, name)
    return [value] if isinstance(at, click.Argument) else [at.opts[0], value]


def unzipped(content: bytes) -> str:
    """Return the texts of a pack, one after the other."""
    with ZipFile(BytesIO(content)) as pack:
        return "".join(pack.read(one).decode(errors="replace") for one in pack.namelist())


def test_what_tells_a_name_at_the_terminal_leaves_a_trail(terminal, read):
    speaking = [
        (name, one) for name, one in commands() if "token" in {at.name for at in one.params}
    ]
    told, silent = set(), set()
    for name, one in speaking:
        told |= {name} if tells(typed(terminal, name, one)) else set()
        silent |= {name} if "reader" not in read() else set()
    assert (told, told & silent) == (TYPED, set())


def test_each_nominee_in_a_pack_with_names_is_told_who_took_them(terminal, house, read):
    written = dict(commands())["audit-pack"]
    for _ in range(2):
        typed(terminal, "audit-pack", written)
    kept = [(one.reader, one.way) for one in house.people.reads_of(PERSON)]
    assert [("reader", "pack")] * 2 == kept


def test_who_is_held_back_is_not_named_in_a_pack_and_leaves_no_trail(terminal, house, read):
    house.people.hold_back(PERSON)
    assert not tells(typed(terminal, "audit-pack", dict(commands())["audit-pack"]))
    assert [] == house.people.reads_of(PERSON)


def test_the_name_of_a_signer_in_a_package_leaves_a_trail(house, read):
    row: dict[str, object] = {
        "signer": str(PERSON),
        "capacity": "TM",
        "kind": "decision",
        "number": "1/QĐ",
    }
    row |= {"signer_position": "", "dated": LAST_DAY, "unit": "1", "to_unit": "2", "items": []}
    assert NAMES[1] == paper((house, WHO), row, [], (), "").signer.full_name
    assert ["reader"] == read()
