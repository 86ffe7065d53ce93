"""Whether a text of an order says who its case is about: looked at as it comes in (ADR 116)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from domain.ladder import Ladder
from domain.movement import Movement
from domain.nomination.commands import OpenNomination
from domain.nomination.events import NominationOpened, Nominee
from domain.nominee_kinds import HOUSEHOLD, PERSON
from domain.personal.particulars import Particulars
from domain.refusal import Kind, Refusal
from services.histories import Histories
from services.mentioned_names import says_mailbox, says_name
from services.mentions import says_number
from services.particulars_kept import Known, KnownBy
from services.sight import named_in

if TYPE_CHECKING:
    from services.orders import Command

ERASABLE = frozenset({PERSON, HOUSEHOLD})
"""Whose name goes when they ask for it (ADR 73)."""
OF_RULES = (Ladder, Movement)
SAYS: Mapping[str, Callable[[str, str], bool]] = {
    "identity_number": says_number,
    "phone": says_number,
    "email": says_mailbox,
}
"""Which particulars are looked for, and how; an address is common words."""
NOT_SAID = frozenset({"hand", "was"})
"""Who gives an order, and what stands there already: else nobody could put it right."""
LEAST_DIGITS = 8
CODE = re.compile("[a-z0-9-]*")


def named_in_texts(
    commands: Sequence["Command"], past: Histories, known: Known, brought: KnownBy | None
) -> list[Refusal]:
    """
    Refuse every text that says who a case of its order is about; no refusal repeats what it found.

    *brought* is by what a nominee is known whose name comes along with the order. What is one order
    is about the same people: a case that its first command opens is none that could be read yet.
    """
    texts = [text for one in commands for text in texts_of(one) if _may_name(text[1])]
    about = _about(commands, past, known, brought) if texts else []
    found = {
        (field, what): _refused(field, what)
        for field, text in texts
        for one in about
        for what in said_of(text, one)
    }
    return list(found.values())


def texts_of(command: object) -> Iterator[tuple[str, str]]:
    """Yield every text of a command under the name of its field; its hand and rules are none."""
    for one in fields(command) if is_dataclass(command) else ():
        if one.name not in NOT_SAID:
            yield from ((one.name, text) for text in _texts(getattr(command, one.name)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, OF_RULES):
        yield from (text for _, text in texts_of(value))


def _may_name(text: str) -> bool:
    """Say whether a text could name anybody: it is no code, or has the digits of a number."""
    return not CODE.fullmatch(text) or sum(map(str.isdecimal, text)) >= LEAST_DIGITS


def _about(
    commands: Iterable["Command"], past: Histories, known: Known, brought: KnownBy | None
) -> list[KnownBy]:
    """Return by what the nominees are known of the cases that an order names."""
    mine = [nominee for one in commands for nominee in _nominees(one, past)]
    refs = {one.ref for one in mine}
    kept = list(known.known_by(refs, ERASABLE).values()) if refs else []
    if brought is None or ERASABLE.isdisjoint(one.kind for one in mine):
        return kept
    return [*kept, brought]


def _nominees(command: "Command", past: Histories) -> list[Nominee]:
    """Return whom the cases are about that an order names or opens."""
    opens = [command.nominee] if isinstance(command, OpenNomination) else []
    named = named_in(command)
    past.read([*named])
    firsts = (facts[0] for one in named if (facts := past.events(one)))
    return [*opens, *(one.nominee for one in firsts if isinstance(one, NominationOpened))]


def said_of(text: str, who: KnownBy) -> Iterator[str]:
    """Yield what of somebody stands in a text: a name, or one of the particulars."""
    if any(says_name(text, one) for one in who.names):
        yield "name"
    told = who.particulars or Particulars()
    yield from (
        what
        for what, is_said in SAYS.items()
        if (value := getattr(told, what)) and is_said(text, value)
    )


def _refused(field: str, what: str) -> Refusal:
    """
    Refuse a text that says who it is about: it would stay in the facts after they are erased.

    Source:
        House rule (ADR 116); what is kept of a person is erasable (ADR 73).
    """
    detail = f'{field}: this text has the {what} of the nominee; write "the nominee" instead'
    facts = {"field": field, "particular": what}
    return Refusal("particulars-in-free-text", Kind.INVALID, detail, facts)
