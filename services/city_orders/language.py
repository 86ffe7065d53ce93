"""Every message that may come in: its type and version, its form, and what it asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from domain.refusal import Kind, Refusal
from services.city_orders.announcements import (
    AnnouncePostV1,
    AnnounceUnitV1,
    announce_post,
    announce_unit,
)
from services.city_orders.desk import Asked, Desk
from services.city_orders.nominations import (
    FileNominationV1,
    FileNominationV2,
    FileNominationV3,
    FileNominationV4,
    file_nomination,
)
from services.city_orders.opinions import GiveOpinionV1, give_opinion
from services.city_orders.outcome_orders import tell_outcome
from services.city_orders.outcomes import TellOutcomeV1
from services.city_orders.papers import BookPaperV1, book_paper
from services.city_orders.reading import read
from services.city_orders.statuses import TellStatusV1, tell_status

M = TypeVar("M")
PREFIX = "vn.vinhdanh.order"
VERSIONED = re.compile(r"(.+)\.v[1-9][0-9]{0,3}")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]


@dataclass(frozen=True, slots=True)
class Form:
    """One type of message: the class its content is read into, and what it asks for."""

    kind: type
    asked: Callable[[bytes, Desk], Asked]


def form(kind: type[M], build: Callable[[M, Desk], Asked]) -> Form:
    """Return the form of messages that are read into *kind*."""
    return Form(kind, lambda body, desk: build(read(body, kind), desk))


# A type is never renamed, and never given another form: what changes is its next version.
FORMS: Mapping[str, Form] = {
    f"{PREFIX}.nomination.file.v1": form(FileNominationV1, file_nomination),
    f"{PREFIX}.nomination.file.v2": form(FileNominationV2, file_nomination),
    f"{PREFIX}.nomination.file.v3": form(FileNominationV3, file_nomination),
    f"{PREFIX}.nomination.file.v4": form(FileNominationV4, file_nomination),
    f"{PREFIX}.opinion.give.v1": form(GiveOpinionV1, give_opinion),
    f"{PREFIX}.outcome.tell.v1": form(TellOutcomeV1, tell_outcome),
    f"{PREFIX}.paper.book.v1": form(BookPaperV1, book_paper),
    f"{PREFIX}.status.tell.v1": form(TellStatusV1, tell_status),
    f"{PREFIX}.unit.announce.v1": form(AnnounceUnitV1, announce_unit),
    f"{PREFIX}.post.announce.v1": form(AnnouncePostV1, announce_post),
}


def unknown(name: str) -> Refusal | None:
    """Refuse a type nobody knows, or a version of a known one that this house does not know."""
    if name in FORMS:
        return None
    stem, known = VERSIONED.fullmatch(name), {one.rpartition(".v")[0] for one in FORMS}
    if stem and stem[1] in known:
        return Refusal("type-version-unknown", Kind.INVALID, "no such version", {"type": name})
    return Refusal("type-unknown", Kind.INVALID, "no such message", {"type": name})


def schema(name: str) -> Schema:
    """Return the JSON Schema of a type, made from the class its messages are read into."""
    kind = FORMS[name].kind
    _, parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    defs = {title: _closed(part) for title, part in parts.items()}
    whole = {**defs.pop(kind.__name__)}
    return {"$schema": DIALECT, "$id": name, **whole, **({"$defs": defs} if defs else {})}


def _closed(part: Mapping[str, object]) -> Schema:
    """Return the schema of an object that has no fields but its own."""
    return {**part, "additionalProperties": False}
