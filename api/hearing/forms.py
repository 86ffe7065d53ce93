"""Bodies of the acts by which others are heard on a case."""

from marshmallow import fields, validate

from api.fields import Day, Flag, Line, Text, choice, rule_key, unit_code, whole, why
from api.forms import Act, Part

MOST_ASKED = 30
MOST_DAYS = 90
ASKED = validate.Length(max=MOST_ASKED)


class QuestionForm(Part):
    """What one agency is asked, and in how many working days it is to answer."""

    agency = unit_code(required=True)
    subject = Text(3, 1000, required=True)
    working_days = whole(1, MOST_DAYS)


class ConsultationForm(Act):
    """Ask several agencies at once."""

    step = rule_key(required=True)
    questions = fields.List(fields.Nested(QuestionForm), required=True, validate=ASKED)


class AgencyOpinionForm(Act):
    """Answer as the agency that was asked; an objection says its ground."""

    agency = unit_code(required=True)
    opinion = choice("agrees", "objects", "no-remark", required=True)
    ground = rule_key()
    words = Text(3, 2000, required=True)


class QuestionWithdrawalForm(Act):
    """Take a question to an agency back."""

    agency = unit_code(required=True)
    reason = why()


class LapseForm(Act):
    """Note that an agency did not answer in its term."""

    agency = unit_code(required=True)


class PostingForm(Act):
    """Post the case in public; without a number of days, those the award asks for."""

    step = rule_key(required=True)
    where = Line(3, 300, required=True)
    working_days = whole(1, MOST_DAYS)


class ObjectionForm(Act):
    """Enter an objection; name and content are kept where they can be erased."""

    reference = Line(1, 100, required=True)
    ground = rule_key(required=True)
    name = Line(1, 200, required=True)
    content = Text(3, 4000, required=True)


class ObjectionSettlingForm(Act):
    """Say whether an objection is upheld, and why."""

    reference = Line(1, 100, required=True)
    upheld = Flag(required=True)
    reason = Text(3, 1000, required=True)


class PostingEndForm(Act):
    """Note that the working days of the posting have passed."""


class ComplaintForm(Act):
    """Enter a complaint or a denunciation; name and content are kept where they can be erased."""

    kind = choice("complaint", "denunciation", required=True)
    reference = Line(1, 100, required=True)
    name = Line(1, 200, required=True)
    content = Text(3, 4000, required=True)


class ComplaintSettlingForm(Act):
    """Say how a complaint ended; a founded one on a coded ground."""

    reference = Line(1, 100, required=True)
    outcome = choice("unfounded", "founded", "withdrawn", required=True)
    ground = rule_key()
    reason = Text(3, 1000, required=True)


class ConfirmationRequestForm(Act):
    """Ask an authority to confirm a duty of an enterprise."""

    kind = rule_key(required=True)
    agency = unit_code(required=True)


class DutyConfirmationForm(Act):
    """Enter what an authority confirmed by a paper."""

    kind = rule_key(required=True)
    agency = unit_code(required=True)
    number = Line(1, 60, required=True)
    dated = Day(required=True)
    covers_from = Day(required=True)
    covers_to = Day(required=True)
    fulfilled = Flag(required=True)
    valid_until = Day(metadata={"description": "The last day it holds, where it states one."})


class ConfirmationExpiryForm(Act):
    """Note that a confirmation may no longer be relied on."""

    kind = rule_key(required=True)
