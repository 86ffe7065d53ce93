"""Small real files of every accepted type."""

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

from infra.evidence.types import SHEET, WORD

TYPES = "[Content_Types].xml"
MACROS = "word/vbaProject.bin"


def packed(names: Iterable[str]) -> bytes:
    """Return a zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return target.getvalue()


def zip64(content: bytes) -> bytes:
    """Return the same zip with its end written in the 64 bit form too."""
    body, end = content[:-22], content[-22:]
    parts, size, start = struct.unpack_from("<10xH2L", end)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, parts, parts, size, start)
    return body + wide + struct.pack("<4sLQL", b"PK\6\7", 0, len(body), 1) + end


def on_disk(folder: Path) -> list[str]:
    """Return every file below *folder*, by its path there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


SAMPLES = {
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "image/tiff": b"II*\0\x08\0\0\0",
    WORD: packed([TYPES, "word/document.xml"]),
    SHEET: packed(["_rels/.rels", TYPES, "xl/workbook.xml"]),
    "text/plain": "Biên bản họp xét thi đua\r\n\tngày 02/3/2026\n".encode(),
    "application/xml": '<?xml version="1.0" encoding="UTF-8"?><edXML>Tờ trình</edXML>'.encode(),
}
