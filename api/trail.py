"""What is known of the request in hand, in one place."""

from dataclasses import dataclass
from datetime import datetime

from flask import g

from domain.reading import Scope
from services.stores import Claims


@dataclass(slots=True)
class Trail:
    """
    When the request came, under which id it is logged, and what was found out since.

    `content` stands in for the bytes of the body where a digest of what is asked is taken,
    `position` is that of the view that was read, `problem` the code of the error it ended in,
    `scope` what may be read.
    """

    began: float
    received_at: datetime
    correlation: str
    claims: Claims | None = None
    command: str = "none"
    content: bytes | None = None
    position: int | None = None
    problem: str | None = None
    scope: Scope | None = None


def trail() -> Trail:
    """Return what is known of the request in hand."""
    found: Trail = g.trail
    return found
