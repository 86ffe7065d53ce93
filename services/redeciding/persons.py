"""Orders on the data of persons, read back from the facts they wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast
from uuid import UUID

from domain.nomination.decide import NOMINATION
from domain.nomination.state import Granted
from domain.personal import commands as c
from domain.personal import events as e
from domain.personal.rules import CORRECTION, PersonalRules
from domain.register.docket import docket_stream
from services.dockets import docket_of
from services.redeciding.means import NotTold
from services.redeciding.told import ByOrder, Rows, Told

NO_DOCKET = "the cases of before the docket that a person's request named"
OPEN = "review-open"
NO_RULES = "what the rulebooks say of personal data"


def _request(told: Told) -> c.ReceivePersonRequest:
    fact = cast("e.PersonRequestReceived", told.fact.event)
    _seen_in_the_docket(fact.person, told)
    asked = fact.request, fact.kind, fact.received_on, _as_said(fact, _rules(told))
    return c.ReceivePersonRequest(fact.person, told.hand, *asked)


def _as_said(fact: e.PersonRequestReceived, rules: PersonalRules) -> PersonalRules:
    """Return the rules with the source that stood beside the term of a kind then."""
    if fact.kind not in {one.kind for one in rules.terms}:
        raise LookupError(f"no request is of the kind {fact.kind}")
    term = replace(rules.term(fact.kind), source=fact.source, confirmed=fact.confirmed)
    others = (one for one in rules.terms if one.kind != fact.kind)
    return replace(rules, terms=(term, *others))


def _answer(told: Told) -> c.AnswerPersonRequest:
    fact = cast("e.PersonRequestAnswered", told.fact.event)
    person = _person(told)
    said = fact.request, fact.accepted, fact.ground, _rules(told)
    return c.AnswerPersonRequest(person, told.hand, *said, reviews=_reviews(person, (), told))


def _carrying_out(told: Told) -> c.CarryOutPersonRequest:
    fact = cast("e.PersonRequestCarriedOut", told.fact.event)
    named = fact.kind == CORRECTION
    asked = fact.request, _rules(told)
    order = c.CarryOutPersonRequest(_person(told), told.hand, *asked, named=named)
    return replace(order, particulars=fact.particulars)


def _lifting(told: Told) -> c.LiftRestriction:
    return c.LiftRestriction(_person(told), told.hand)


def _erasure(told: Told) -> c.CarryOutPersonRequest | c.EraseByRetention:
    """Read an erasure back; the cases it names may be older than the docket."""
    fact, rules = cast("e.PersonErased", told.fact.event), _rules(told)
    reviews = _reviews(fact.person, fact.cases, told)
    if fact.request is None:
        return c.EraseByRetention(fact.person, told.hand, rules, fact.cases, reviews)
    said = fact.person, told.hand, fact.request, rules, fact.cases
    return c.CarryOutPersonRequest(*said, reviews=reviews)


def _reviews(person: UUID, named: Iterable[UUID], told: Told) -> tuple[UUID, ...]:
    """Return the reviews of a person's cases; of one too new for views the rule is not asked."""
    cases = {*docket_of(person, told.past).cases, *named}
    states = told.past.each(NOMINATION, sorted(cases)).values()
    decisions = {it.decision for it in states if isinstance(it, Granted)}
    known, is_new = told.reviews.of(decisions, told.act.envelope.recorded_at)
    told.unseen[OPEN] += is_new
    return known


def _person(told: Told) -> UUID:
    """Return of whom a stream of requests is; what was asked there first says it."""
    person = next(_asking(told), None)
    if person is None:
        raise LookupError("nobody asked anything in this stream")
    _seen_in_the_docket(person, told)
    return person


def _asking(told: Told) -> Iterator[UUID]:
    for one in told.past.events(told.stream):
        if isinstance(one, e.PersonRequestReceived):
            yield one.person


def _seen_in_the_docket(person: UUID, told: Told) -> None:
    if not told.past.events(docket_stream(person)):
        raise NotTold(NO_DOCKET)


def _rules(told: Told) -> PersonalRules:
    if (rules := told.means.personal()) is None:
        raise NotTold(NO_RULES)
    return rules


ROWS: Rows = {
    e.PersonRequestReceived: ByOrder(_request),
    e.PersonRequestAnswered: ByOrder(_answer),
    e.PersonRequestCarriedOut: ByOrder(_carrying_out),
    e.PersonRestrictionLifted: ByOrder(_lifting),
    e.PersonErased: ByOrder(_erasure),
}
