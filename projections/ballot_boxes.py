"""The ballots of secret votes, told once counted: who reads the session can count them again."""

from typing import TypedDict, cast
from uuid import UUID

import orjson
from sqlalchemy import Column, Index, Table, Uuid, select

from domain.council.events import BoxEvent, SessionEvent, TermEvent
from domain.recorded import Recorded
from projections.columns import Document, Words, dumps
from projections.councils import OTHERS
from projections.paging import Rows
from projections.view import folded, the_stream, views

ELSEWHERE = OTHERS | TermEvent | SessionEvent

ballot_boxes = Table(
    "ballot_boxes_v1",
    views,
    Column("box", Uuid, primary_key=True),
    Column("session", Uuid, nullable=False),
    Column("nomination", Uuid, nullable=False),
    Column("modulus", Words, nullable=False),
    Column("ballots", Document, nullable=False),
    Index("ballot_boxes_v1_by_session", "session", "nomination"),
)


class BallotRow(TypedDict):
    """A counted ballot: its number, what it says, and the proof that it was handed out."""

    nonce: str
    choice: str
    proof: str


class BoxRow(TypedDict):
    """All ballots of one secret vote, by number, and the key their proofs are of."""

    box: UUID
    session: UUID
    nomination: UUID
    modulus: str
    ballots: list[BallotRow]


def fold(row: BoxRow | None, fact: Recorded[BoxEvent]) -> BoxRow:  # noqa: ARG001 - one fact a box
    """Return the box as it was opened."""
    event = fact.event
    return {
        "box": fact.stream,
        "session": event.session,
        "nomination": event.nomination,
        "modulus": event.modulus,
        "ballots": cast("list[BallotRow]", orjson.loads(dumps(event.ballots))),
    }


view = folded(ballot_boxes, reads=BoxEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)


def of_session(session: UUID) -> Rows:
    """Ask for all boxes of a session."""
    found = select(ballot_boxes).where(ballot_boxes.c.session == session)
    return found.order_by(ballot_boxes.c.nomination)
