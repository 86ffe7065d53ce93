"""How messages that were put aside look, and what the city announced."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from projections.parked_messages import ListedMessage


class ParkedMessageShort(ListedMessage):
    """A message in the list of those that were put aside."""


class ParkedContent(TypedDict):
    """What a message holds: its attributes, and its content as text, else in base64."""

    id: str | None
    subject: str | None
    time: str | None
    content_type: str | None
    text: str | None
    base64: str | None


class ParkedMessage(ParkedMessageShort):
    """A message that was put aside; its content is None once it is settled."""

    content: ParkedContent | None


class ParkedMessagePage(TypedDict):
    """Messages that were put aside, the first first."""

    items: list[ParkedMessageShort]


class Announcement(TypedDict):
    """What the city told: a unit has level, name and parent, a post person and post."""

    position: int
    kind: str
    unit: str
    person: UUID | None
    level: str | None
    name: str | None
    parent: str | None
    post: str | None
    roles: list[str]
    since: date
    until: date | None
    successors: list[str]
    told_by: str
    effective_on: date
    recorded_at: datetime


class AnnouncementPage(TypedDict):
    """Announcements in the order they were recorded."""

    items: list[Announcement]
