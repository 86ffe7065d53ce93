"""The rules about hearing others before a case goes on; the texts are in rules.toml."""

from collections.abc import Iterator, Mapping, Sequence

from domain.eligibility.look import Look
from domain.hearing.events import ConfirmationGiven
from domain.hearing.required import confirmations_of, posting_at
from domain.hearing.state import Confirmation, Question
from domain.ladder import Act, Posting
from domain.refusal import Kind, Refusal

HEARD = frozenset({Question.DONE})
LEAVING = frozenset({Act.SUBMIT, Act.DECIDE, Act.PUBLISH})


def every_agency_was_heard(look: Look) -> Sequence[Refusal | None]:
    """Refuse to go on while an agency is to be heard (procedure of An Giang; facts 7.1.3)."""
    return [
        Refusal("agency-not-heard", Kind.CONFLICT, f"{agency} is to be heard", {"agency": agency})
        for agency in agencies_to_hear(look)
    ]


def agencies_to_hear(look: Look) -> Iterator[str]:
    """Return the agencies that are to answer: asked, or named by the step, taken back or not."""
    consulted = look.dossier.hearing.consulted
    named = {one.agency for one in look.step.asks} if look.step else set()
    yield from sorted(named - consulted.keys())
    for one, known in consulted.items():
        if known.standing not in (HEARD if one in named else HEARD | {Question.WITHDRAWN}):
            yield one


def what_is_against_the_case_is_answered(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse to go on against what was found, until the proposers answered it (ADR 29, ADR 42).

    A draft is handed in all the same: no judge has it yet who could send it back with the finding.
    The first one does, or refuses it, and cannot let it pass (house rule, ADR 101).
    """
    if look.fresh:
        return []
    return [
        Refusal("finding-unanswered", Kind.CONFLICT, f"{key} is to be answered", {"finding": key})
        for key in look.dossier.hearing.against
    ]


def no_posting_is_open(look: Look) -> Sequence[Refusal | None]:
    """Refuse to go on while a posting runs or an objection waits (Decree 98/2023; facts 7.1.6)."""
    hearing = look.dossier.hearing
    waiting = [
        Refusal("objection-unsettled", Kind.CONFLICT, "an objection waits", {"objection": one})
        for one in sorted(hearing.unsettled)
    ]
    if not hearing.posting:
        return waiting
    return [Refusal("posting-open", Kind.CONFLICT, "the posting has not ended"), *waiting]


def the_case_was_posted(look: Look) -> Sequence[Refusal | None]:
    """Refuse to leave a level where the award asks for a posting (facts 7.1.6)."""
    rule, step = posting_due(look), look.step
    unposted = Refusal("not-posted-yet", Kind.CONFLICT, "the case is posted first")
    if step is None or step.level in look.dossier.hearing.posted:
        return []
    if rule is None:
        return [unposted] if step.act is Act.PUBLISH else []
    facts = {"level": step.level, "working_days": str(rule.working_days), "source": rule.source}
    return [Refusal(unposted.code, unposted.kind, unposted.detail, facts)]


def posting_due(look: Look) -> Posting | None:
    """Return the posting asked for before the case leaves where it is, None for none."""
    step, ladder = look.step, look.dossier.ladder
    if step is None or step.act not in LEAVING:
        return None
    return posting_at(step.level, ladder, look.forces.postings)


def the_posting_rule_is_confirmed(look: Look) -> bool:
    """Say whether the number of days is sure; what an operator asks for, is."""
    rule = posting_due(look)
    return rule is None or rule.confirmed or rule in look.forces.postings.values()


def the_enterprise_meets_its_duties(look: Look) -> Sequence[Refusal | None]:
    """Refuse an enterprise without good confirmations (old procedures; facts 6.14, 6.15)."""
    dossier = look.dossier
    known = dossier.hearing.confirmations
    return [
        _confirmation_code(kind, known[kind].given if kind in known else None, look)
        for kind in confirmations_of(dossier.ladder, dossier.nominee.kind)
    ]


def _confirmation_code(kind: str, given: ConfirmationGiven | None, look: Look) -> Refusal | None:
    facts = {"confirmation": kind}
    if given is None:
        return Refusal("confirmation-missing", Kind.INVALID, f"missing: {kind}", facts)
    facts |= {"number": given.number, "agency": given.agency}
    if not given.fulfilled:
        return Refusal("confirmation-unfavourable", Kind.INVALID, "a duty is not met", facts)
    if expired(look.dossier.hearing.confirmations[kind], look):
        return Refusal("confirmation-expired", Kind.INVALID, "no longer to be relied on", facts)
    return _of_its_time(given, look, facts)


def _of_its_time(given: ConfirmationGiven, look: Look, facts: Mapping[str, str]) -> Refusal | None:
    """Refuse a paper about years long before the achievement, valid or not (house rule)."""
    year = look.dossier.year
    if given.covers_to.year >= year - 1:
        return None
    told = {**facts, "covers_to": given.covers_to.isoformat(), "year": str(year)}
    return Refusal("confirmation-of-before", Kind.INVALID, "about years before these", told)


def expired(one: Confirmation, look: Look) -> bool:
    """Say whether a paper was over on the day the case is judged as of, noted or not."""
    last = one.given.valid_until
    return one.expired or (look.on is not None and last is not None and last < look.on)
