"""Putting a name or a wording right: by the proposers while the case is theirs, then a clerk's."""

from domain.hand import Hand
from domain.nomination.access import judges_in, proposers
from domain.nomination.commands import CorrectNomination, NameNominee
from domain.nomination.corrected import OF_ACHIEVEMENT, OF_POSITION
from domain.nomination.state import Dossier, Draft, Granted, Opened, Returned, Running, Withdrawn
from domain.refusal import Kind, Refusal
from domain.unsaid import NOT_RECORDED

SLIP = 20
"""How many characters a clerical correction may change where the text is short (house rule)."""
SHARE = 10
"""Of a long text, one character in so many (house rule)."""


def with_the_proposers(state: Opened) -> bool:
    """Say whether the case is with those who propose it: a draft, or sent back."""
    return isinstance(state, Draft | Returned)


def keeper_unit(state: Opened) -> str:
    """Return the unit that has the case, or had it when it was decided or ended."""
    if isinstance(state, Granted):
        return state.dossier.ladder.steps[-1].unit
    if isinstance(state, Draft) or state.step is None:
        return state.dossier.unit
    return state.step.unit


def never_filed(state: Opened) -> bool:
    """Say whether a case was taken back as a draft: no other unit ever had it."""
    return isinstance(state, Withdrawn) and state.step is None


def keepers_of_the_name(hand: Hand, state: Opened) -> tuple[Refusal | None, ...]:
    """Check that the hand proposes a case that is theirs, else judges in the unit that has it."""
    if with_the_proposers(state) or never_filed(state):
        return proposers(hand, state.dossier)
    return judges_in(hand, state.dossier, keeper_unit(state))


def correctors(hand: Hand, state: Opened) -> tuple[Refusal | None, ...]:
    """Let the proposers put a wording right while the case runs, then the unit that decided."""
    if isinstance(state, Running) or never_filed(state):
        return proposers(hand, state.dossier)
    return judges_in(hand, state.dossier, keeper_unit(state))


def a_name_is_changed_for_a_reason(cmd: NameNominee, state: Opened) -> Refusal | None:
    """Refuse to change a name without a reason once the case was filed (house rule)."""
    if cmd.first or cmd.reason or with_the_proposers(state) or never_filed(state):
        return None
    return Refusal("name-settled", Kind.CONFLICT, "a name is changed as a correction, and why")


def namers(cmd: NameNominee, state: Opened) -> tuple[Refusal | None, ...]:
    """Let the proposers give a first name; a name that stands goes by the rule of corrections."""
    return proposers(cmd.hand, state.dossier) if cmd.first else keepers_of_the_name(cmd.hand, state)


def changed_part(was: str, now: str) -> int:
    """Return how many characters lie between what two texts begin and end alike with."""
    short = min(len(was), len(now))
    head = next((at for at in range(short) if was[at] != now[at]), short)
    left = short - head
    tail = next((at for at in range(left) if was[-1 - at] != now[-1 - at]), left)
    return max(len(was), len(now)) - head - tail


def is_slip(was: str, now: str) -> bool:
    """Say whether so little changes that it is the same achievement, better written."""
    changed = changed_part(was, now)
    return changed <= SLIP or changed * SHARE <= len(was)


def the_correction_is_clerical(cmd: CorrectNomination, state: Opened) -> Refusal | None:
    """Refuse another achievement in the place of one that was filed: a slip only (house rule)."""
    filed = {state.dossier.achievement, *state.dossier.readings}
    slips = all(is_slip(was, cmd.now) for was in filed)
    if with_the_proposers(state) or never_filed(state) or slips:
        return None
    return Refusal("not-clerical", Kind.CONFLICT, "this is another achievement, not a slip")


def the_old_reading_is_right(cmd: CorrectNomination, state: Opened) -> Refusal | None:
    """Refuse to correct what does not stand there."""
    if cmd.was == reading_of(cmd.field, state.dossier):
        return None
    detail = f"{cmd.field} does not read so"
    return Refusal("not-what-stands", Kind.CONFLICT, detail, {"field": cmd.field})


def reading_of(field: str, dossier: Dossier) -> str | None:
    """Return what stands where a correction may be; None where none may be."""
    position = dossier.position or NOT_RECORDED
    return {OF_ACHIEVEMENT: dossier.achievement, OF_POSITION: position}.get(field)


def the_correction_changes_something(was: str, now: str) -> Refusal | None:
    """Refuse a correction that leaves the text as it is (house rule)."""
    if was != now:
        return None
    return Refusal("nothing-corrected", Kind.INVALID, "the new text is the old one")
