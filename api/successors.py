"""After a reform of units: a person chooses who carries a case on where no rule says."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.nomination.forms import SuccessorForm
from api.operations import Resource, acts
from api.system import house
from domain.reform.commands import AssignSuccessor
from domain.reform.plan import Reform
from domain.refusal import Kind, Refusal, Refused

successors = Resource("successors", "Who carries a case on after a reform of units.")
SUCCESSOR = SuccessorForm()


def known_reform(key: str) -> Reform:
    """
    Return a reform of the house.

    Raises:
        Refused: there is none of that name.
    """
    reform = house().reform(key)
    if reform is None:
        raise Refused(Refusal("reform-unknown", Kind.INVALID, "no such reform", {"reform": key}))
    return reform


@successors.post("/nominations/<uuid:nomination>/successor")
@acts(SuccessorForm)
def assign_successor(nomination: UUID) -> Response:
    """Choose the unit that carries the case on; for the keeper of the directory above it."""
    body = SUCCESSOR.load(sent())
    by, plan = hand(body.get("effective_on")), known_reform(body["reform"])
    return carried_out(AssignSuccessor(nomination, by, plan, body["unit"], body["reason"]))
