"""Evidence: papers of a file, put in with their bytes, read back checked, taken out again."""

from functools import partial
from typing import BinaryIO, cast
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

from api.actor import hand
from api.acts import carried_out, rehearsed
from api.as_of_query import ReadingAsOf, point_of
from api.forms import READING, asked, sent
from api.nomination.case_shapes import EvidenceList
from api.nomination.forms import WithdrawalOfEvidenceForm
from api.nomination.upload import EvidenceForm, SentEvidenceForm, known, remember, uploaded
from api.operations import TAGGED, Resource, acts, delivers, reads
from api.person.told import cited_by, reading
from api.system import house
from api.told_together import told_together
from api.views import one, part, the_case, wait_for
from domain.nomination.commands import AddEvidence, WithdrawEvidence
from projections.case_file import case
from projections.columns import Row
from services.forgetting import is_needed
from services.stores import NoSuchFile

evidence = Resource("evidence", "Papers of a nomination's file.")
EVIDENCE, WITHDRAWAL, READ = EvidenceForm(), WithdrawalOfEvidenceForm(), ReadingAsOf()
NOT_YET_KEPT = ("0" * 64, 0, "")
PAPER = "paper"
"""How somebody reads of a nominee whose paper they open: each time, of any unit."""


@evidence.get("/nominations/<uuid:nomination>/evidence")
@reads(EvidenceList, READ, headers=TAGGED, also=(404, 503))
def list_evidence(nomination: UUID) -> Response:
    """List the papers of a file, those taken out too."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return part(the_case(nomination, point_of(query)), "evidence")


@evidence.post("/nominations/<uuid:nomination>/evidence")
@acts(SentEvidenceForm, file=True)
def add_evidence(nomination: UUID) -> Response:
    """Put a paper into the file; it is kept only if the case takes it."""
    said, file, lacks = uploaded(EVIDENCE)
    body = EVIDENCE.load(said) | {"kinds": house().rulebooks.known_papers()}
    by = hand(body.pop("effective_on", None))
    with told_together(lacks):
        rehearsed(AddEvidence(nomination, by, *NOT_YET_KEPT, **body), partial(known, said, file))
    kept = house().evidence.put(file.stream, file.mimetype)
    remember(said, kept)
    return carried_out(AddEvidence(nomination, by, kept.sha256, kept.size, kept.media_type, **body))


@evidence.get("/nominations/<uuid:nomination>/evidence/<sha256>")
@delivers(READING, also=(404, 503))
def fetch_evidence(nomination: UUID, sha256: str) -> Response:
    """Fetch the bytes of a paper, checked against their digest."""
    wait_for(READING.load(asked()).get("at_least"))
    row = one(case(nomination), "nomination-unknown")
    paper, file = paper_of(row, sha256), opened(cast("UUID", row["nominee"]), sha256)
    reply = Response(wrap_file(request.environ, file), direct_passthrough=True)
    reply.headers.update(safe(paper))
    return reply


@evidence.post("/nominations/<uuid:nomination>/evidence/<sha256>/withdrawal")
@acts(WithdrawalOfEvidenceForm)
def withdraw_evidence(nomination: UUID, sha256: str) -> Response:
    """Take a paper out of the file; its fact and its bytes stay."""
    body = WITHDRAWAL.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(WithdrawEvidence(nomination, by, sha256, body["reason"]))


def paper_of(row: Row, sha256: str) -> Row:
    """Return what the file says of a paper, taken out or not; NoSuchFile when it never held it."""
    papers = row["evidence"]
    for paper in papers if isinstance(papers, list) else ():
        if paper["sha256"] == sha256:
            return dict(paper)
    raise NoSuchFile(sha256)


def opened(nominee: UUID, sha256: str) -> BinaryIO:
    """
    Return the bytes of a paper about somebody, once it is kept that they are read (ADR 97).

    Raises:
        NoSuchFile: none are kept, or they wait to go with who is erased (ADR 73).
    """
    system = house()
    needed = partial(is_needed, sha256, partial(cited_by, system), system.people)
    if system.people.is_erased(nominee) and not needed():
        raise NoSuchFile(sha256)
    reading(system, nominee, hand(None), PAPER)
    return system.evidence.open(sha256)


def safe(paper: Row) -> dict[str, str]:
    """Return headers under which no browser runs what somebody uploaded."""
    return {
        "Content-Type": str(paper["media_type"]),
        "Content-Length": str(paper["size"]),
        "Content-Disposition": f'attachment; filename="{paper["sha256"]}"',
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "ETag": f'"{paper["sha256"]}"',
    }
