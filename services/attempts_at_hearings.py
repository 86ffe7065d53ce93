"""For every act that hears others on a case an order that tries it; and who may act."""

from collections.abc import Iterator

from domain.hearing import commands as h
from domain.hearing.consult import CONSULTED
from domain.hearing.required import CONFIRMATIONS
from domain.hearing.state import Hearing
from domain.nomination.state import InTransit
from services.case_trial import WORDS, Attempt, CaseTrial, Who, judges

GROUND = "below-standard"


def hearing_others(on: CaseTrial) -> Iterator[Attempt]:
    """Try what hears others: what begins something always, what ends it where it has begun."""
    yield from _consultations(on)
    yield from _postings(on)
    yield from _complaints(on)
    yield from _confirmations(on)


def _consultations(on: CaseTrial) -> Iterator[Attempt]:
    """Try to ask an agency; to answer as each that is awaited, and to do without the first due."""
    case, hand, step, who = on.nomination, on.hand, on.here.key, judges(on.here)
    asked = (h.Question("Z", WORDS, 1),)
    asking = h.RequestConsultation(case, hand, step, asked, "no-remark")
    yield Attempt("consultation", step, who, asking)
    awaited = _awaited(on.dossier.hearing)
    for agency in awaited:
        said = h.AnswerConsultation(case, hand, agency, "no-remark", WORDS)
        yield Attempt("agency-opinion", step, (Who(CONSULTED, agency),), said)
    for agency in awaited[:1]:
        back = h.WithdrawConsultation(case, hand, agency, WORDS)
        yield Attempt("consultation-withdrawal", step, who, back)
        silent = h.NoteLapsedConsultation(case, hand, agency)
        yield Attempt("consultation-lapse", step, who, silent)


def _awaited(hearing: Hearing) -> list[str]:
    """Return the agencies whose answers are awaited, the first due in front."""
    waiting = [one.request for one in hearing.consulted.values() if one.standing == "waiting"]
    return [one.agency for one in sorted(waiting, key=lambda one: one.due_on)]


def _postings(on: CaseTrial) -> Iterator[Attempt]:
    """Try to post and to enter an objection; to settle one that waits, to end what is posted."""
    case, hand, step, who = on.nomination, on.hand, on.here.key, judges(on.here)
    yield Attempt("posting", step, who, h.PostCase(case, hand, step, WORDS, 90))
    objection = h.ReceiveObjection(case, hand, on.number, GROUND, on.paper)
    yield Attempt("objection", step, who, objection)
    for reference in sorted(on.dossier.hearing.unsettled)[:1]:
        settling = h.SettleObjection(case, hand, reference, upheld=False, reason=WORDS)
        yield Attempt("objection-settlement", step, who, settling)
    if on.dossier.hearing.posting:
        yield Attempt("posting-end", step, who, h.EndPosting(case, hand))


def _complaints(on: CaseTrial) -> Iterator[Attempt]:
    """Try to enter a complaint, and to settle one that waits."""
    case, hand = on.nomination, on.hand
    keepers = judges(on.here) if isinstance(on.case, InTransit) else on.keepers
    complaint = h.ReceiveComplaint(case, hand, "complaint", on.number, on.paper)
    yield Attempt("complaint", None, keepers, complaint)
    for reference in sorted(on.dossier.hearing.pending)[:1]:
        settling = h.SettleComplaint(case, hand, reference, "unfounded", WORDS)
        yield Attempt("complaint-settlement", None, keepers, settling)


def _confirmations(on: CaseTrial) -> Iterator[Attempt]:
    """Try to ask an authority and to enter its paper; to note as expired one that can expire."""
    case, hand, who, day = on.nomination, on.hand, on.keepers, on.hand.effective_on
    kind = CONFIRMATIONS[0]
    asking = h.RequestConfirmation(case, hand, kind, WORDS)
    yield Attempt("confirmation-request", None, who, asking)
    given = h.RecordConfirmation(case, hand, kind, WORDS, on.number, day, day, day, fulfilled=True)
    yield Attempt("confirmation", None, who, given)
    for ending in _ending(on.dossier.hearing)[:1]:
        expiry = h.NoteExpiredConfirmation(case, hand, ending)
        yield Attempt("confirmation-expiry", None, who, expiry)


def _ending(hearing: Hearing) -> list[str]:
    """Return the kinds of confirmation that state a last day, the first to end in front."""
    held = [one.given for one in hearing.confirmations.values() if not one.expired]
    ends = sorted((one.valid_until, one.kind) for one in held if one.valid_until)
    return [kind for _, kind in ends]
