"""Which types of evidence are accepted, and whether a content is what it claims to be."""

import codecs
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO
from xml.sax import SAXException

import defusedxml.sax

CHUNK = 1 << 16
OPEN_XML = "application/vnd.openxmlformats-officedocument."
WORD = f"{OPEN_XML}wordprocessingml.document"
SHEET = f"{OPEN_XML}spreadsheetml.sheet"
ZIP_END = struct.Struct("<4s4H2LH")
ZIP_TAIL = ZIP_END.size + 65_535
LARGEST_DIRECTORY = 1 << 20
TEXT_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f")) + b"\x7f"

Check = Callable[[BinaryIO], bool]


def starts_with(*magics: bytes) -> Check:
    """Return a check for one of *magics* at the beginning."""
    return lambda file: file.read(max(map(len, magics))).startswith(magics)


def is_text(file: BinaryIO) -> bool:
    """Say whether *file* is UTF-8 without control characters."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            if len(chunk.translate(None, TEXT_CONTROLS)) < len(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_xml(file: BinaryIO) -> bool:
    """Say whether *file* is well-formed XML without a document type, so without entity bombs."""
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    try:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
        parser.close()
    except (SAXException, ValueError, LookupError):
        return False
    return True


def holds(part: str) -> Check:
    """Return a check for an office document around *part*, without macros."""

    def check(file: BinaryIO) -> bool:
        if not _has_a_small_directory(file):
            return False
        try:
            with zipfile.ZipFile(file) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
            return False
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return {"[Content_Types].xml", part} <= set(names) and not macros

    return check


def _has_a_small_directory(file: BinaryIO) -> bool:
    """Say whether reading the list of a zip is cheap; millions of entries and zip64 are not."""
    length = file.seek(0, 2)
    file.seek(max(0, length - ZIP_TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < ZIP_END.size or b"PK\6\7" in tail:
        return False
    size: int = ZIP_END.unpack_from(tail, at)[5]
    return size <= LARGEST_DIRECTORY


ACCEPTED: Mapping[str, Check] = {
    "application/pdf": starts_with(b"%PDF-"),
    "image/png": starts_with(b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": starts_with(b"\xff\xd8\xff"),
    "image/tiff": starts_with(b"II*\0", b"MM\0*"),
    WORD: holds("word/document.xml"),
    SHEET: holds("xl/workbook.xml"),
    "text/plain": is_text,
    "application/xml": is_xml,
}
