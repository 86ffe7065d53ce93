"""Deciding on acts on the house: proposed, answered, and carried out by two persons."""

from collections.abc import Collection
from datetime import timedelta

from domain.access import the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.house_acts.commands import (
    Answer,
    AnswerHouseAct,
    AskSecondPerson,
    HoldRules,
    ProposeHouseAct,
    Sort,
)
from domain.house_acts.events import (
    HouseActAgreed,
    HouseActDeclined,
    HouseActDone,
    HouseActEvent,
    HouseActListed,
    HouseActProposed,
    HouseActTakenAlone,
    HouseActWithdrawn,
    LoneActConfirmed,
    LoneActDisputed,
    RulesGone,
    RulesPutBack,
    RulesTakenOver,
    SecondPersonAsked,
)
from domain.house_acts.policies import (
    a_reason_is_given,
    another_person_answers,
    by_its_own_role,
    by_whom_it_is_answered,
    it_has_not_expired,
    it_is_what_was_agreed_to,
    it_is_what_was_proposed,
    it_waits_for_the_answer,
    nothing_else_waits,
    one_of_them_withdraws,
    the_days_are_few,
    the_file_is_one_of_rules,
    the_hand_reads_it,
    today_of,
    two_persons_stand_behind_it,
    what_was_alone_was_looked_at,
)
from domain.house_acts.state import BOOK_STREAM, Book, HouseAct, act_stream
from domain.nomination.access import SERVICE
from domain.refusal import Kind, Refusal, Refused

VERSION = 1
"""Of the rule of a second person, as facts name it."""


def propose(cmd: ProposeHouseAct, state: HouseAct, book: Book) -> list[Change]:
    """
    Note a proposal, or that somebody answers for an act alone; what waits already is nothing.

    Raises:
        Refused: with every broken rule.
    """
    kind = HouseActTakenAlone if cmd.alone else HouseActProposed
    said = (cmd.kind, cmd.subject, cmd.digest, cmd.summary, cmd.reason, cmd.unit)
    demand(
        *by_its_own_role(cmd.hand, cmd.kind, cmd.unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_days_are_few(cmd),
        a_reason_is_given(cmd.reason),
        nothing_else_waits(cmd, state),
        what_was_alone_was_looked_at(cmd, state),
    )
    expires_on = today_of(cmd.hand) + timedelta(days=cmd.days)
    return [*entered(cmd, state, book), Change(cmd.act, kind(*said, expires_on))]


def entered(cmd: ProposeHouseAct, state: HouseAct, book: Book) -> list[Change]:
    """Return what the book does not say yet: that a second person is asked for, and the act."""
    found: list[Change] = []
    if book.version < VERSION:
        found.append(Change(BOOK_STREAM, SecondPersonAsked(VERSION)))
    if state == HouseAct():
        found.append(Change(BOOK_STREAM, HouseActListed(cmd.act, cmd.kind, cmd.subject)))
    return found


def answer(cmd: AnswerHouseAct, state: HouseAct, *more: Refusal | None) -> list[Change]:
    """
    Note what a person says to an act; *more* is what keeps them from it by its subject.

    Of an act that somebody may not read nothing is told, not even that there is one.

    Raises:
        Refused: with every broken rule.
    """
    if state.said is None or the_hand_reads_it(cmd.hand, state.said):
        facts = {"act": str(cmd.act)}
        raise Refused(Refusal("house-act-none", Kind.UNKNOWN, "nothing is proposed", facts))
    agrees = cmd.answer is Answer.AGREE
    demand(
        *by_whom_it_is_answered(cmd, state.said, carried=state.carried),
        the_paper_is_not_dated_ahead(cmd.hand),
        it_is_what_was_proposed(cmd, state.said),
        it_waits_for_the_answer(cmd, state),
        another_person_answers(cmd, state),
        one_of_them_withdraws(cmd, state),
        it_has_not_expired(cmd.hand, state.said) if agrees else None,
        None if agrees else a_reason_is_given(cmd.reason),
        *more,
    )
    return [Change(cmd.act, _said(cmd))]


def _said(cmd: AnswerHouseAct) -> HouseActEvent:
    match cmd.answer:
        case Answer.AGREE:
            return HouseActAgreed(cmd.digest)
        case Answer.DECLINE:
            return HouseActDeclined(cmd.digest, cmd.reason)
        case Answer.WITHDRAW:
            return HouseActWithdrawn(cmd.digest, cmd.reason)
        case Answer.CONFIRM:
            return LoneActConfirmed(cmd.digest, cmd.reason)
    return LoneActDisputed(cmd.digest, cmd.reason)


def unagreed(
    kind: str, subject: str, digests: Collection[str], hand: Hand, state: HouseAct
) -> list[Refusal]:
    """Return why an act that bears one of *digests* may not be carried out."""
    expired = it_has_not_expired(hand, state.said) if state.said and state.may_be_done() else None
    found = (
        two_persons_stand_behind_it(kind, subject, state),
        it_is_what_was_agreed_to(digests, state),
        expired,
    )
    return [one for one in found if one]


def done(kind: str, subject: str, state: HouseAct) -> Change:
    """Return that an act is carried out, with those who stand behind it."""
    digest = str(state.digest)
    fact = HouseActDone(kind, subject, digest, state.proposed_by, state.agreed_by)
    return Change(act_stream(kind, subject), fact)


def hold_rules(cmd: HoldRules, state: HouseAct, book: Book) -> list[Change]:
    """
    Hold a file of rules to what was agreed; what was there before this rule is taken over.

    Raises:
        Refused: the file is not what two persons stand behind.
    """
    sort = Sort.RULES.value
    demand(
        the_hand_has_the_role(cmd.hand, SERVICE),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_file_is_one_of_rules(cmd),
    )
    if cmd.digest == state.present:
        return []
    if cmd.digest is None:
        return [Change(cmd.act, RulesGone(cmd.file))]
    if cmd.digest == state.agreed:
        return [Change(cmd.act, RulesPutBack(cmd.file, cmd.digest))]
    if not book.version and state == HouseAct():
        listed = HouseActListed(cmd.act, sort, cmd.file)
        return [Change(BOOK_STREAM, listed), Change(cmd.act, RulesTakenOver(cmd.file, cmd.digest))]
    demand(*unagreed(sort, cmd.file, {cmd.digest}, cmd.hand, state))
    return [done(sort, cmd.file, state)]


def ask(cmd: AskSecondPerson, book: Book) -> list[Change]:
    """Ask for a second person from now on; again is nothing."""
    demand(the_hand_has_the_role(cmd.hand, SERVICE), the_paper_is_not_dated_ahead(cmd.hand))
    return [] if book.version else [Change(BOOK_STREAM, SecondPersonAsked(VERSION))]
