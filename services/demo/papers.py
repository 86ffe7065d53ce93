"""Papers of the demo: small but whole PDF files, each with a line of its own."""

from collections.abc import Sequence

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)


def pdf(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with *lines* of ASCII text."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        _page(lines),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    document, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(document))
        document += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return document + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(document))
    )


def _page(lines: Sequence[str]) -> bytes:
    """Return the content of the page; brackets and backslashes in *lines* are escaped."""
    escaped = [line.translate({ord(sign): f"\\{sign}" for sign in "()\\"}) for line in lines]
    shown = "".join(f"({line}) Tj T*\n" for line in escaped)
    text = f"BT /F1 12 Tf 72 770 Td 18 TL\n{shown}ET".encode("ascii")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text)
