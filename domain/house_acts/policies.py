"""The rules of acts on the house: two persons, one digest, some days (house rules, ADR 88)."""

from collections.abc import Collection
from datetime import date

from domain.access import VIETNAM, persons_behind, the_hand_has_the_role, the_hand_sits_in_the_unit
from domain.audit.access import AUDITING, the_audit_is_of_one_of
from domain.hand import Hand
from domain.house_acts.commands import Answer, AnswerHouseAct, HoldRules, ProposeHouseAct, Sort
from domain.house_acts.events import Proposal
from domain.house_acts.state import HouseAct, Stage, act_stream
from domain.refusal import Kind, Refusal, listed

MOST_DAYS = 90
ROLES = {
    Sort.REFORM.value: "operator",
    Sort.RULES.value: "operator",
    Sort.ASSIGNMENT.value: "directory-keeper",
}
READERS = frozenset(ROLES.values()) | AUDITING
FILES = ("rules", "terms", "ballots", "hearing", "calendar")
WAITS_FOR = {
    Answer.AGREE: frozenset({Stage.PROPOSED}),
    Answer.DECLINE: frozenset({Stage.PROPOSED}),
    Answer.WITHDRAW: frozenset({Stage.PROPOSED, Stage.AGREED, Stage.ALONE}),
    Answer.CONFIRM: frozenset({Stage.ALONE}),
    Answer.DISPUTE: frozenset({Stage.ALONE}),
}
LATER = frozenset({Answer.CONFIRM, Answer.DISPUTE})


def today_of(hand: Hand) -> date:
    """Return the day in Viet Nam on which an order is written down."""
    return hand.recorded_at.astimezone(VIETNAM).date()


def no_such_kind(kind: str) -> Refusal:
    """Return why a kind of act that needs no second person is not proposed (ADR 88)."""
    facts = {"kind": kind, "allowed": listed(ROLES)}
    return Refusal("house-act-unknown", Kind.UNKNOWN, "no such act on the house", facts)


def the_file_is_one_of_rules(cmd: HoldRules) -> Refusal | None:
    """Refuse a file that sets no rules (ADR 88)."""
    if cmd.file in FILES:
        return None
    facts = {"file": cmd.file, "allowed": listed(FILES)}
    return Refusal("rules-file-unknown", Kind.INVALID, "no such file of rules", facts)


def the_days_are_few(cmd: ProposeHouseAct) -> Refusal | None:
    """Refuse a proposal for no day, or for more than 90: nobody agrees to what was (ADR 88)."""
    if 1 <= cmd.days <= MOST_DAYS:
        return None
    facts = {"days": str(cmd.days), "most": str(MOST_DAYS)}
    return Refusal("house-act-days", Kind.INVALID, "it stands for 1 to 90 days", facts)


def a_reason_is_given(reason: str) -> Refusal | None:
    """Refuse what is done to the house without a reason (ADR 88)."""
    if reason.strip():
        return None
    return Refusal("house-act-reasonless", Kind.INVALID, "say why")


def nothing_else_waits(cmd: ProposeHouseAct, state: HouseAct) -> Refusal | None:
    """Refuse a second proposal while one is open; alone, only where two agreed (ADR 88)."""
    an_emergency = cmd.alone and state.stage is Stage.PROPOSED
    if an_emergency or not state.is_open(today_of(cmd.hand)):
        return None
    facts = {"act": str(cmd.act), "digest": str(state.digest)}
    return Refusal("house-act-open", Kind.CONFLICT, "another proposal is open", facts)


def what_was_alone_was_looked_at(cmd: ProposeHouseAct, state: HouseAct) -> Refusal | None:
    """Refuse more on a subject until a second person looked at what was taken alone (ADR 88)."""
    if state.stage is not Stage.ALONE:
        return None
    facts = {"act": str(cmd.act)}
    return Refusal("lone-act-unconfirmed", Kind.CONFLICT, "somebody has to confirm it", facts)


def it_is_what_was_proposed(cmd: AnswerHouseAct, said: Proposal) -> Refusal | None:
    """Refuse an answer to another digest than the one that is proposed (ADR 88)."""
    if cmd.digest == said.digest:
        return None
    facts = {"digest": said.digest}
    return Refusal("house-act-differs", Kind.CONFLICT, "another digest is proposed", facts)


def it_waits_for_the_answer(cmd: AnswerHouseAct, state: HouseAct) -> Refusal | None:
    """Refuse an answer that an act does not wait for where it stands (ADR 88)."""
    too_late = cmd.answer is Answer.WITHDRAW and state.carried
    if state.stage in WAITS_FOR[cmd.answer] and not too_late:
        return None
    facts = {"act": str(cmd.act), "state": state.stage.value}
    return Refusal("house-act-elsewhere", Kind.CONFLICT, "it does not wait for that", facts)


def another_person_answers(cmd: AnswerHouseAct, state: HouseAct) -> Refusal | None:
    """Refuse the first person as the second, also by delegation (ADR 88)."""
    if cmd.answer is Answer.WITHDRAW or not state.behind() & persons_behind(cmd.hand):
        return None
    return Refusal("second-person-is-first", Kind.FORBIDDEN, "another person answers")


def one_of_them_withdraws(cmd: AnswerHouseAct, state: HouseAct) -> Refusal | None:
    """Refuse to take back what others proposed and agreed to (ADR 88)."""
    if cmd.answer is not Answer.WITHDRAW or state.behind() & persons_behind(cmd.hand):
        return None
    return Refusal("house-act-not-theirs", Kind.FORBIDDEN, "only who is behind it withdraws")


def it_has_not_expired(hand: Hand, said: Proposal) -> Refusal | None:
    """Refuse to agree to, or carry out, what was proposed for days that are over (ADR 88)."""
    if today_of(hand) <= said.expires_on:
        return None
    facts = {"expires_on": said.expires_on.isoformat()}
    return Refusal("house-act-expired", Kind.CONFLICT, "its days are over", facts)


def by_its_own_role(hand: Hand, kind: str, unit: str | None) -> tuple[Refusal | None, ...]:
    """Check that a hand has the role of a kind of act, in the unit that answers for it."""
    role = the_hand_has_the_role(hand, ROLES[kind]) if kind in ROLES else no_such_kind(kind)
    return role, the_hand_sits_in_the_unit(hand, unit) if unit else None


def by_whom_it_is_answered(
    cmd: AnswerHouseAct, said: Proposal, *, carried: bool
) -> tuple[Refusal | None, ...]:
    """Check who answers: the role of the act; once it is carried out an auditor may too."""
    afterwards = carried and cmd.answer in LATER
    if afterwards and cmd.hand.roles & AUDITING:
        return (the_auditor_is_above_it(cmd.hand, said),)
    return by_its_own_role(cmd.hand, said.kind, said.unit)


def the_auditor_is_above_it(hand: Hand, said: Proposal) -> Refusal | None:
    """Refuse an auditor of neither the unit that answers for an act nor the country (ADR 88)."""
    return the_audit_is_of_one_of(hand, filter(None, [said.unit]))


def the_hand_reads_house_acts(hand: Hand) -> Refusal | None:
    """Refuse who neither proposes acts on the house nor audits them (ADR 88)."""
    if hand.roles & READERS:
        return None
    facts = {"role": listed(sorted(READERS))}
    return Refusal("role-missing", Kind.FORBIDDEN, "these acts are for whoever answers", facts)


def the_hand_reads_it(hand: Hand, said: Proposal) -> Refusal | None:
    """Refuse who neither answers for an act nor audits its unit or the country (ADR 88)."""
    if hand.roles & AUDITING:
        return the_auditor_is_above_it(hand, said)
    return next((one for one in by_its_own_role(hand, said.kind, said.unit) if one), None)


def two_persons_stand_behind_it(kind: str, subject: str, state: HouseAct) -> Refusal | None:
    """Refuse to carry out what nobody else agreed to (ADR 88)."""
    if state.may_be_done():
        return None
    facts = {"act": str(act_stream(kind, subject)), "kind": kind, "subject": subject}
    return Refusal("second-person-missing", Kind.CONFLICT, "a second person agrees first", facts)


def it_is_what_was_agreed_to(digests: Collection[str], state: HouseAct) -> Refusal | None:
    """Refuse to carry out anything but what bears the digest that was agreed to (ADR 88)."""
    if not state.may_be_done() or state.digest in digests:
        return None
    facts = {"digest": str(state.digest)}
    return Refusal("agreed-otherwise", Kind.CONFLICT, "something else was agreed to", facts)
