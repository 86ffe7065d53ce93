"""Confirmations of an enterprise: asked for, given, expired."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.hearing.forms import ConfirmationExpiryForm, ConfirmationRequestForm, DutyConfirmationForm
from api.operations import Resource, acts
from domain.hearing.commands import (
    NoteExpiredConfirmation,
    RecordConfirmation,
    RequestConfirmation,
)

confirmations = Resource("confirmations", "Tax, insurance and environment of an enterprise.")
REQUEST, GIVEN, EXPIRY = ConfirmationRequestForm(), DutyConfirmationForm(), ConfirmationExpiryForm()


@confirmations.post("/nominations/<uuid:nomination>/confirmation-requests")
@acts(ConfirmationRequestForm)
def request_confirmation(nomination: UUID) -> Response:
    """Note that an authority was asked to confirm a duty."""
    body = REQUEST.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(RequestConfirmation(nomination, by, body["kind"], body["agency"]))


@confirmations.post("/nominations/<uuid:nomination>/confirmations")
@acts(DutyConfirmationForm)
def record_confirmation(nomination: UUID) -> Response:
    """Enter what an authority confirmed: number, date, period, and whether the duty was met."""
    body = GIVEN.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(RecordConfirmation(nomination, by, **body))


@confirmations.post("/nominations/<uuid:nomination>/confirmation-expiries")
@acts(ConfirmationExpiryForm)
def note_expired_confirmation(nomination: UUID) -> Response:
    """Note that a confirmation may no longer be relied on."""
    body = EXPIRY.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(NoteExpiredConfirmation(nomination, by, body["kind"]))
