"""Bodies of acts on councils and in their sessions."""

from datetime import date
from typing import NotRequired, TypedDict
from uuid import UUID

from marshmallow import fields, post_load, validate

from api.fields import Day, Id, Line, Text, Whole, choice, rule_key, unit_code, why
from api.forms import Act, Form, Part
from domain.council.events import Attendance, Choice
from domain.council.seat import Function, Seat

MOST_SEATS = 100
SEATED = validate.Length(max=MOST_SEATS)
HEX = r"^[0-9a-f]{1,520}$"
NONCE = r"^[0-9a-f]{64}$"
CHOICES = [one.value for one in Choice]


def actor(*, required: bool = False) -> Line:
    """Return a field for the name somebody acts under."""
    return Line(1, 200, required=required)


class SeatWords(TypedDict):
    """A person's term as it was sent."""

    person: str
    function: str
    since: date
    until: NotRequired[date]
    heads: NotRequired[str]
    stands_in_for: NotRequired[str]
    nominee: NotRequired[UUID]


class SeatForm(Part):
    """A person's term in a council, both days included."""

    person = actor(required=True)
    function = choice(*(one.value for one in Function), required=True)
    since = Day(required=True)
    until = Day()
    heads = unit_code()
    stands_in_for = actor()
    nominee = Id()

    @post_load
    def seat(self, data: SeatWords, **_: object) -> Seat:
        """Return the seat."""
        return Seat(
            data["person"],
            Function(data["function"]),
            data["since"],
            data.get("until"),
            data.get("heads"),
            data.get("stands_in_for"),
            data.get("nominee"),
        )


def seats() -> "fields.List[Seat]":
    """Return a field for seats."""
    return fields.List(fields.Nested(SeatForm), required=True, validate=SEATED)


class AppointmentForm(Act):
    """Appoint members by a paper."""

    seats = seats()
    number = Line(1, 60, required=True)
    legal_basis = Text(0, 2000, required=True)


class CouncilForm(AppointmentForm):
    """Appoint the council of a unit by a paper."""

    unit = unit_code(required=True)


class ReliefForm(Act):
    """End somebody's term by a paper."""

    person = actor(required=True)
    last_day = Day(required=True)
    number = Line(1, 60, required=True)
    legal_basis = Text(0, 2000, required=True)


class SessionForm(Act):
    """Call a council for a day."""

    held_on = Day(required=True)
    nominations = fields.List(Id(), required=True, validate=SEATED)


class ConflictForm(Act):
    """Say that one has an interest."""

    nomination = Id(required=True)
    ground = rule_key(required=True)


class AttendanceForm(Part):
    """A member who is there; `by` is the substitute who sits for them."""

    member = actor(required=True)
    by = actor()

    @post_load
    def attendance(self, data: dict[str, str], **_: object) -> Attendance:
        """Return the attendance."""
        return Attendance(data["member"], data.get("by", data["member"]))


class OpeningForm(Act):
    """Begin with who is there."""

    present = fields.List(fields.Nested(AttendanceForm), required=True, validate=SEATED)


class ArrivalForm(Act):
    """Note that a member came late; `by` is the substitute who sits for them."""

    member = actor(required=True)
    by = actor()


class OpinionForm(Act):
    """Give the written opinion of an absent member."""

    nomination = Id(required=True)
    choice = choice(*CHOICES, required=True)
    member = actor()
    paper = fields.String(validate=Whole(NONCE))


class HandsForm(Act):
    """Write down an open vote; who is in neither list abstained."""

    nomination = Id(required=True)
    in_favour = fields.List(actor(), required=True, validate=SEATED)
    against = fields.List(actor(), required=True, validate=SEATED)


class BlindedForm(Part):
    """A blinded ballot of a secret vote."""

    nomination = Id(required=True)
    blinded = fields.String(required=True, validate=Whole(HEX))


class TakingForm(Act):
    """Take ballots under one's name."""

    papers = fields.List(fields.Nested(BlindedForm), required=True, validate=SEATED)


class RollClosingForm(Act):
    """Hand out no more ballots."""


class NotReturnedForm(Part):
    """How many of the ballots that were handed out are in no box."""

    nomination = Id(required=True)
    ballots = fields.Integer(required=True, strict=True, validate=validate.Range(1, MOST_SEATS))


class SessionClosingForm(Act):
    """End a session: boxes are opened and every case moves by its result."""

    not_returned = fields.List(fields.Nested(NotReturnedForm), validate=SEATED)


class CallingOffForm(Act):
    """Give a session up."""

    reason = Text(3, 500, required=True)


class PriorityForm(Act):
    """Note that a nominee goes first among equals."""

    nomination = Id(required=True)
    rule = rule_key(required=True)
    reason = why()


class TieForm(Act):
    """Put nominations of one rank in order, the first first."""

    order = fields.List(Id(), required=True, validate=SEATED)
    reason = why()


class BallotForm(Form):
    """Cast a ballot, under no name."""

    nomination = Id(required=True)
    nonce = fields.String(required=True, validate=Whole(NONCE))
    choice = choice(*CHOICES, required=True)
    proof = fields.String(required=True, validate=Whole(HEX))
