"""Two invented offices that write to each other, with their list of codes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from infra.edxml.folder import FolderGateway
from infra.edxml.format import EdxmlFormat
from infra.edxml.received import ReceivedFiles
from services.edxml.intake import Desk
from services.edxml.organs import OrganEntry, Organs
from services.edxml.package import Attachment, Document, Organ, StatusReply
from services.edxml.reading import Limits
from tests.data.edxml_packages import NEW, STATUS

LIMITS = Limits(attachment=10_000, attachments=10, package=200_000)
EDXML = EdxmlFormat(LIMITS)
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
THEIRS, OURS = Organ("000.00.01.X01", "Cơ quan Mẫu A"), Organ("000.00.02.X02", "Cơ quan Mẫu B")
LAST_DAY = date(2026, 6, 30)


def entry(unit: str, organ: Organ, **changes) -> OrganEntry:
    """Return a line of the list."""
    plain = OrganEntry(
        unit, organ, "Phường Mẫu", None, None, ours=False, source="tests", confirmed=True
    )
    return replace(plain, **changes)


ORGANS = Organs([entry("10531", THEIRS), entry("288", OURS, ours=True)])


def document(content: bytes = NEW) -> Document:
    """Return the document of a sample."""
    found = EDXML.read([content]).package
    assert isinstance(found, Document)
    return found


def status(content: bytes = STATUS) -> StatusReply:
    """Return the status of a sample."""
    found = EDXML.read([content]).package
    assert isinstance(found, StatusReply)
    return found


def numbered(number: int, text: str = "x") -> bytes:
    """Return a document with its own id and number, and one small file."""
    file = Attachment("1", "to-trinh.txt", f"{number} {text}".encode(), "text/plain")
    plain = document()
    key = f"{THEIRS.organ_id},2026/03/02,{number}/TTr-MAU"
    code = replace(plain.code, number=str(number))
    return EDXML.write(replace(plain, document_id=key, code=code, attachments=(file,)))


def drop(folder: Path, name: str, content: bytes) -> None:
    """Bring a package as it should be done: under another name first."""
    part = folder / "inbox" / f".{name}.part"
    part.write_bytes(content)
    part.rename(part.with_name(name))


@contextmanager
def desk(folder: Path, home: Path) -> Iterator[Desk]:
    """Lend a clerk's desk."""
    with closing(ReceivedFiles(home)) as received:
        gateway = FolderGateway(folder)
        yield Desk(gateway, received, EDXML, ORGANS, LIMITS.package, lambda: MORNING)


def names(folder: Path, *parts: str) -> list[str]:
    """Return the names of the files in a folder, hidden ones aside."""
    return sorted(one.name for one in folder.joinpath(*parts).iterdir() if one.name[0] != ".")
