"""For every act by which others are heard on a case an order that tries it; and who may act."""

from collections.abc import Iterator

from domain.hearing import commands as h
from domain.hearing.consult import CONSULTED, answering
from domain.hearing.judge import open_to_judges
from domain.hearing.state import Hearing, Question
from services.attempts.trial import WORDS, Attempt, Trial, Who, judges
from services.orders import Command

NO_REMARK, TAX = "no-remark", "tax-confirmation"


def hearing_others(on: Trial) -> Iterator[Attempt]:
    """Return an attempt at every act of consultation, posting, complaint, paper and judgement."""
    yield from _of_agencies(on)
    yield from _of_the_public(on)
    yield from _of_complaints(on)
    yield from _of_authorities(on)
    yield from _of_conditions(on)


def _of_agencies(on: Trial) -> Iterator[Attempt]:
    case, hand, step, who = on.nomination, on.hand, on.here.key, judges(on.here)
    asked = (h.Question("Z", WORDS, 1),)
    asking: Command = h.RequestConsultation(case, hand, step, asked, NO_REMARK)
    yield Attempt("consultation", step, who, asking)
    for agency, one in on.dossier.hearing.consulted.items():
        if one.standing is Question.WAITING:
            said = h.AnswerConsultation(case, hand, agency, NO_REMARK, WORDS)
            whose = (Who(CONSULTED, answering(agency, hand, on.dossier)),)
            yield Attempt("agency-opinion", step, whose, said)
            back = h.WithdrawConsultation(case, hand, agency, WORDS)
            yield Attempt("consultation-withdrawal", step, who, back)
            lapse = h.NoteLapsedConsultation(case, hand, agency)
            yield Attempt("consultation-lapse", step, who, lapse)


def _of_the_public(on: Trial) -> Iterator[Attempt]:
    case, hand, step, who = on.nomination, on.hand, on.here.key, judges(on.here)
    yield Attempt("posting", step, who, h.PostCase(case, hand, step, WORDS, 90))
    if on.dossier.hearing.posting:
        yield Attempt("posting-end", step, who, h.EndPosting(case, hand))
        objection = h.ReceiveObjection(case, hand, on.number, "violation", on.paper)
        yield Attempt("objection", step, who, objection)
    for reference in sorted(on.dossier.hearing.unsettled)[:1]:
        settled = h.SettleObjection(case, hand, reference, upheld=False, reason=WORDS)
        yield Attempt("objection-settling", step, who, settled)


def _of_complaints(on: Trial) -> Iterator[Attempt]:
    case, hand = on.nomination, on.hand
    complaint = h.ReceiveComplaint(case, hand, "complaint", on.number, on.paper)
    yield Attempt("complaint", None, on.receivers, complaint)
    for reference in sorted(on.dossier.hearing.pending)[:1]:
        settled = h.SettleComplaint(case, hand, reference, "unfounded", WORDS)
        yield Attempt("complaint-settling", None, on.settlers, settled)


def _of_authorities(on: Trial) -> Iterator[Attempt]:
    case, hand, who = on.nomination, on.hand, on.keepers
    today = hand.effective_on
    asking: Command = h.RequestConfirmation(case, hand, TAX, WORDS)
    yield Attempt("confirmation-request", None, who, asking)
    given = h.RecordConfirmation(
        case, hand, TAX, WORDS, on.number, today, today, today, fulfilled=True
    )
    yield Attempt("confirmation", None, who, given)
    ending = _first_to_end(on.dossier.hearing)
    yield Attempt("confirmation-expiry", None, who, h.NoteExpiredConfirmation(case, hand, ending))


def _of_conditions(on: Trial) -> Iterator[Attempt]:
    step, key = on.here.key, next(iter(open_to_judges(on.dossier)), "none")
    judged = h.JudgeCondition(on.nomination, on.hand, step, key, met=True, reason=WORDS)
    yield Attempt("judgement", step, judges(on.here), judged)


def _first_to_end(hearing: Hearing) -> str:
    """Return the kind of the confirmation whose last day comes first; that on taxes if none."""
    held = [one.given for one in hearing.confirmations.values() if not one.expired]
    ends = [(one.valid_until, one.kind) for one in held if one.valid_until]
    return min(ends)[1] if ends else TAX
