"""Bodies of the acts on the data of a person."""

from marshmallow import fields

from api.fields import Day, Id, Line, choice
from api.forms import Act, Listing
from api.person.particulars_form import ParticularsForm
from domain.personal.rules import GROUNDS, KINDS
from domain.personal.state import Stage

ACCEPTED, REFUSED = "accepted", "refused"


class PersonRequestForm(Act):
    """Enter what a person asked; their words stay on the paper."""

    kind = choice(*KINDS, required=True)
    received_on = Day(required=True)


class PersonAnswerForm(Act):
    """Accept a request, or refuse it on a ground."""

    outcome = choice(ACCEPTED, REFUSED, required=True)
    ground = choice(*GROUNDS)


class CarryingOutForm(Act):
    """Say that what was accepted is done; a correction brings what is right."""

    name = Line(1, 200)
    note = Line(0, 200)
    particulars = fields.Nested(ParticularsForm)


class RestrictionLiftingForm(Act):
    """Let the name be shown again."""


class PersonRequestsQuery(Listing):
    """Which requests are asked for."""

    person = Id()
    kind = choice(*KINDS)
    state = choice(*(one.value for one in Stage))
