"""Honest lives of a review of a decision, and of persons who asked for something of their data."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

from domain.decision.commands import AnnulGrants
from domain.nomination.commands import OpenNomination, WithdrawNomination
from domain.nomination.events import Nominee
from domain.personal import commands as p
from domain.personal.policies import DATA_OFFICER
from domain.personal.rules import ERASURE, RESTRICTION
from domain.review import commands as r
from services.orders import Command
from services.redeciding.under_review import MOMENT
from tests.builders import APRIL, CASE, DECISION, NOMINEE, OTHER, SPACE, WARD
from tests.honest_lives import DAY, Life, officer
from tests.honest_walks import walked
from tests.plain_house import RULEBOOKS

REVIEW, TEXT = uuid5(SPACE, "review"), uuid5(SPACE, "text")
ASKED, ELSE = uuid5(SPACE, "asked"), uuid5(SPACE, "asked else")
SOMEBODY = Nominee(uuid5(SPACE, "somebody"), "person", WARD)
RULES = RULEBOOKS.personal()
LATER = date(2099, 1, 4)
SERVICE = replace(officer("vinhdanh", "service", WARD), units=frozenset(), effective_on=LATER)


def reviewed() -> Life:
    """Return the life of a case whose award was annulled after a review that was then closed."""
    life = walked()
    for order in reviewing():
        life.give(order)
    return life


def reviewing() -> Iterator[Command]:
    """Yield the acts of a review, each by whoever may."""
    auditor, own = officer("auditor", "auditor", "VN"), officer("inspector", "inspector", WARD)
    clerk, leader = officer("clerk", "clerk", WARD), officer("chair", "leader", WARD)
    here = (r.Cited(1, CASE),)
    yield r.OpenReview(REVIEW, auditor, DECISION, "1/KT", "plan", here, ("skipped-step",))
    yield r.AskInReview(REVIEW, auditor, "1", WARD, 5, TEXT)
    yield r.AnswerInReview(REVIEW, clerk, "1", (), TEXT)
    yield r.RecordFinding(REVIEW, auditor, "2", WARD, here, 5, TEXT, "late")
    yield r.AnswerInReview(REVIEW, clerk, "2", ("a" * 64,), TEXT, accepts=True)
    yield r.ConcludeReview(REVIEW, auditor, "to-annul", (CASE,), 20, TEXT, "fraud")
    yield r.ReportMeasures(REVIEW, clerk, "m1", (), False, TEXT)
    yield AnnulGrants(DECISION, leader, "9/Q", WARD, (CASE,), "fraud", "false", None, REVIEW)
    yield r.CloseReview(REVIEW, own)


def outlived_with_a_review(after: timedelta = 2 * MOMENT) -> Life:
    """Return the life of a reviewed case whose person is erased by time, so long after."""
    life = reviewed()
    service = replace(SERVICE, recorded_at=SERVICE.recorded_at + after)
    life.give(p.EraseByRetention(NOMINEE.ref, service, RULES, (CASE,), (REVIEW,)))
    return life


def asked() -> Life:
    """Return the life of two cases that were taken back, and of what their persons asked."""
    life = Life()
    for order in (*taken_back(), *erasing(), *outlived()):
        life.give(order)
    return life


def taken_back() -> Iterator[Command]:
    """Yield the acts of two cases that went nowhere."""
    ladder = RULEBOOKS.ladder("gk-phuong", WARD, APRIL + DAY)
    assert ladder is not None
    own = officer("officer", "nominating-officer", WARD)
    for case, who in ((CASE, replace(NOMINEE, unit=WARD)), (OTHER, SOMEBODY)):
        yield OpenNomination(case, own, who, WARD, "A", ladder)
        yield WithdrawNomination(case, own, "moved away")


def erasing() -> Iterator[Command]:
    """Yield what brings a person's erasure about, by two hands."""
    data, second = (officer(one, DATA_OFFICER, WARD) for one in ("data", "second"))
    who = NOMINEE.ref
    yield p.ReceivePersonRequest(who, data, ASKED, ERASURE, APRIL, RULES)
    yield p.AnswerPersonRequest(who, data, ASKED, True, None, RULES)
    yield p.CarryOutPersonRequest(who, second, ASKED, RULES)


def outlived() -> Iterator[Command]:
    """Yield what restricts a name, shows it again, and erases it by its time."""
    data, who = officer("data", DATA_OFFICER, WARD), SOMEBODY.ref
    yield p.ReceivePersonRequest(who, data, ELSE, RESTRICTION, APRIL, RULES)
    yield p.AnswerPersonRequest(who, data, ELSE, True, None, RULES)
    yield p.CarryOutPersonRequest(who, data, ELSE, RULES)
    yield p.LiftRestriction(who, data)
    yield p.EraseByRetention(who, SERVICE, RULES)
