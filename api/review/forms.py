"""Bodies of acts in reviews."""

from marshmallow import fields, validate

from api.fields import Flag, Id, Line, Text, choice, digest, rule_key, unit_code, whole
from api.forms import Act
from domain.review.rules import GROUNDS, RULES
from domain.review.standing import OUTCOMES

MOST_DAYS = 250
LARGEST = 2**53 - 1
SOME = validate.Length(max=100)


def positions(*, required: bool = False) -> fields.List[int]:
    """Return a field for positions of the log."""
    return fields.List(whole(1, LARGEST, required=True), required=required, validate=SOME)


def reference() -> Line:
    """Return a field for the number of something within a review."""
    return Line(1, 100, required=True)


def words() -> Text:
    """Return a field for what is kept where it can be erased."""
    return Text(3, 4000, required=True)


def papers() -> fields.List[str]:
    """Return a field for digests of papers."""
    return fields.List(digest(required=True), validate=SOME)


def term(*, required: bool = True) -> fields.Integer:
    """Return a field for a term in working days."""
    return whole(1, MOST_DAYS, required=required)


class ReviewForm(Act):
    """Open a review of a decision; `cites` are positions of facts, `rules` rules of audit."""

    decision = Id(required=True)
    number = Line(1, 60, required=True)
    ground = choice(*GROUNDS, required=True)
    cites = positions()
    rules = fields.List(choice(*RULES, required=True), validate=SOME)


class ReviewQuestionForm(Act):
    """Ask an audited unit something; the words are kept where they can be erased."""

    reference = reference()
    unit = unit_code(required=True)
    working_days = term()
    words = words()


class ReviewFindingForm(Act):
    """Record what was found by some facts, and put it to an audited unit."""

    reference = reference()
    unit = unit_code(required=True)
    cites = positions(required=True)
    rule = choice(*RULES)
    working_days = term()
    words = words()


class ReviewAnswerForm(Act):
    """Answer a question, or a finding and say whether it is accepted."""

    reference = reference()
    accepts = Flag()
    papers = papers()
    words = words()


class ConclusionForm(Act):
    """Say what the review came to; an outcome but `upheld` is followed within a term."""

    outcome = choice(*OUTCOMES, required=True)
    nominations = fields.List(Id(), validate=validate.Length(max=500))
    ground = rule_key()
    working_days = term(required=False)
    words = words()


class MeasuresForm(Act):
    """Say what was done about the conclusion; `whole` where nothing is left to do."""

    reference = reference()
    papers = papers()
    whole = Flag(required=True)
    words = words()


class ReviewClosingForm(Act):
    """Close a review that was followed, or was not in its term."""
