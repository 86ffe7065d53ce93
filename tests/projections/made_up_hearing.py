"""What others are asked and say on a made-up case, in one of many orders."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID

from domain.hearing import events as e

DAY, STEP = date(2025, 4, 22), "ward-review"


def heard_on(rng: Random, case: UUID) -> Iterator[e.HearingEvent]:
    """Return consultation, posting, a complaint and a confirmation."""
    yield from asked(rng)
    yield e.CasePosted(STEP, "ward", "hall", DAY, 5, DAY, "stated")
    yield e.ObjectionReceived("3/PA", "violation", case)
    yield e.ObjectionSettled("3/PA", rng.random() < 0.5, "looked into")
    yield e.PostingEnded("ward", DAY)
    yield e.ComplaintReceived("denunciation", "7/TC", case)
    yield e.ComplaintSettled("7/TC", "unfounded", None, "nothing in it")
    yield e.ConfirmationRequested("tax-confirmation", "TAX")
    given = e.ConfirmationGiven("tax-confirmation", "TAX", "7/XN", DAY, DAY, DAY, True, DAY)
    yield from (given, e.ConfirmationExpired("tax-confirmation", DAY))
    for met in (False, True):
        yield e.ConditionJudged(STEP, "good-completion", met, "secretary", "as graded")


def asked(rng: Random) -> Iterator[e.ConsultationEvent]:
    """Return questions to agencies, some of which wait on."""
    for agency in ("TAX", "CA", "PC", "BH"):
        yield e.ConsultationRequested(STEP, agency, "what is known", 5, DAY, "no-remark")
    yield e.ConsultationAnswered(STEP, "TAX", "agrees", None, "paid")
    yield e.ConsultationWithdrawn(STEP, "CA", "not needed")
    if rng.random() < 0.5:
        yield e.ConsultationLapsed(STEP, "PC", DAY, "no-remark")
