"""A submission or decision of ours as the views show it, ready to be packed."""

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import cast
from uuid import UUID

from api.looking import Looking
from api.names_shown import names_shown
from api.problems import Problem
from api.system import System
from projections.case_file import case
from projections.documents import document
from services.edxml.outgoing import Paper
from services.edxml.package import Attachment, Signer
from services.stores import Claims

Row = Mapping[str, object]


def issued(look: Looking, kind: str, key: UUID) -> Row:
    """
    Return a paper of one kind with its items.

    Raises:
        Problem: there is none, or it is of another kind.
    """
    rows, _ = look.read(document(key))
    if not rows or rows[0]["kind"] != kind:
        raise Problem(f"{kind}-unknown", f"there is no such {kind}")
    return rows[0]


def cases(look: Looking, row: Row) -> list[Row]:
    """Return the cases a paper carries, in its order, as far as somebody may see them."""
    found: list[Row] = []
    for item in cast("Sequence[Row]", row["items"]):
        if item["nomination"] is not None:
            rows, _ = look.read(case(UUID(str(item["nomination"]))))
            found += rows
    return found


def paper(
    asked: tuple[System, Claims], row: Row, carried: Sequence[Row], to: Sequence[str], position: str
) -> Paper:
    """
    Return a paper as it goes out.

    *asked* are the house and who writes the package there. Without *to*, a submission goes to its
    receiver and a decision to the units that proposed.
    """
    proposing = dict.fromkeys(str(one["unit"]) for one in carried)
    proposing.pop(str(row["unit"]), None)
    usual = (str(row["to_unit"]),) if row["to_unit"] else tuple(proposing)
    signer = Signer(
        str(row["capacity"] or ""),
        position or str(row["signer_position"] or ""),
        _name(*asked, row),
    )
    return Paper(
        str(row["kind"]),
        str(row["number"]),
        cast("date", row["dated"]),
        str(row["unit"]),
        tuple(to) or usual,
        len(cast("Sequence[Row]", row["items"])),
        signer,
    )


def _name(system: System, who: Claims, row: Row) -> str:
    """
    Return the signer's name where the erasable store knows it, else nothing.

    It is kept that it was shown to who writes the package (ADR 102).
    """
    try:
        ref = UUID(str(row["signer"]))
    except ValueError:
        return ""
    return names_shown(system, [ref], who).get(ref, "")


def files(system: System, carried: Sequence[Row]) -> Iterator[Attachment]:
    """Yield the evidence of the cases a paper carries, each file once, withdrawn ones left out."""
    done = set()
    for one in carried:
        for paper_of in cast("Sequence[Row]", one["evidence"]):
            digest = str(paper_of["sha256"])
            if paper_of["withdrawn"] is None and digest not in done:
                done.add(digest)
                yield _attachment(system, paper_of, digest)


def _attachment(system: System, row: Row, digest: str) -> Attachment:
    kind = str(row["media_type"])
    name = f"{row['paper']}-{digest[:8]}{mimetypes.guess_extension(kind) or ''}"
    with closing(system.evidence.open(digest)) as content:
        return Attachment(digest, name, content.read(), kind, str(row["title"]).strip())
