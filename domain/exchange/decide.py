"""Noting what a receiver says became of a paper: each thing it says once."""

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.booking.letter import Letter
from domain.change import Change
from domain.decider import demand
from domain.exchange.commands import TellStatus
from domain.exchange.events import StatusTold
from domain.exchange.meanings import MEANINGS
from domain.refusal import Kind, Refusal, Refused, listed
from domain.register.decide import CLERK


def the_status_is_known(cmd: TellStatus) -> Refusal | None:
    """Refuse a code outside those of the exchange of documents (domain facts 11.10)."""
    if cmd.status in MEANINGS:
        return None
    return Refusal("status-unknown", Kind.INVALID, "no such status", {"allowed": listed(MEANINGS)})


def the_unit_received_the_paper(cmd: TellStatus, letter: Letter) -> Refusal | None:
    """Refuse what a unit says of a paper that did not go to it (house rule)."""
    if cmd.unit != letter.unit and letter.to_unit in {None, cmd.unit}:
        return None
    facts = {"unit": cmd.unit}
    return Refusal("receiver-foreign", Kind.CONFLICT, "the paper did not go there", facts)


def the_status_follows_the_paper(cmd: TellStatus, letter: Letter) -> Refusal | None:
    """Refuse a status dated before the paper (house rule)."""
    if cmd.hand.effective_on >= letter.dated:
        return None
    facts = {"dated": letter.dated.isoformat()}
    return Refusal("status-before-paper", Kind.INVALID, "older than the paper", facts)


def by_the_clerk(cmd: TellStatus) -> tuple[Refusal | None, ...]:
    """Check the hand, date and code of a status, whatever paper it is of."""
    return (
        the_hand_has_the_role(cmd.hand, CLERK),
        the_hand_sits_in_the_unit(cmd.hand, cmd.unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_status_is_known(cmd),
    )


def tell(cmd: TellStatus, letter: Letter | None) -> list[Change]:
    """
    Note a status; the same words of the same unit and time again are nothing.

    Raises:
        Refused: with every broken rule.
    """
    own = by_the_clerk(cmd)
    if letter is None:
        unknown = Refusal("document-unknown", Kind.UNKNOWN, "no such submission or decision")
        raise Refused(unknown, *(one for one in own if one))
    demand(
        *own,
        the_unit_received_the_paper(cmd, letter),
        the_status_follows_the_paper(cmd, letter),
    )
    told = _told(cmd, letter.sort)
    return [] if told in letter.told else [Change(cmd.paper, told)]


def _told(cmd: TellStatus, sort: str) -> StatusTold:
    """Return the fact, with what its code says today."""
    code = MEANINGS[cmd.status]
    known = (code.word, code.to_do, code.confirmed)
    day = cmd.hand.effective_on
    return StatusTold(sort, cmd.unit, cmd.status, *known, cmd.words, day, cmd.told_at)
