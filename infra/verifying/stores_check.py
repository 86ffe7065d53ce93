"""What facts refer to: the files of evidence under their digests, the names of people."""

from collections.abc import Collection
from uuid import UUID

from services.stores import Damaged, Evidence, NoSuchFile, People
from services.upkeep import Finding

SHOWN = 3


def evidence_whole(digests: Collection[str], evidence: Evidence) -> Finding:
    """See that every file a fact names is there and is what it was; each is read."""
    wrong = [
        f"{digest[:12]} {fate}" for digest in sorted(digests) if (fate := _fate(digest, evidence))
    ]
    if wrong:
        seen = f"{len(wrong)} of {len(digests)}: {', '.join(wrong[:SHOWN])}"
        return Finding("evidence", ok=False, seen=seen)
    return Finding("evidence", ok=True, seen=f"{len(digests)} files, each of its digest")


def _fate(digest: str, evidence: Evidence) -> str:
    try:
        evidence.open(digest).close()
    except NoSuchFile:
        return "missing"
    except Damaged:
        return "damaged"
    return ""


def names_open(refs: Collection[UUID], people: People) -> Finding:
    """See that the names that are kept can be read; a name may be missing, for it may be erased."""
    try:
        known = people.name_of(refs)
    except Damaged as err:
        return Finding("names", ok=False, seen=f"damaged: {err}")
    gone = "" if len(known) == len(refs) else "; others are gone or held back"
    return Finding("names", ok=True, seen=f"{len(known)} of {len(refs)} nominees{gone}")
