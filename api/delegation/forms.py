"""Bodies of acts on delegations."""

from datetime import date
from typing import NotRequired, TypedDict

from marshmallow import fields, post_load, validate

from api.council.forms import actor
from api.fields import Day, Line, choice, rule_key, unit_code, why
from api.forms import Act, Part
from domain.delegation.events import Basis
from domain.delegation.granting import ACTS, LENT

MOST = validate.Length(max=100)


class BasisWords(TypedDict):
    """A document as it was sent."""

    number: str
    dated: date
    text: NotRequired[str]


class DelegationBasisForm(Part):
    """The document a delegation rests on; `text` is the id under which its text is kept."""

    number = Line(1, 60, required=True)
    dated = Day(required=True)
    text = Line(1, 200)

    @post_load
    def basis(self, data: BasisWords, **_: object) -> Basis:
        """Return the document."""
        return Basis(data["number"], data["dated"], data.get("text"))


class DelegationForm(Act):
    """Let somebody act in the caller's place; no acts or awards named are all of them."""

    delegate = actor(required=True)
    unit = unit_code(required=True)
    role = rule_key(required=True)
    acts = fields.List(choice(*sorted(ACTS)), validate=MOST)
    awards = fields.List(rule_key(), validate=MOST)
    level = rule_key()
    movement = rule_key()
    capacity = choice(*sorted(LENT), required=True)
    begins_on = Day(required=True)
    ends_on = Day()
    basis = fields.Nested(DelegationBasisForm, required=True)


class DelegationEndForm(Act):
    """Take the power back early: from the day `since` on the delegate has none."""

    since = Day(required=True)
    reason = why()
