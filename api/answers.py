"""The answers to a submission: from the form to the domain's three."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from api.nomination.returns import listed
from domain.submission.commands import AcceptItem, Answer, RefuseItem, ReturnItem


class Said(TypedDict, total=False):
    """An answer as the form has it; the form saw to it that each verdict says what it must."""

    nomination: UUID
    verdict: str
    missing: Sequence[Mapping[str, str]]
    reason: str
    detail: str


def said(answer: Said) -> Answer:
    """Return an answer as the domain has it."""
    nomination = answer["nomination"]
    match answer["verdict"]:
        case "accept":
            return AcceptItem(nomination)
        case "return":
            return ReturnItem(nomination, listed(answer.get("missing", ())), answer["reason"])
    return RefuseItem(nomination, answer["reason"], answer["detail"])
