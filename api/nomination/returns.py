"""Acts that send a case back, bring it again, end it without an award, or put an error right."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.nomination.forms import (
    CorrectionForm,
    RefusalForm,
    ReturnForm,
    SupplementForm,
    WithdrawalForm,
)
from api.operations import Resource, acts
from api.system import house
from domain.nomination.commands import (
    CorrectNomination,
    RefuseNomination,
    ReturnForSupplement,
    SupplementNomination,
    WithdrawNomination,
)
from domain.nomination.events import Missing

returns = Resource("returns", "Acts that send a case back, bring it again or end it.")
RETURN, SUPPLEMENT, REFUSAL = ReturnForm(), SupplementForm(), RefusalForm()
WITHDRAWAL, CORRECTION = WithdrawalForm(), CorrectionForm()


def listed(things: Iterable[Mapping[str, str]], kind: str = "remark") -> tuple[Missing, ...]:
    """Return missing things, or answers to remarks, as the domain has them."""
    return tuple(
        Missing(one.get("kind", kind), one["key"], one.get("detail", "")) for one in things
    )


@returns.post("/nominations/<uuid:nomination>/returns")
@acts(ReturnForm)
def return_for_supplement(nomination: UUID) -> Response:
    """Send the file back with one list of everything that is missing."""
    body = RETURN.load(sent())
    by, missing = hand(body.get("effective_on")), listed(body["missing"])
    kinds = house().rulebooks.known_papers()
    order = ReturnForSupplement(nomination, by, body["step"], missing, body["reason"], kinds)
    return carried_out(order)


@returns.post("/nominations/<uuid:nomination>/supplements")
@acts(SupplementForm)
def supplement(nomination: UUID) -> Response:
    """Bring the case again, once all that was listed has come."""
    body = SUPPLEMENT.load(sent())
    by, answers = hand(body.get("effective_on")), listed(body["answers"])
    return carried_out(SupplementNomination(nomination, by, answers, body.get("note", "")))


@returns.post("/nominations/<uuid:nomination>/refusals")
@acts(RefusalForm)
def refuse(nomination: UUID) -> Response:
    """End the case with a coded reason."""
    body = REFUSAL.load(sent())
    by = hand(body.get("effective_on"))
    order = RefuseNomination(nomination, by, body["step"], body["reason"], body["detail"])
    return carried_out(order)


@returns.post("/nominations/<uuid:nomination>/withdrawal")
@acts(WithdrawalForm)
def withdraw(nomination: UUID) -> Response:
    """Take the case back."""
    body = WITHDRAWAL.load(sent())
    return carried_out(
        WithdrawNomination(nomination, hand(body.get("effective_on")), body["reason"])
    )


@returns.post("/nominations/<uuid:nomination>/corrections")
@acts(CorrectionForm)
def correct_nomination(nomination: UUID) -> Response:
    """Put a clerical error right; the first writing stays in the log."""
    body = CORRECTION.load(sent())
    by, was, now = hand(body.get("effective_on")), body["was"], body["now"]
    order = CorrectNomination(nomination, by, body["field"], was, now, body["reason"])
    return carried_out(order)
