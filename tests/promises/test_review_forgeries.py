"""Reviews and erasures that lack their second person, their role or their cause: each is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid5

import pytest

from domain.facts import Event
from domain.personal import events as p
from domain.review import events as r
from services.redeciding.act import Fact, acts
from services.redeciding.findings import Broken, Looked
from services.redeciding.persons import NO_DOCKET, NO_RULES
from services.redeciding.under_review import MOMENT
from tests.builders import NOMINEE, SPACE
from tests.forging_acts import by, lead, otherwise, put, sealed, with_lead
from tests.honest_lives import Life
from tests.honest_reviews import asked, outlived_with_a_review, reviewed
from tests.promises.test_rule_forgeries import passes_for_whole
from tests.redeciding import HOUSE, found
from tests.rule_forgeries import by_somebody_without_the_role, from_another_unit, of_unsaid_units

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

CLERK: dict[str, Any] = {"roles": ("clerk",)}
NOBODY = uuid5(SPACE, "nobody asked")


@dataclass(frozen=True)
class Wrong:
    """An act made wrong: of which kind, by whom in truth, what it says, and the rule it breaks."""

    kind: type[Event]
    code: str
    hand: dict[str, Any]
    says: dict[str, Any]


def wrong(kind: Any, code: str, says: dict[str, Any] | None = None, **hand: Any) -> Wrong:
    """Return an act of a kind by another hand, or saying something else."""
    return Wrong(kind, code, hand, says or {})


REVIEWS = (
    wrong(r.ReviewClosed, "closed-by-who-concluded", actor="auditor"),
    wrong(r.ReviewClosed, "own-work-reviewed", actor="clerk"),
    wrong(r.ReviewClosed, "role-missing", **CLERK),
    wrong(r.ReviewClosed, "otherwise", {"followed": False}),
    wrong(r.ReviewConcluded, "own-work-reviewed", actor="clerk"),
    wrong(r.ReviewConcluded, "own-work-reviewed", actor=str(NOMINEE.ref)),
    wrong(r.ReviewConcluded, "own-work-reviewed", actor="a 0"),
    wrong(r.ReviewConcluded, "otherwise", {"unit": "30"}),
    wrong(r.ReviewConcluded, "outcome-unknown", {"outcome": "forgiven"}),
    wrong(r.ReviewOpened, "own-work-reviewed", actor="a 1"),
    wrong(r.ReviewOpened, "fact-foreign", {"cites": (9_999,)}),
    wrong(r.ReviewOpened, "otherwise", {"audited": ()}),
    wrong(r.ReviewFindingRecorded, "fact-foreign", {"cites": (2,)}),
    wrong(r.ReviewFindingRecorded, "nothing-cited", {"cites": ()}),
    wrong(r.ReviewQuestionAsked, "unit-not-audited", {"unit": "30"}),
    wrong(r.ReviewAnswered, "auditor-answers", actor="auditor"),
    wrong(r.ReviewMeasuresReported, "auditor-answers", actor="auditor"),
)
PERSONS = (
    wrong(p.PersonErased, "erasure-by-one-person", actor="data"),
    wrong(p.PersonErased, "request-unknown", {"request": NOBODY}),
    wrong(p.PersonErased, "otherwise", {"cases": ()}),
    wrong(p.PersonErased, "role-missing", {"request": None, "basis": "retention"}),
    wrong(p.PersonErased, "role-missing", **CLERK),
    wrong(p.PersonRequestReceived, "unfounded", {"kind": "a wish"}),
    wrong(p.PersonRequestAnswered, "request-ground-missing", {"accepted": False, "ground": "no"}),
    wrong(p.PersonRequestAnswered, "role-missing", **CLERK),
)
LIVES: tuple[Callable[[], Life], ...] = (reviewed, asked)


@cache
def log_of(life: Callable[[], Life]) -> Sequence[Fact]:
    return tuple(life().log)


def forged(one: Wrong, log: Sequence[Fact]) -> tuple[Sequence[Fact], int]:
    """Return a log in which the first act of a kind is made wrong, and where its fact stands."""
    honest = list(acts(log))
    at = next(n for n, act in enumerate(honest) if act.told(one.kind))
    fact = otherwise(honest[at].facts[lead(honest[at])].event, **one.says)
    told = sealed(put(honest, at, by(with_lead(honest[at], fact), **one.hand)))
    return told, sum(len(act.facts) for act in honest[:at]) + lead(honest[at]) + 1


def first(log: Sequence[Fact]) -> Broken | None:
    return next(iter(found(log, HOUSE)), None)


@pytest.mark.parametrize("life", [*LIVES, outlived_with_a_review])
def test_honest_reviews_and_erasures_are_accepted_again(life):
    seen = Looked()

    assert [] == found(log_of(life), HOUSE, seen)
    assert not seen.resting


@pytest.mark.parametrize("one", [*REVIEWS, *PERSONS], ids=str)
def test_what_lacks_its_second_person_or_its_cause_is_told(one):
    log, at = forged(one, log_of(reviewed if one in REVIEWS else asked))

    assert passes_for_whole(log)
    told = first(log)
    assert told
    assert (at, one.code) == (told.position, told.code)


@pytest.mark.parametrize("plan", [by_somebody_without_the_role, from_another_unit, of_unsaid_units])
@pytest.mark.parametrize("life", LIVES)
def test_each_act_is_held_to_role_and_unit(life, plan):
    honest = list(acts(log_of(life)))
    for how, log, number, fact in plan(honest):
        at = sum(len(act.facts) for act in log[:number]) + fact + 1
        by_the_service = "service" in honest[number].envelope.roles
        if how != "another unit" or not by_the_service:
            assert at == getattr(first(sealed(log)), "position", None), how


def test_an_erasure_that_nobody_asked_for_is_told():
    log = log_of(asked)
    honest = [act for act in acts(log) if not act.told(p.PersonRequestReceived)]

    told = found(sealed(honest), HOUSE)

    assert {"unfounded", "request-unknown"} >= {one.code for one in told}
    assert any("PersonErased" == one.act for one in told)


def never_closed(life: Life) -> Sequence[Fact]:
    """Return a log in which a review was never closed, and the erasure was done all the same."""
    return sealed([act for act in acts(tuple(life.log)) if not act.told(r.ReviewClosed)])


def test_an_erasure_while_a_decision_was_under_review_is_told():
    log = never_closed(outlived_with_a_review())

    assert passes_for_whole(log)
    (told,) = found(log, HOUSE)
    assert ("PersonErased", "review-open") == (told.act, told.code)


def test_of_a_review_opened_at_the_moment_of_an_erasure_the_rule_is_not_asked():
    log, seen = never_closed(outlived_with_a_review(MOMENT - timedelta(seconds=1))), Looked()

    assert [] == found(log, HOUSE, seen)
    assert 1 == seen.unseen["review-open"]


def test_a_request_of_whom_no_docket_names_is_counted_as_not_decided():
    log, seen = log_of(asked), Looked()
    honest = list(acts(log))
    at = next(n for n, act in enumerate(honest) if act.told(p.PersonRequestReceived))
    other = with_lead(honest[at], otherwise(honest[at].facts[0].event, person=NOBODY))

    found(sealed([*honest[:at], other]), HOUSE, seen)

    assert 1 == seen.untold[NO_DOCKET]


def test_without_rules_of_personal_data_nothing_is_said_of_them():
    seen = Looked()

    found(log_of(asked), seen=seen)

    assert seen.untold[NO_RULES]
    assert not seen.resting
