"""Bodies of the acts on one nomination."""

from collections.abc import Mapping

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from api.fields import (
    Day,
    Flag,
    Id,
    Line,
    Number,
    Quote,
    Text,
    choice,
    digest,
    field_name,
    rule_key,
    unit_code,
    whole,
    why,
)
from api.forms import Act, Part
from api.paper.basis_form import BasisForm
from api.person.particulars_form import PARTICULARS, ParticularsForm
from domain.nomination.position import POSITIONS
from domain.nominee_kinds import KINDS

MOST_MEASURED = 999_999_999_999
MOST_LISTED = 200
LISTED = validate.Length(max=MOST_LISTED)


class NomineeForm(Part):
    """Whom the case is about: a known subject by ref, or a new one by kind, name and unit."""

    ref = Id()
    kind = choice(*KINDS)
    name = Line(1, 200)
    note = Line(0, 200)
    unit = unit_code()
    particulars = fields.Nested(ParticularsForm)

    @validates_schema
    def one_of_two(self, data: Mapping[str, object], **_: object) -> None:
        """Refuse a mixture."""
        known, new = {"ref"}, {"kind", "name", "unit"}
        if data.keys() != known and not new <= data.keys() <= {*new, "note", PARTICULARS}:
            raise ValidationError("Give either ref, or kind, name and unit.")


class NominationForm(Act):
    """
    Open a draft.

    `nominee_position` says of a person whether they lead or work directly. It may be put right by a
    correction of `nominee_position` until the case is filed; `not-recorded` is what stands where
    nothing was said.
    """

    nominee = fields.Nested(NomineeForm, required=True)
    unit = unit_code(required=True)
    award = rule_key(required=True)
    achievement = Text(3, 2000, required=True)
    movement = rule_key()
    occasion = rule_key()
    nominee_class = rule_key()
    nominee_position = choice(*POSITIONS)
    basis = fields.Nested(BasisForm)
    receipt = Line(
        1,
        60,
        description="Number in the unit's incoming book on `effective_on`; asked of a case that is "
        "entered after the rules changed, to go by those of before.",
    )


class NamingForm(Act):
    """
    Enter or put right the name of the nominee; it is kept where it can be erased.

    Once the case is filed, a name that stands is changed with a reason, by the unit that has it.
    """

    name = Line(1, 200, required=True)
    note = Line(0, 200)
    reason = Line(3, 500)
    particulars = fields.Nested(ParticularsForm)


class AssessmentForm(Act):
    """
    Hold a measured value against the target of a criterion, or say how it was judged.

    `measured` where the plan sets a target; `note` where it sets none and no value is told.
    """

    criterion = rule_key(required=True)
    measured = Number(0, MOST_MEASURED)
    evidence = fields.List(digest(), load_default=tuple, validate=LISTED)
    note = Text(0, 2000)


class ScoreForm(Act):
    """Give points as one evaluator."""

    step = rule_key(required=True)
    points = Number(0, 100, required=True)


class WithdrawalOfEvidenceForm(Act):
    """Take a paper out of the file."""

    reason = why()


class FilingForm(Act):
    """Hand the draft in."""


class EndorsementForm(Act):
    """Agree at a review, consultation or posting step."""

    step = rule_key(required=True)
    reason = why()


class AppraisalForm(Act):
    """Give the appraiser's opinion."""

    step = rule_key(required=True)
    favourable = Flag(required=True)
    findings = Text(3, 2000, required=True)


class VoteForm(Act):
    """Write down a council's ballot."""

    step = rule_key(required=True)
    members = whole(0, 1000, required=True)
    in_favour = whole(0, 1000, required=True)
    minutes = digest()


class MissingForm(Part):
    """One thing a file lacks, or the answer to a remark."""

    kind = choice("paper", "criterion", "remark", required=True)
    key = rule_key(required=True)
    detail = Text(0, 500)


class AnswerToRemarkForm(Part):
    """What was done about a remark."""

    key = rule_key(required=True)
    detail = Text(0, 500)


class ReturnForm(Act):
    """Send the file back with everything that is missing."""

    step = rule_key(required=True)
    missing = fields.List(fields.Nested(MissingForm), required=True, validate=LISTED)
    reason = Text(3, 1000, required=True)


class SuccessorForm(Act):
    """Choose which unit carries a case on after a reform of units."""

    reform = rule_key(required=True)
    unit = unit_code(required=True)
    reason = why()


class SupplementForm(Act):
    """Bring what was missing; answers are to remarks."""

    answers = fields.List(fields.Nested(AnswerToRemarkForm), load_default=tuple, validate=LISTED)
    note = Text(0, 1000)


class RefusalForm(Act):
    """End the case with a coded reason."""

    step = rule_key(required=True)
    reason = rule_key(required=True)
    detail = Text(3, 1000, required=True)


class WithdrawalForm(Act):
    """Take the case back."""

    reason = why()


class CorrectionForm(Act):
    """Put a clerical error right."""

    field = field_name(required=True)
    was = Quote(1, 2000, required=True)
    now = Text(1, 2000, required=True)
    reason = why()


class JudgementForm(Act):
    """Say whether a condition of the award is met; a later word takes the place of an earlier."""

    step = rule_key(required=True)
    condition = rule_key(required=True)
    met = Flag(required=True)
    reason = Text(3, 1000, required=True)


class HoldForm(Act):
    """Hold a nominee, in every case, while a procedure against them is open."""

    ground = rule_key(required=True)
    reference = Line(1, 100, required=True)
    detail = Text(3, 1000, required=True)
    case_alone = Flag(
        metadata={"description": "It is about this case alone: the nominee's others go on."}
    )


class LiftingForm(Act):
    """Let a held case go on: the procedure of the reference ended."""

    reference = Line(1, 100, required=True)
    outcome = Text(3, 1000, required=True)
    discipline_ended_on = Day(
        metadata={"description": "The day a discipline ended, where one followed."}
    )
