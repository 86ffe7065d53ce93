"""Bodies of submissions, decisions and acts on the register."""

from collections.abc import Mapping

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from api.characters import complaint, wrong_in
from api.fields import Flag, Id, Line, Text, choice, rule_key, unit_code, whole
from api.forms import Act, Part
from api.nomination.forms import LISTED, CorrectionForm, MissingForm

MOST_CARRIED = 500
MOST_MONEY = 10**15
CARRIED = validate.Length(max=MOST_CARRIED)
VERDICTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    # verdict: what must be said, what may be said
    "accept": (frozenset(), frozenset()),
    "return": (frozenset({"reason"}), frozenset({"missing"})),
    "refuse": (frozenset({"reason", "detail"}), frozenset()),
}


class SubmissionForm(Act):
    """Send nominations to the next level under one number and date."""

    number = Line(1, 60, required=True)
    from_unit = unit_code(required=True)
    to_unit = unit_code(required=True)
    nominations = fields.List(Id(), required=True, validate=CARRIED)


class AnswerForm(Part):
    """Accept, return (with reason and what is missing) or refuse (with coded reason and detail)."""

    nomination = Id(required=True)
    verdict = choice(*VERDICTS, required=True)
    missing = fields.List(fields.Nested(MissingForm), validate=LISTED)
    reason = Text(3, 1000)
    detail = Text(3, 1000)

    @validates_schema
    def says_what_it_must(self, data: Mapping[str, object], **_: object) -> None:
        """Refuse an answer that says less, or more, than its verdict needs."""
        must, may = VERDICTS[str(data["verdict"])]
        said = data.keys() - {"nomination", "verdict"}
        if not must <= said <= must | may:
            needs = ", ".join(sorted(must)) or "nothing"
            raise ValidationError(f"{data['verdict']} takes {needs} beside the nomination.")


class AnswersForm(Act):
    """Answer some or all nominations of a submission, each on its own."""

    answers = fields.List(fields.Nested(AnswerForm), required=True, validate=CARRIED)


class DecisionForm(Act):
    """Grant what the listed nominations ask."""

    number = Line(1, 60, required=True)
    unit = unit_code(required=True)
    signer_position = Line(1, 200, required=True)
    legal_basis = Text(0, 2000, required=True)
    nominations = fields.List(Id(), required=True, validate=CARRIED)


class AnnulmentForm(Act):
    """Annul listed grants by a later paper of the unit; a complaint or review may lead to it."""

    number = Line(1, 60, required=True)
    unit = unit_code(required=True)
    nominations = fields.List(Id(), required=True, validate=CARRIED)
    ground = rule_key(required=True)
    detail = Text(3, 2000, required=True)
    complaint = Line(1, 100)
    review = Id()


class DecisionCorrectionForm(CorrectionForm):
    """Put a clerical error in a decision right; the signer's position stays one line."""

    review = Id()

    @validates_schema
    def a_line_stays_a_line(self, data: Mapping[str, str], **_: object) -> None:
        """Refuse a new position that a decision could not have been issued with."""
        wrong = wrong_in(data["now"], one_line=True)
        if data["field"] == "signer_position" and wrong:
            raise ValidationError(complaint(wrong), "now")


class RecoveryForm(Act):
    """Note that the object or money of an annulled honour came back."""

    object_returned = Flag(required=True)
    amount = whole(0, MOST_MONEY, required=True)
    ground = rule_key(required=True)
    note = Text(0, 1000)
    review = Id()


class HandbackForm(Act):
    """Note that the holder of a restored honour has object or money again."""

    object_handed = Flag(required=True)
    amount = whole(0, MOST_MONEY, required=True)
    note = Text(0, 1000)


class RestorationForm(Act):
    """Let an annulled honour count again."""

    number = Line(1, 60, required=True)
    unit = unit_code(required=True)
    ground = rule_key(required=True)
    reason = Text(3, 1000, required=True)
